"""Cards: how many have answered, a sheet to print, a spoilt card cancelled."""

import secrets

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core.errors import Incomplete
from chalicelib.core.settings import settings
from chalicelib.core.text import ascii_digits
from chalicelib.manage_rounds import cards
from chalicelib.presses import press_answers
from chalicelib.rounds.code_store import Place
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import qr_code as qr
from chalicelib.web.language import texts

_PRINTED_IN = ("nb", "nn")
_LONGEST_PHONE = 30


@staff_page("/staff/cards", Action.RUN_ROUNDS)
def list_classes(request: SignedInRequest) -> Response:
    return _page(request)


@staff_page("/staff/cards", Action.RUN_ROUNDS, "POST")
def make_sheet(request: SignedInRequest) -> Response:
    """A sheet is the answer to its form: sent again, the form gets the same cards. The
    phone number goes onto the paper and nowhere else."""
    try:
        sheet = cards.make_sheet(request.account, _wanted(request), request.now)
    except Incomplete as error:
        return _page(request, error.problem)
    asked = request.fields.get("printed_in")
    language = asked if asked in _PRINTED_IN else sheet.round.language
    return request.page(
        "manage_rounds/card_sheet.html",
        sheet=sheet,
        printed=language,
        p=texts(language),
        phone=ascii_digits(
            (request.fields.get("phone") or "").strip()[:_LONGEST_PHONE]
        ),
        qr=qr.drawn,
        public_url=settings().public_url,
    )


@staff_page("/staff/cards/cancel", Action.RUN_ROUNDS, "POST")
def cancel(request: SignedInRequest) -> Response:
    try:
        cards.cancel(request.account, request.fields.get("code") or "", request.now)
    except Incomplete as error:
        if not press_answers.was_done(request.again):
            return _page(request, error.problem)
    return _page(request, done="cards.cancelled")


def _wanted(request: SignedInRequest) -> cards.CardsWanted:
    """What is no number is one that nobody can make."""
    round_id, _, class_id = (request.fields.get("place") or "").partition(".")
    extra = _number(request.fields.get("extra") or "")
    return cards.CardsWanted(
        Place(round_id, class_id),
        extra if request.fields.get("do") == "extra" else None,
        _number(request.fields.get("seen") or ""),
        request.fields.get("attempt") or "",
    )


def _number(text: str) -> int:
    text = ascii_digits(text[:40]).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1


def _page(request: SignedInRequest, problem: str = "", done: str = "") -> Response:
    return request.page(
        "manage_rounds/cards.html",
        422 if problem else 200,
        classes=cards.list_classes(request.account, request.now),
        most=cards.MOST_CARDS,
        attempt=secrets.token_urlsafe(16),
        problem=problem,
        done=done,
        typed=request.fields.get("code") or "",
        printed_in=_PRINTED_IN,
        longest_phone=_LONGEST_PHONE,
    )
