"""What one can do with a case on its page; each is one button."""

from datetime import date

from chalice import Response
from pydantic import TypeAdapter, ValidationError

from chalicelib.accounts.account import Action
from chalicelib.case_pages.case_page import about_a_draft, do
from chalicelib.case_pages.case_press import (
    keep_ended,
    keep_refused,
    number_of,
    pen_of,
)
from chalicelib.case_pages.entry_page import show_entry
from chalicelib.cases import act
from chalicelib.cases.clocks import ONGOING, NextKind
from chalicelib.cases.states import Move
from chalicelib.cases.write import Pen
from chalicelib.core import errors
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import form_body
from chalicelib.web.form_fields import Day

_ONE = "/staff/cases/{number}"
_DAY: TypeAdapter[date] = TypeAdapter(Day)


@staff_page(f"{_ONE}/note", Action.WORK_CASES, "POST", form_body.LONG, keep_ended)
def note(request: SignedInRequest, number: str) -> Response:
    typed = request.fields.get("note") or ""
    return do(
        request,
        number,
        "case_note",
        lambda pen: act.note(pen, typed, _day(request, "happened")),
    )


@staff_page(f"{_ONE}/next", Action.WORK_CASES, "POST")
def plan(request: SignedInRequest, number: str) -> Response:
    kind = request.fields.get("kind") or ""

    def planned(pen: Pen) -> None:
        if kind not in (*ONGOING, NextKind.CHECK):
            raise errors.Incomplete("case.problem.next")
        act.plan(pen, NextKind(kind), _day(request, "on"))

    return do(request, number, "case_next", planned)


@staff_page(f"{_ONE}/move", Action.WORK_CASES, "POST", keeps=keep_ended)
def move(request: SignedInRequest, number: str) -> Response:
    to, reason = request.fields.get("to") or "", request.fields.get("reason") or ""

    def moved(pen: Pen) -> None:
        if to not in list(Move):
            raise errors.Incomplete("case.problem.move")
        act.move(pen, Move(to), reason)

    return do(request, number, "case_moved", moved)


@staff_page(f"{_ONE}/about", Action.WORK_CASES, "POST")
def about(request: SignedInRequest, number: str) -> Response:
    pupil, place = (request.fields.get(name) or "" for name in ("pupil", "place"))
    bullying = request.fields.get("bullying") == "yes"
    return do(
        request,
        number,
        "case_about",
        lambda pen: act.say_about(pen, pupil, place, bullying),
    )


@staff_page(f"{_ONE}/class", Action.WORK_CASES, "POST")
def say_class(request: SignedInRequest, number: str) -> Response:
    place = request.fields.get("class") or ""
    return do(request, number, "case_class", lambda pen: act.say_class(pen, place))


@staff_page(
    f"{_ONE}/entries/{{entry}}", Action.WORK_CASES, "POST", form_body.LONG, keep_ended
)
def correct(request: SignedInRequest, number: str, entry: str) -> Response:
    pen, typed = pen_of(request, number), request.fields.get("correction") or ""
    try:
        if answer := about_a_draft(request, number):
            return answer
        act.correct(pen, number_of(entry), typed)
    except errors.Tampered:
        return request.page("staff_door/error.html", 400, kind="forged")
    except errors.Incomplete as error:
        keep_refused(request, number)
        return show_entry(request, number, entry, 422, error.problem)
    return request.saved("case_corrected", f"/staff/cases/{number}/entries/{entry}")


def _day(request: SignedInRequest, name: str) -> date:
    """Raises Incomplete."""
    try:
        return _DAY.validate_python(request.fields.get(name) or "")
    except ValidationError:
        raise errors.Incomplete("case.problem.day") from None
