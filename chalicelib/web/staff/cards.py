"""Cards: how many have answered, a sheet to print, a spoilt card cancelled."""

import secrets

from chalice import Response

from chalicelib.config import settings
from chalicelib.domain.accounts import Action
from chalicelib.domain.text import ascii_digits
from chalicelib.i18n import texts
from chalicelib.services import cards
from chalicelib.services.refusals import Incomplete
from chalicelib.stores.codes import Place
from chalicelib.web import qr
from chalicelib.web.staff import presses
from chalicelib.web.staff.door import Guest, room

_PRINTED_IN = ("nb", "nn")
_LONGEST_PHONE = 30


@room("/staff/cards", Action.RUN_ROUNDS)
def list_classes(guest: Guest) -> Response:
    return _page(guest)


@room("/staff/cards", Action.RUN_ROUNDS, "POST")
def make_sheet(guest: Guest) -> Response:
    """A sheet is the answer to its form: sent again, the form gets the same cards. The phone
    number goes onto the paper and nowhere else."""
    try:
        sheet = cards.make_sheet(guest.account, _wanted(guest), guest.now)
    except Incomplete as error:
        return _page(guest, error.problem)
    asked = guest.fields.get("printed_in")
    language = asked if asked in _PRINTED_IN else sheet.round.language
    return guest.page(
        "card_sheet",
        sheet=sheet,
        printed=language,
        p=texts(language),
        phone=ascii_digits((guest.fields.get("phone") or "").strip()[:_LONGEST_PHONE]),
        qr=qr.drawn,
        public_url=settings().public_url,
    )


@room("/staff/cards/cancel", Action.RUN_ROUNDS, "POST")
def cancel(guest: Guest) -> Response:
    try:
        cards.cancel(guest.account, guest.fields.get("code") or "", guest.now)
    except Incomplete as error:
        if not presses.was_done(guest.again):
            return _page(guest, error.problem)
    return _page(guest, done="cards.cancelled")


def _wanted(guest: Guest) -> cards.Wanted:
    """What is no number is one that nobody can make."""
    round_id, _, class_id = (guest.fields.get("place") or "").partition(".")
    extra = _number(guest.fields.get("extra") or "")
    return cards.Wanted(
        Place(round_id, class_id),
        extra if guest.fields.get("do") == "extra" else None,
        _number(guest.fields.get("seen") or ""),
        guest.fields.get("attempt") or "",
    )


def _number(text: str) -> int:
    text = ascii_digits(text[:40]).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1


def _page(guest: Guest, problem: str = "", done: str = "") -> Response:
    return guest.page(
        "cards",
        422 if problem else 200,
        classes=cards.list_classes(guest.account, guest.now),
        most=cards.MOST_CARDS,
        attempt=secrets.token_urlsafe(16),
        problem=problem,
        done=done,
        typed=guest.fields.get("code") or "",
        printed_in=_PRINTED_IN,
        longest_phone=_LONGEST_PHONE,
    )
