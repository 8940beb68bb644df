"""What was found for a pupil, as one document: read first, then printed or fetched."""

import secrets

from chalice import Response

from chalicelib.access_requests.document import PupilDocument, Wanted
from chalicelib.access_requests.export import (
    mark_of,
    pdf_as_read,
    read_document,
)
from chalicelib.access_requests.find import name_in, not_included
from chalicelib.accounts.account import Action
from chalicelib.case_copies.ask_function import CopyNotMade
from chalicelib.case_copies.copy_kind import LANGUAGES
from chalicelib.case_copies.prepare import names_problem, names_typed
from chalicelib.copy_pages.reading_page import names_are_shown
from chalicelib.core import errors
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import form_body, responses

_PATH = "/staff/insight/document"
_FILE = {
    "Content-Type": "application/pdf",
    "Content-Disposition": 'attachment; filename="innsyn.pdf"',
}


@staff_page(_PATH, Action.WORK_CASES, "POST", reads=form_body.WITH_PEOPLE)
def read(request: SignedInRequest) -> Response:
    """Raises NotFound, Unavailable."""
    if not request.account.answers_requests:
        raise errors.NotFound
    try:
        wanted = _wanted(request)
        found = read_document(request.account, wanted, request.now)
    except errors.Incomplete as error:
        return request.page(
            "access_requests/document.html", 422, problem=error.problem, found=None
        )
    if problem := names_problem(found.names):
        return _page(request, wanted, found, 422, problem)
    if request.fields.get("do") == "pdf":
        return _pdf(request, wanted, found)
    return _page(request, wanted, found)


def _pdf(request: SignedInRequest, wanted: Wanted, found: PupilDocument) -> Response:
    if not names_are_shown(request.fields):
        return _page(request, wanted, found, 422, "copy.problem.new_names")
    if request.fields.get("read") != "yes":
        return _page(request, wanted, found, 422, "insight.problem.read")
    mark = request.fields.get("mark") or ""
    try:
        return responses.file(pdf_as_read(request.account, found, mark), _FILE)
    except errors.ChangedMeanwhile:
        return _page(request, wanted, found, 409, "insight.problem.changed")
    except CopyNotMade:
        return _page(request, wanted, found, 503, "insight.problem.pdf")


def _wanted(request: SignedInRequest) -> Wanted:
    """Raises Incomplete where there is no name."""
    fields, language = request.fields, request.language
    typed = fields.get("names")
    return Wanted(
        name_in(fields.get("name") or ""),
        frozenset(fields.all().get("chosen", ())),
        language if language in LANGUAGES else LANGUAGES[0],
        fields.get("notes") == "yes",
        None if typed is None else names_typed(typed),
        not_included(request.account),
    )


def _page(
    request: SignedInRequest,
    wanted: Wanted,
    found: PupilDocument,
    status: int = 200,
    problem: str = "",
) -> Response:
    return request.page(
        "access_requests/document.html",
        status,
        found=found,
        copy=found.copy,
        wanted=wanted,
        mark=mark_of(request.account, found),
        attempt=secrets.token_urlsafe(16),
        problem=problem,
    )
