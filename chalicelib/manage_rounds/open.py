"""A round is opened: its key pair, its classes and its codes."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import has_nurse
from chalicelib.core import ids, local_time
from chalicelib.core.local_time import OSLO
from chalicelib.crypto import sealing
from chalicelib.crypto.sealing import derived_id, keyed_hash, plain_hash
from chalicelib.crypto.secret_keys import Secret
from chalicelib.escalation import tell_early
from chalicelib.forms.definitions import FORMS
from chalicelib.rounds import code_store, opening_store
from chalicelib.rounds import store as rounds
from chalicelib.rounds.cards import Cards
from chalicelib.rounds.code_store import Card, Place
from chalicelib.rounds.groups import classes_in_round
from chalicelib.rounds.round import Mode, OnDuty, Round
from chalicelib.rounds.unread_end import next_warning
from chalicelib.schools import retention_store
from chalicelib.schools.preparation import LOOK_BEFORE
from chalicelib.schools.school import School, SchoolClass
from chalicelib.storage import transaction, wrapped_keys
from chalicelib.storage.codec import epoch
from chalicelib.storage.writes import Write

DrawnCard = tuple[str, int | None]
"""A code, and the number on its card where the round is confidential."""


@dataclass(frozen=True, slots=True)
class NewRound:
    form_id: str
    mode: Mode
    languages: tuple[str, ...]
    opens_at: datetime
    closes_at: datetime
    on_duty: OnDuty
    class_by_class: bool = False
    """Each class waits until somebody opens it; otherwise all open with the round."""
    same_list_as: str | None = None
    """An earlier confidential round whose numbers are the same pupils'."""
    id: str = ""
    """Given by who sets the round up twice with one press; otherwise a new one is
    made."""
    deputy: OnDuty | None = None


def open_round(
    new: NewRound,
    school: School,
    classes: Sequence[SchoolClass],
    told: Sequence[Write] = (),
) -> Round:
    """Raises GroupTooSmall, and Refused where there is a round with this id already.

    The mode cannot be changed afterwards: nothing in the code does it.
    """
    form = FORMS[new.form_id]
    groups = classes_in_round(new.mode, classes, form.grade_step)
    if not new.class_by_class:
        groups = tuple(replace(group, opened_at=new.opens_at) for group in groups)
    public_key, private_key = sealing.new_key_pair()
    start, end = new.opens_at, new.closes_at
    round_ = Round(
        id=new.id or ids.new_id(secrets.choice),
        school_id=school.id,
        owner_id=school.owner_id,
        form_id=form.id,
        form_version=form.version,
        mode=new.mode,
        language=school.language,
        languages=new.languages,
        opens_at=start,
        closes_at=end,
        opened_on=start.astimezone(OSLO).date(),
        expires_on=(end + timedelta(days=retention_store.get(school.owner_id).days))
        .astimezone(OSLO)
        .date(),
        public_key=public_key,
        classes={group.id: group for group in groups},
        slots=local_time.slots_between(school.calendar, start, end),
        weekly=local_time.weekly_between(school.calendar, start, end),
        ombud=school.ombud,
        nurse=has_nurse(accounts.of_body(school.id)),
        on_duty=new.on_duty,
        deputy=new.deputy,
        same_list_as=new.same_list_as,
    )
    look_at = next_warning(round_.expires_at, start)
    writes: tuple[Write, ...] = (
        *rounds.put_round(round_),
        wrapped_keys.put_key(round_.id, private_key, epoch(round_.expires_at)),
        opening_store.put_opening(round_.id, start - LOOK_BEFORE, round_.expires_at),
        retention_store.put_look(
            round_.id, look_at or round_.expires_at, round_.expires_at
        ),
        *(
            put
            for group in groups
            if group.opened_at
            for put in tell_early.first_look(round_, group.id, group.opened_at)
        ),
        *told,
    )
    # The round is in the first of them. A class whose look is cut off is told of by the
    # quarter.
    _in_parts(writes)
    return round_


def make_codes(round_: Round, class_id: str, number: int) -> list[str]:
    """New codes for a class, in the order they were drawn. The service keeps only their
    hashes."""
    return [code for code, _ in make_cards(round_, class_id, number)]


def make_cards(round_: Round, class_id: str, number: int) -> list[DrawnCard]:
    """However many, in several transactions. Raises Refused where somebody else makes
    cards of the round at this moment."""
    now = rounds.get(round_.id)
    assert now
    made, writes = draw_cards(now, class_id, number, secrets.token_urlsafe())
    _in_parts(writes)
    return made


def _in_parts(writes: Sequence[Write]) -> None:
    for start in range(0, len(writes), transaction.MOST_WRITES):
        transaction.commit(*writes[start : start + transaction.MOST_WRITES])


def draw_cards(
    round_: Round, class_id: str, number: int, attempt: str
) -> tuple[list[DrawnCard], tuple[Write, ...]]:
    """New codes, in a confidential round each with the number on its card, and what
    stores them. The counting stands first: where only that was written a number is left
    out, never used twice.
    """
    place, until = Place(round_.id, class_id), epoch(round_.expires_at)
    had = round_.classes[class_id].cards
    now = Cards(had.made + number, had.cancelled, _press(attempt), number)
    made = drawn_cards(round_, now, attempt)
    puts = (
        code_store.put_code(code, Card(place, card_id), until) for code, card_id in made
    )
    return made, (rounds.change_cards(round_, class_id, now), *puts)


def drawn_cards(round_: Round, cards: Cards, attempt: str) -> list[DrawnCard]:
    """The latest sheet: its codes follow from the attempt that made it, which only the
    page that was sent holds, and the codes' secret. Empty for any other attempt."""
    if cards.sheet != _press(attempt):
        return []
    numbered = round_.mode is Mode.CONFIDENTIAL
    return [
        (_code(attempt, place), place if numbered else None)
        for place in range(cards.made - cards.on_sheet + 1, cards.made + 1)
    ]


def _press(attempt: str) -> str:
    return plain_hash("sheet", attempt)


def _code(attempt: str, place: int) -> str:
    return ids.code_of(
        derived_id("card", keyed_hash(Secret.CODES, "card", f"{attempt}|{place}"))
    )
