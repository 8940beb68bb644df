"""Sheets of cards, as the answer to the form that makes them."""

import secrets

from chalice import Response

from chalicelib.class_reply import class_word
from chalicelib.core.settings import settings
from chalicelib.core.text import ascii_digits
from chalicelib.manage_rounds import cards
from chalicelib.manage_rounds import set_up as round_setup
from chalicelib.rounds.code_store import Place
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import qr_code as qr
from chalicelib.web.language import texts


def first_sheets(request: SignedInRequest, round_id: str) -> Response:
    """For every class of a round that the same press has set up: sent again, it gets
    the same cards. Raises Incomplete, NotFound."""
    round_ = round_setup.mine(request.account, round_id)
    attempt = request.fields.get("sheet") or ""
    wanted = [
        cards.CardsWanted(Place(round_.id, class_id), None, 0, attempt)
        for class_id in round_.classes
    ]
    return sheets_page(request, wanted, f"/staff/rounds/{round_.id}", is_set_up=True)


def card_form(request: SignedInRequest, attempt: str = "") -> cards.CardForm:
    """With what was typed in it."""
    return cards.CardForm(
        attempt or secrets.token_urlsafe(16),
        request.fields.get("printed_in") or "",
        _phone(request),
    )


def sheets_page(
    request: SignedInRequest,
    wanted: list[cards.CardsWanted],
    back: str,
    is_set_up: bool = False,
) -> Response:
    """``is_set_up``: the round, by the same press. Raises Incomplete, NotFound."""
    sheets = cards.make_sheets(request.account, wanted, request.now)
    asked = request.fields.get("printed_in")
    language = asked if asked in cards.PRINTED_IN else sheets[0].round.language
    return request.page(
        "manage_rounds/card_sheet.html",
        sheets=sheets,
        left_out=len(wanted) - len(sheets),
        back=back,
        is_set_up=is_set_up,
        printed=language,
        p=texts(language),
        phone=_phone(request),
        qr=qr.drawn,
        public_url=settings().public_url,
        word_of=class_word.word_of,
        grouped=class_word.grouped,
        reply_address=class_word.address(),
        reply_address_of=class_word.address_of,
    )


def _phone(request: SignedInRequest) -> str:
    typed = (request.fields.get("phone") or "").strip()
    return ascii_digits(typed[: cards.LONGEST_PHONE])
