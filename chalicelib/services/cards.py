"""Cards for the classes of a school's rounds: print them, more of them, cancel one.

A sheet is shown once, when its codes are made: the service keeps only hashes and cannot show it
again. In an anonymous round nobody, the service included, knows which card a pupil drew. In a
confidential round the cards are numbered, and the school keeps the list of names on paper.
"""

from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom

from chalicelib.config import settings
from chalicelib.domain import codes
from chalicelib.domain.accounts import Account, Action
from chalicelib.domain.rounds import ClassInRound, Mode, Openness, Round
from chalicelib.services import refusals
from chalicelib.services.rounds import make_cards
from chalicelib.stores import answers, audit, database, rounds
from chalicelib.stores import codes as code_store
from chalicelib.stores.codes import Place

MOST_CARDS = 60
"""On one sheet: a class and some to spare."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a class have answered; never who."""

    round: Round
    class_: ClassInRound
    answered: int


@dataclass(frozen=True, slots=True)
class Card:
    """``address`` is what the QR code holds: the code stands behind the #, which no server sees.
    ``number`` stands on the cards of a confidential round."""

    code: str
    address: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cards of one class: shuffled, or by their numbers."""

    round: Round
    class_: ClassInRound
    cards: tuple[Card, ...]


def list_classes(account: Account, now: datetime) -> list[Progress]:
    """The classes of the school's rounds that are not over. Raises NotFound."""
    _check(account, Action.SEE_PROGRESS)
    listed = rounds.of_school(account.body_id)
    found = [rounds.get(one.id) for one in listed if now < one.closes_at]
    return [
        Progress(round_, class_, answers.count(Place(round_.id, class_.id)))
        for round_ in found
        if round_
        for class_ in round_.classes.values()
    ]


def make_sheet(account: Account, round_id: str, class_id: str, number: int, now: datetime) -> Sheet:
    """New cards, the first or more of them. Raises NotFound, Incomplete."""
    round_ = _own(account, round_id, now)
    if class_id not in round_.classes:
        raise refusals.NotFound
    if not 1 <= number <= MOST_CARDS:
        raise refusals.Incomplete("cards.problem.number")
    try:
        made = make_cards(round_, class_id, number)
    except database.Refused:
        raise refusals.Incomplete("cards.problem.meanwhile") from None
    if round_.mode is Mode.ANONYMOUS:
        SystemRandom().shuffle(made)
    subject = f"{round_id}.{class_id}.{number}"
    audit.write_with((), account.body_id, now, account.id, "made_cards", subject)
    cards = tuple(Card(codes.grouped(code), _address(code), card) for code, card in made)
    return Sheet(round_, round_.classes[class_id], cards)


def cancel(account: Account, typed: str, now: datetime) -> None:
    """A spoilt card: its code opens nothing any more. Raises NotFound, Incomplete."""
    _check(account, Action.RUN_ROUNDS)
    code = codes.normalise(typed)
    if not codes.is_well_formed(code):
        raise refusals.Incomplete("cards.problem.mistyped")
    found = code_store.get(code)
    if found is None:
        raise refusals.Incomplete("cards.problem.unknown")
    place = found.place
    _own(account, place.round_id, now)
    try:
        change = code_store.to_spend(code, place)
        audit.write_with(
            (change,), account.body_id, now, account.id, "cancelled_card", place.round_id
        )
    except database.Refused:
        raise refusals.Incomplete("cards.problem.unknown") from None


def _own(account: Account, round_id: str, now: datetime) -> Round:
    """A round of the account's own school that is not over. Raises NotFound."""
    _check(account, Action.RUN_ROUNDS)
    round_ = rounds.get(round_id)
    if round_ is None or round_.school_id != account.body_id:
        raise refusals.NotFound
    if round_.openness(now) is Openness.CLOSED:
        raise refusals.NotFound
    return round_


def _check(account: Account, action: Action) -> None:
    if not account.may(action):
        raise refusals.NotFound


def _address(code: str) -> str:
    return f"{settings().public_url}/#{code}"
