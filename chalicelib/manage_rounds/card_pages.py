"""Cards: how many have answered, a sheet to print, a spoilt card cancelled."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core.errors import Incomplete
from chalicelib.core.text import ascii_digits
from chalicelib.manage_rounds import cards
from chalicelib.manage_rounds.sheet_page import card_form, sheets_page
from chalicelib.presses import press_answers
from chalicelib.rounds.code_store import Place
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest


@staff_page("/staff/cards", Action.RUN_ROUNDS)
def list_classes(request: SignedInRequest) -> Response:
    return _page(request)


@staff_page("/staff/cards", Action.RUN_ROUNDS, "POST")
def make_sheets(request: SignedInRequest) -> Response:
    """Sheets are the answer to their form: sent again, the form gets the same cards.
    The phone number goes onto the paper and nowhere else."""
    try:
        return sheets_page(request, _wanted(request), "/staff/cards")
    except Incomplete as error:
        return _page(request, error.problem)


@staff_page("/staff/cards/cancel", Action.RUN_ROUNDS, "POST")
def cancel(request: SignedInRequest) -> Response:
    try:
        cards.cancel(request.account, request.fields.get("code") or "", request.now)
    except Incomplete as error:
        if not press_answers.was_done(request.again):
            return _page(request, error.problem)
    return _page(request, done="cards.cancelled")


def _wanted(request: SignedInRequest) -> list[cards.CardsWanted]:
    """A class's button says which it is, and how many it had; extra cards are for the
    class that is chosen; one button is for every class that lacks some. What is no
    number is one that nobody can make."""
    do, fields = request.fields.get("do"), request.fields
    field = {"extra": "extra_of", "all": "each"}.get(do or "", "place")
    extra = _number(fields.get("extra") or "") if do == "extra" else None
    wanted = []
    for place in fields.all().get(field) or [""]:
        round_id, class_id, seen = (*place.split("."), "", "", "")[:3]
        at, attempt = Place(round_id, class_id), fields.get("attempt") or ""
        wanted.append(cards.CardsWanted(at, extra, _number(seen), attempt))
    return wanted


def _number(text: str) -> int:
    text = ascii_digits(text[:40]).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1


def _page(request: SignedInRequest, problem: str = "", done: str = "") -> Response:
    return request.page(
        "manage_rounds/cards.html",
        422 if problem else 200,
        classes=cards.list_classes(request.account, request.now),
        card_form=card_form(request),
        problem=problem,
        done=done,
        typed=request.fields.get("code") or "",
    )
