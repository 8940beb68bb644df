"""Who has access to a case, and what is pressed about it: each is a form of its own, so
that following a link does none of it."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.case_access import break_glass, responsibility, team
from chalicelib.case_access_pages.access_page import show_access
from chalicelib.case_access_pages.break_page import show_break
from chalicelib.case_pages.case_page import do
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest

_ONE = "/staff/cases/{number}"


@staff_page(f"{_ONE}/access", Action.WORK_CASES)
def see_access(request: SignedInRequest, number: str) -> Response:
    return show_access(request, number)


@staff_page(f"{_ONE}/offer", Action.WORK_CASES, "POST")
def offer(request: SignedInRequest, number: str) -> Response:
    to, why = (request.fields.get(name) or "" for name in ("to", "why"))
    return do(
        request,
        number,
        "case_offered",
        lambda pen: responsibility.offer(pen, to, why),
        show_access,
    )


@staff_page(f"{_ONE}/accept", Action.WORK_CASES, "POST")
def accept(request: SignedInRequest, number: str) -> Response:
    return do(request, number, "case_taken", responsibility.accept)


@staff_page(f"{_ONE}/decline", Action.WORK_CASES, "POST")
def decline(request: SignedInRequest, number: str) -> Response:
    why = request.fields.get("no") or ""
    return do(
        request,
        number,
        "case_declined",
        lambda pen: responsibility.decline(pen, why),
    )


@staff_page(f"{_ONE}/withdraw", Action.WORK_CASES, "POST")
def withdraw(request: SignedInRequest, number: str) -> Response:
    return do(request, number, "case_withdrawn", responsibility.withdraw)


@staff_page(f"{_ONE}/take", Action.WORK_CASES, "POST")
def take(request: SignedInRequest, number: str) -> Response:
    return do(request, number, "case_taken", responsibility.take)


@staff_page(f"{_ONE}/add", Action.WORK_CASES, "POST")
def add(request: SignedInRequest, number: str) -> Response:
    who, why = (request.fields.get(name) or "" for name in ("who", "needs"))
    return do(
        request,
        number,
        "case_added",
        lambda pen: team.add_member(pen, who, why),
        show_access,
        f"{_ONE}/access",
    )


@staff_page(f"{_ONE}/remove", Action.WORK_CASES, "POST")
def remove(request: SignedInRequest, number: str) -> Response:
    """Who takes themselves out comes back to the list."""
    who, why = (request.fields.get(name) or "" for name in ("out", "gone"))
    own = who == request.account.id
    return do(
        request,
        number,
        "case_taken_out",
        lambda pen: team.take_out(pen, who, why),
        show_access,
        "/staff/cases" if own else f"{_ONE}/access",
    )


@staff_page(f"{_ONE}/break", Action.WORK_CASES)
def ask_why(request: SignedInRequest, number: str) -> Response:
    return show_break(request, number)


@staff_page(f"{_ONE}/break", Action.WORK_CASES, "POST")
def open_with_reason(request: SignedInRequest, number: str) -> Response:
    why = request.fields.get("why") or ""
    return do(
        request,
        number,
        "case_glass",
        lambda pen: break_glass.break_glass(pen, why),
        show_break,
    )
