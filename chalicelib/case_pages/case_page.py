"""The page of a case, as each press on it comes back to it."""

import secrets
from collections.abc import Callable, Iterable

from chalice import Response

from chalicelib.case_drafts.draft import CaseDraft
from chalicelib.case_drafts.keep import discard
from chalicelib.case_pages.case_press import (
    form_of,
    keep_refused,
    keep_typed,
    marks,
    number_of,
    page_of,
    pen_of,
)
from chalicelib.case_pages.case_view import SHOWN, view
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.case_pages.course import OPENED, has_list
from chalicelib.cases import see_case
from chalicelib.cases.case import Case
from chalicelib.cases.entry import CaseEntry, EntryKind
from chalicelib.cases.write import Pen
from chalicelib.core import errors
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.form_body import Fields
from chalicelib.web.language import texts

_SHOWN_WHOLE = OPENED | {EntryKind.OFFERED, EntryKind.PLAN}


def show(
    request: SignedInRequest,
    number: str,
    status: int = 200,
    problem: str | None = None,
) -> Response:
    """``problem`` says why what was just sent was not done; what was typed stands in
    its field again."""
    seen = see_case.see(request.account, number_of(number), request.now, _is_shown)
    if has_list(seen):
        seen = see_case.with_others(request.account, seen, request.now)
    seen = see_case.with_class(seen)
    words = CaseWords(texts(request.language), seen.people, request.now)
    return request.page(
        "case_pages/case.html",
        status,
        shown=view(seen, request.account, words),
        about=seen.about,
        old_class=seen.old_class,
        attempt=secrets.token_urlsafe(16),
        problem=problem,
        typed=request.fields if problem else _typed(seen.drafts),
        drafts=words.drafts(seen),
        marks=marks(request, seen.drafts, problem),
    )


Shown = Callable[[SignedInRequest, str, int, str | None], Response]
"""A page of a case, with its status and what went wrong."""


def about_a_draft(request: SignedInRequest, number: str) -> Response | None:
    """Where somebody pressed to keep what they typed, or to throw it away. Raises
    as ``keep_typed``."""
    pressed, place = request.fields.get("do"), page_of(request, number)
    if pressed == "draft":
        keep_typed(request, number)
        return request.saved("case_draft", place)
    if pressed == "discard":
        form = form_of(request, number)
        discard(request.account, number_of(number), form, request.fields)
        return request.saved("case_draft_gone", place)
    return None


def do(
    request: SignedInRequest,
    number: str,
    what: str,
    act: Callable[[Pen], object],
    shown: Shown = show,
    back: str = "/staff/cases/{number}",
) -> Response:
    """Done and said so, or told why not on the page it was pressed on, with what was
    typed, which is kept."""
    try:
        if answer := about_a_draft(request, number):
            return answer
        act(pen_of(request, number))
    except errors.Tampered:
        return request.page("staff_door/error.html", 400, kind="forged")
    except errors.ChangedMeanwhile:
        keep_refused(request, number)
        return shown(request, number, 409, "case.problem.changed")
    except errors.Incomplete as error:
        keep_refused(request, number)
        return shown(request, number, 422, error.problem)
    return request.saved(what, back.format(number=number))


def _typed(lying: Iterable[CaseDraft]) -> Fields:
    """What was begun in the forms that stand on the page itself."""
    here = (draft.fields.all() for draft in lying if "/" not in draft.form)
    return Fields({name: [*said] for typed in here for name, said in typed.items()})


def _is_shown(case: Case, entry: CaseEntry) -> bool:
    return entry.kind in _SHOWN_WHOLE or entry.number > case.version - SHOWN
