"""The page of a case, as each press on it comes back to it."""

import secrets
from collections.abc import Callable

from chalice import Response

from chalicelib.case_pages.case_view import SHOWN, view
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.case_pages.course import OPENED
from chalicelib.cases import see_case
from chalicelib.cases.case import Case
from chalicelib.cases.entry import CaseEntry, EntryKind
from chalicelib.cases.write import Pen
from chalicelib.core import errors
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.form_fields import seen as seen_version
from chalicelib.web.language import texts

_LONGEST = 6
_SHOWN_WHOLE = OPENED | {EntryKind.OFFERED}


def number_of(text: str) -> int:
    """Raises NotFound."""
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise errors.NotFound
    return int(text)


def show(
    request: SignedInRequest,
    number: str,
    status: int = 200,
    problem: str | None = None,
) -> Response:
    """``problem`` says why what was just sent was not done; what was typed stands in
    its field again."""
    seen = see_case.see(request.account, number_of(number), request.now, _is_shown)
    words = CaseWords(texts(request.language), seen.people, request.now)
    return request.page(
        "case_pages/case.html",
        status,
        shown=view(seen, request.account, words),
        about=seen.about,
        attempt=secrets.token_urlsafe(16),
        problem=problem,
        typed=request.fields,
    )


Shown = Callable[[SignedInRequest, str, int, str | None], Response]
"""A page of a case, with its status and what went wrong."""


def pen_of(request: SignedInRequest, number: str) -> Pen:
    return Pen(
        request.account,
        number_of(number),
        seen_version(request.fields),
        request.fields.get("attempt") or "",
        request.now,
    )


def do(
    request: SignedInRequest,
    number: str,
    what: str,
    act: Callable[[Pen], object],
    shown: Shown = show,
    back: str = "/staff/cases/{number}",
) -> Response:
    """Done and said so, or told why not on the page it was pressed on, with what was
    typed."""
    try:
        act(pen_of(request, number))
    except errors.Tampered:
        return request.page("staff_door/error.html", 400, kind="forged")
    except errors.ChangedMeanwhile:
        return shown(request, number, 409, "case.problem.changed")
    except errors.Incomplete as error:
        return shown(request, number, 422, error.problem)
    return request.saved(what, back.format(number=number))


def _is_shown(case: Case, entry: CaseEntry) -> bool:
    return entry.kind in _SHOWN_WHOLE or entry.number > case.version - SHOWN
