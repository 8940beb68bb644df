"""Cards for the classes of a school's rounds: print them, more of them, cancel one.

A sheet is shown to the press that makes its codes, once or again: the service keeps
only hashes and cannot show it to anybody else. In an anonymous round nobody, the
service included, knows which card a pupil drew. In a confidential round the cards are
numbered, and the school keeps the list of names on paper.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import SystemRandom

from chalicelib.accounts.account import Account, Action
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.class_reply import store as replies
from chalicelib.core import errors, ids
from chalicelib.core.settings import settings
from chalicelib.manage_rounds.follow import ClassProgress, of_class
from chalicelib.manage_rounds.open import DrawnCard, draw_cards, drawn_cards
from chalicelib.rounds import code_store
from chalicelib.rounds import store as rounds
from chalicelib.rounds.cards import MOST_CARDS
from chalicelib.rounds.code_store import Place
from chalicelib.rounds.groups import groups_of
from chalicelib.rounds.round import ClassInRound, Mode, Openness, Round
from chalicelib.schools import store as schools
from chalicelib.schools.class_teachers import own_classes
from chalicelib.storage import transaction

PRINTED_IN = ("nb", "nn")
LONGEST_PHONE = 30
_ATTEMPT = re.compile(r"[A-Za-z0-9_-]{22}")
_TRIES = 4


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """``address`` is what the QR code holds: the code stands behind the #, which no
    server sees. ``number`` stands on the cards of a confidential round."""

    code: str
    address: str
    number: int | None


@dataclass(frozen=True, slots=True)
class CardsWanted:
    """``extra`` is how many beside those the class lacks; None asks for what it lacks.
    ``seen`` is how many were made when the page was shown, ``attempt`` the id that page
    carries."""

    place: Place
    extra: int | None
    seen: int
    attempt: str

    @property
    def press(self) -> str:
        """The same for the same press alone: a page has one attempt and several
        buttons."""
        return "|".join((*self.place, str(self.extra), str(self.seen), self.attempt))


@dataclass(frozen=True, slots=True)
class CardForm:
    """What stands once on the form that makes cards, for all its classes. ``attempt``
    is new on each page."""

    attempt: str
    printed_in: str = ""
    phone: str = ""
    most: int = MOST_CARDS
    languages: tuple[str, ...] = PRINTED_IN
    longest_phone: int = LONGEST_PHONE


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cards of one class: shuffled, or by their numbers."""

    round: Round
    class_: ClassInRound
    cards: tuple[PrintedCard, ...]


def list_classes(account: Account, now: datetime) -> list[ClassProgress]:
    """The classes of the school's rounds that are not over; for a teacher their own.
    Raises NotFound."""
    _check(account, Action.SEE_PROGRESS)
    own = _own_groups(account)
    listed = rounds.of_school(account.body_id)
    found = [rounds.get(round_.id) for round_ in listed if now < round_.closes_at]
    return [
        of_class(round_, class_, now)
        for round_ in found
        if round_
        for class_ in round_.classes.values()
        if account.may(Action.RUN_ROUNDS) or class_.id in own
    ]


def _own_groups(account: Account) -> set[str]:
    classes = schools.classes(account.body_id) if account.classes else []
    own = own_classes(account, classes)
    return {group for class_ in own for group in groups_of(class_)}


def make_sheet(account: Account, wanted: CardsWanted, now: datetime) -> Sheet:
    """The cards a class lacks, or so many extra; the same press again gets the same
    sheet and makes none. Raises NotFound, Incomplete."""
    round_ = _own(account, wanted.place.round_id, now)
    class_ = round_.classes.get(wanted.place.class_id)
    if class_ is None or not _ATTEMPT.fullmatch(wanted.attempt):
        raise errors.NotFound
    made = drawn_cards(round_, class_.cards, wanted.press)
    if not made:
        made = _draw(account, round_, class_, wanted, now)
    if round_.mode is Mode.ANONYMOUS:
        SystemRandom().shuffle(made)
    cards = tuple(
        PrintedCard(ids.grouped(code), address_of(code), card) for code, card in made
    )
    return Sheet(round_, class_, cards)


def make_sheets(
    account: Account, wanted: Sequence[CardsWanted], now: datetime
) -> list[Sheet]:
    """A sheet for each that can still have one. Raises NotFound, and Incomplete where
    nobody can."""
    made, problems = [], []
    for press in wanted:
        try:
            made.append(make_sheet(account, press, now))
        except errors.Incomplete as error:
            problems.append(error)
    if problems and not made:
        raise problems[0]
    return made


def cancel(account: Account, typed: str, now: datetime) -> None:
    """A spoilt card: its code opens nothing any more. Raises NotFound, Incomplete."""
    _check(account, Action.RUN_ROUNDS)
    code = ids.normalise(typed)
    if not ids.is_well_formed(code):
        raise errors.Incomplete("cards.problem.mistyped")
    found = code_store.get(code)
    if found is None:
        raise errors.Incomplete("cards.problem.unknown")
    place = found.place
    for _ in range(_TRIES):
        round_ = _own(account, place.round_id, now)
        had = round_.classes[place.class_id].cards
        counted = rounds.change_cards(
            round_, place.class_id, replace(had, cancelled=had.cancelled + 1)
        )
        writes = (code_store.spend_code(code, place), counted)
        try:
            audit.record(
                Event.CANCELLED_CARD,
                account.body_id,
                account.id,
                place.round_id,
                now,
                writes,
            )
            return
        except transaction.Refused as refused:
            if 0 in refused.failed:
                raise errors.Incomplete("cards.problem.unknown") from None
    raise transaction.Unavailable


def _draw(
    account: Account,
    round_: Round,
    class_: ClassInRound,
    wanted: CardsWanted,
    now: datetime,
) -> list[DrawnCard]:
    number = class_.next_sheet if wanted.extra is None else wanted.extra
    if class_.cards.made != wanted.seen:
        raise errors.Incomplete("cards.problem.meanwhile")
    if number == 0 and wanted.extra is None:
        raise errors.Incomplete("cards.problem.enough")
    if not 1 <= number <= MOST_CARDS:
        raise errors.Incomplete("cards.problem.number")
    made, writes = draw_cards(round_, class_.id, number, wanted.press)
    # The sheet says where the class reads afterwards what it is told.
    writes += (replies.put_word(round_, class_.id),)
    subject = f"{round_.id} {number}"
    try:
        audit.record(
            Event.MADE_CARDS, account.body_id, account.id, subject, now, writes
        )
        return made
    except transaction.Refused:
        # The same press twice at one moment: the second gets the cards of the first.
        now_there = _own(account, round_.id, now)
        made = drawn_cards(now_there, now_there.classes[class_.id].cards, wanted.press)
        if not made:
            raise errors.Incomplete("cards.problem.meanwhile") from None
        return made


def _own(account: Account, round_id: str, now: datetime) -> Round:
    """A round of the account's own school that is not over. Raises NotFound."""
    _check(account, Action.RUN_ROUNDS)
    round_ = rounds.get(round_id)
    if round_ is None or round_.school_id != account.body_id:
        raise errors.NotFound
    if round_.openness(now) is Openness.CLOSED:
        raise errors.NotFound
    return round_


def _check(account: Account, action: Action) -> None:
    if not account.may(action):
        raise errors.NotFound


def address_of(code: str) -> str:
    return f"{settings().public_url}/#{code}"
