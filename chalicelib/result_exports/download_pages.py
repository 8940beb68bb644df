"""Where results are taken along as files: a school's, a school owner's, the
programme's."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.result_exports import fetch_file
from chalicelib.result_exports.fetch_file import LANGUAGES, FileKind
from chalicelib.result_exports.released import Released
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import responses

_REPORT, _SUMS, _PROGRAMME = "report", "sums", "programme"
_TYPES = {FileKind.EXCEL: responses.XLSX, FileKind.PACKAGE: responses.ZIP}


@staff_page("/staff/report/files", Action.SEE_REPORT)
def schools_files(request: SignedInRequest) -> Response:
    return _show(request, _REPORT, fetch_file.of_school(request.account))


@staff_page("/staff/report/files", Action.SEE_REPORT, "POST")
def fetch_schools(request: SignedInRequest) -> Response:
    return _fetch(request, _REPORT, fetch_file.of_school(request.account))


@staff_page("/staff/sums/files", Action.SEE_SUMS)
def owners_files(request: SignedInRequest) -> Response:
    return _show(request, _SUMS, fetch_file.of_owner(request.account, request.now))


@staff_page("/staff/sums/files", Action.SEE_SUMS, "POST")
def fetch_owners(request: SignedInRequest) -> Response:
    return _fetch(request, _SUMS, fetch_file.of_owner(request.account, request.now))


@staff_page("/staff/programme/files", Action.ENTER_PROGRAMME)
def programmes_files(request: SignedInRequest) -> Response:
    return _show(request, _PROGRAMME, fetch_file.of_programme(request.now))


@staff_page("/staff/programme/files", Action.ENTER_PROGRAMME, "POST")
def fetch_programmes(request: SignedInRequest) -> Response:
    return _fetch(request, _PROGRAMME, fetch_file.of_programme(request.now))


def _show(
    request: SignedInRequest, here: str, wanted: Released, status: int = 200
) -> Response:
    return request.page(
        "result_exports/files.html",
        status,
        here=here,
        is_empty=wanted.is_empty,
        kinds=list(FileKind),
        languages=LANGUAGES,
    )


def _fetch(request: SignedInRequest, here: str, wanted: Released) -> Response:
    kind = request.fields.get("file") or ""
    language = request.fields.get("language") or ""
    if wanted.is_empty or kind not in list(FileKind) or language not in LANGUAGES:
        return _show(request, here, wanted, 422)
    made = fetch_file.fetch(
        request.account, wanted, FileKind(kind), language, request.now
    )
    headers = {
        "Content-Type": _TYPES[FileKind(kind)],
        "Content-Disposition": f'attachment; filename="{made.name}"',
    }
    return responses.file(made.body, headers)
