"""A copy that was made: handed out as PDF and JSON, and said to be in the archive."""

import secrets

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.case_copies import make_copy
from chalicelib.case_copies.ask_function import CopyNotMade, pdf_of
from chalicelib.case_copies.copy_kind import CopyKind
from chalicelib.case_pages.case_press import number_of, pen_of
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.core import errors
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import responses
from chalicelib.web.language import texts

_COPY = "/staff/cases/{number}/copy/{copy}"
_PDF, _JSON = "application/pdf", "application/json; charset=utf-8"


@staff_page(_COPY, Action.WORK_CASES)
def see_copy(request: SignedInRequest, number: str, copy: str) -> Response:
    return _show(request, number, copy)


@staff_page(f"{_COPY}/pdf", Action.WORK_CASES, "POST")
def pdf(request: SignedInRequest, number: str, copy: str) -> Response:
    try:
        made = make_copy.again(
            request.account, number_of(number), number_of(copy), request.now
        )
        return _file(pdf_of(made.shown), _PDF, f"{_name(number, copy)}.pdf")
    except errors.Incomplete as error:
        return _show(request, number, copy, 409, error.problem)
    except CopyNotMade as not_made:
        return _show(request, number, copy, 503, not_made.problem)


@staff_page(f"{_COPY}/json", Action.WORK_CASES, "POST")
def as_json(request: SignedInRequest, number: str, copy: str) -> Response:
    try:
        made = make_copy.again(
            request.account, number_of(number), number_of(copy), request.now
        )
    except errors.Incomplete as error:
        return _show(request, number, copy, 409, error.problem)
    return _file(made.as_json, _JSON, f"{_name(number, copy)}.json")


@staff_page(f"{_COPY}/confirm", Action.WORK_CASES, "POST")
def confirm(request: SignedInRequest, number: str, copy: str) -> Response:
    if request.fields.get("confirmed") != "yes":
        return _show(request, number, copy, 422, "copy.problem.confirmed")
    try:
        make_copy.confirm(pen_of(request, number), number_of(copy))
    except errors.Tampered:
        return request.page("staff_door/error.html", 400, kind="forged")
    except errors.ChangedMeanwhile:
        return _show(request, number, copy, 409, "copy.problem.changed")
    except errors.Incomplete as error:
        return _show(request, number, copy, 409, error.problem)
    return request.saved("copy_confirmed", f"/staff/cases/{number}/copies")


def _name(number: str, entry: str) -> str:
    """Nobody's name: numbers alone."""
    return f"sak-{number_of(number)}-kopi-{number_of(entry)}"


def _file(body: str | bytes, content_type: str, name: str) -> Response:
    headers = {
        "Content-Type": content_type,
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return responses.file(body, headers)


def _show(
    request: SignedInRequest,
    number: str,
    entry: str,
    status: int = 200,
    problem: str = "",
) -> Response:
    seen = make_copy.see_copies(request.account, number_of(number), request.now)
    copy = make_copy.made(seen, number_of(entry))
    words = CaseWords(texts(request.language), seen.people, request.now)
    return request.page(
        "copy_pages/copy.html",
        status,
        case=seen.case,
        copy=copy,
        title=f"copy.kind.{copy.kind}",
        when=words.when(seen.entry(copy.entry.number)),
        can_confirm=copy.kind is CopyKind.ARCHIVE and copy.is_current,
        attempt=secrets.token_urlsafe(16),
        problem=problem,
    )
