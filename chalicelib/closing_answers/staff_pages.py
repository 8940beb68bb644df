"""From a case: codes for the pupil and the supporters, and what the pupil answered.
What the supporters of a school say has a page of its own."""

import secrets
from collections.abc import Callable

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.case_pages.case_press import number_of, pen_of
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.cases import see_case
from chalicelib.cases.case import Case
from chalicelib.cases.entry import CaseEntry, EntryKind
from chalicelib.cases.may_open import may_change
from chalicelib.cases.states import State
from chalicelib.cases.write import Pen
from chalicelib.closing_answers import make_codes, read_answers
from chalicelib.closing_answers.make_codes import MOST_SUPPORTERS, ClosingCodes
from chalicelib.core import errors
from chalicelib.core.settings import settings
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import qr_code as qr
from chalicelib.web.language import texts

_CLOSING = "/staff/cases/{number}/closing"


@staff_page(_CLOSING, Action.WORK_CASES)
def see(request: SignedInRequest, number: str) -> Response:
    return _page(request, number)


@staff_page(f"{_CLOSING}/pupil", Action.WORK_CASES, "POST")
def code_for_the_pupil(request: SignedInRequest, number: str) -> Response:
    """The code is the answer to its form, and shown there alone."""
    return _codes(request, number, make_codes.pupils_code)


@staff_page(f"{_CLOSING}/supporters", Action.WORK_CASES, "POST")
def codes_for_supporters(request: SignedInRequest, number: str) -> Response:
    typed = request.fields.get("supporters") or ""
    wanted = int(typed) if typed.isascii() and typed.isdigit() else 0
    return _codes(request, number, lambda pen: make_codes.supporters_codes(pen, wanted))


@staff_page(f"{_CLOSING}/read", Action.WORK_CASES, "POST")
def have_read(request: SignedInRequest, number: str) -> Response:
    try:
        make_codes.answers_read(pen_of(request, number))
    except errors.Tampered:
        return request.page("staff_door/error.html", 400, kind="forged")
    return request.saved("closing_read", f"/staff/cases/{number_of(number)}/closing")


@staff_page("/staff/supporters", Action.WORK_CASES)
def see_supporters(request: SignedInRequest) -> Response:
    return request.page(
        "closing_answers/supporters.html",
        terms=read_answers.of_supporters(request.account, request.now),
    )


def _codes(
    request: SignedInRequest, number: str, make: Callable[[Pen], ClosingCodes]
) -> Response:
    try:
        made = make(pen_of(request, number))
    except errors.Tampered:
        return request.page("staff_door/error.html", 400, kind="forged")
    except errors.Incomplete as error:
        return _page(request, number, 422, error.problem)
    return request.page(
        "closing_answers/codes.html",
        number=number_of(number),
        made=made,
        p=texts(made.round.language),
        qr=qr.drawn,
        public_url=settings().public_url,
    )


def _page(
    request: SignedInRequest,
    number: str,
    status: int = 200,
    problem: str | None = None,
) -> Response:
    who, now, of = request.account, request.now, number_of(number)
    seen = see_case.see(who, of, now, _names_a_round, may_change)
    words = CaseWords(texts(request.language), seen.people, request.now)
    case = seen.case
    return request.page(
        "closing_answers/closing.html",
        status,
        case=case,
        called=words.called(case, seen.about),
        codes=read_answers.of_pupil(seen),
        can_ask=not case.of_class and case.state is not State.CHECKED,
        most=MOST_SUPPORTERS,
        attempt=secrets.token_urlsafe(16),
        problem=problem,
        now=request.now,
    )


def _names_a_round(_: Case, entry: CaseEntry) -> bool:
    return entry.kind is EntryKind.PUPIL_CODE
