"""Codes for who answers when a support group is over, made from its case, shown once.

The pupil's leads to a round of their own, which the case names in a sealed entry. The
supporters' lead to the school's round of the term, and nothing leads back: a code is a
keyed hash with the round, as the codes of every other group, and ends with the term.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import has_nurse
from chalicelib.audit.event import Event
from chalicelib.cases import store as cases
from chalicelib.cases.case import Case
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.may_open import may_change
from chalicelib.cases.states import State
from chalicelib.cases.write import NewEntry, Pen, add, own
from chalicelib.closing_answers import group_store
from chalicelib.closing_answers.closing_round import (
    GROUP,
    KeptAt,
    pupils_round,
    supporters_round,
    supporters_round_id,
)
from chalicelib.core import errors, ids
from chalicelib.core.local_time import local_day
from chalicelib.crypto import sealing
from chalicelib.crypto.sealing import derived_id
from chalicelib.manage_rounds.cards import PrintedCard, address_of
from chalicelib.manage_rounds.open import draw_cards, drawn_cards
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import OnDuty, Round, on_duty
from chalicelib.rounds.unread_end import next_warning
from chalicelib.schools import retention_store
from chalicelib.schools import store as schools
from chalicelib.schools.term import Term, term_of
from chalicelib.storage import key_pairs, transaction, wrapped_keys
from chalicelib.storage.codec import epoch
from chalicelib.storage.writes import Write

MOST_SUPPORTERS = 8
"""Codes a case in a term: ten answers are then never one group's."""


@dataclass(frozen=True, slots=True)
class ClosingCodes:
    """``cards`` in no order that says anything."""

    round: Round
    cards: tuple[PrintedCard, ...]


def pupils_code(pen: Pen) -> ClosingCodes:
    """Raises as ``cases.write.add`` does; Incomplete where nobody is to answer."""
    case = _open_for_answers(pen)
    id_ = derived_id("pupil's closing", f"{case.body_id}|{case.number}|{pen.attempt}")
    if rounds.get(id_) is None:
        kept, reader = _kept_at(case), _reader(case, pen)
        _store(lambda key: pupils_round(id_, reader, kept, key, pen.at), pen.at)
    written = NewEntry(
        EntryKind.PUPIL_CODE, {"round": id_}, event=Event.MADE_CLOSING_CODES
    )
    return _drawn(pen, id_, 1, written, _asked(pen, local_day(pen.at)))


def answers_read(pen: Pen) -> None:
    """Somebody has read what the pupil answered, or that nothing came."""
    add(
        pen,
        NewEntry(EntryKind.ANSWERS_READ, {}),
        _asked(pen, None),
        may=may_change,
    )


def supporters_codes(pen: Pen, number: int) -> ClosingCodes:
    """Raises as ``pupils_code``; Incomplete for more than there are supporters."""
    case, term = _open_for_answers(pen), term_of(local_day(pen.at))
    if not 1 <= number <= MOST_SUPPORTERS:
        raise errors.Incomplete("closing.problem.number")
    id_, kept = supporters_round_id(case.school_id, term), _kept_at(case)
    if rounds.get(id_) is None:
        _store(lambda key: supporters_round(term, kept, key), pen.at)
    content = {"number": number, "term": term.id}
    written = NewEntry(
        EntryKind.SUPPORTER_CODES, content, event=Event.MADE_CLOSING_CODES
    )
    return _drawn(
        pen, id_, number, written, also=lambda case: _count(case, term, number, id_)
    )


def _asked(pen: Pen, on: date | None) -> Callable[[Case], Case]:
    return lambda case: replace(case.noted(pen.at), asked_on=on)


def _count(case: Case, term: Term, number: int, round_id: str) -> Sequence[Write]:
    """The group is counted with its first codes of the term, in a row that knows no
    case. Raises Incomplete for too many."""
    key = key_pairs.private(case.body_id)
    rows = [cases.read(key, case, row) for row in cases.entries(case)]
    before = [
        read.content["number"]
        for read in rows
        if read.entry.kind is EntryKind.SUPPORTER_CODES and read.content
        if read.content["term"] == term.id
    ]
    if sum(before) + number > MOST_SUPPORTERS:
        raise errors.Incomplete("closing.problem.number")
    if before:
        return ()
    had, round_ = group_store.groups(case.school_id).get(term, 0), rounds.get(round_id)
    assert round_
    until = epoch(round_.expires_at)
    return (group_store.count_group(case.school_id, term, had, until),)


def _drawn(
    pen: Pen,
    round_id: str,
    number: int,
    written: NewEntry,
    change: Callable[[Case], Case] | None = None,
    also: Callable[[Case], Sequence[Write]] = lambda _: (),
) -> ClosingCodes:
    press = f"{pen.attempt}|{written.kind}|{number}"

    def writes(case: Case, _: Case) -> Sequence[Write]:
        now = rounds.get(round_id)
        assert now
        return (*draw_cards(now, GROUP, number, press)[1], *also(case))

    add(pen, written, change, may_change, writes)
    round_ = rounds.get(round_id)
    assert round_
    made = drawn_cards(round_, round_.classes[GROUP].cards, press)
    if not made:
        raise errors.Incomplete("closing.problem.shown")
    cards = (PrintedCard(ids.grouped(code), address_of(code), None) for code, _ in made)
    return ClosingCodes(round_, tuple(cards))


def _store(make: Callable[[bytes], Round], now: datetime) -> None:
    """Somebody else may be first: then theirs stands."""
    public_key, private_key = sealing.new_key_pair()
    round_ = make(public_key)
    until = epoch(round_.expires_at)
    look_at = next_warning(round_.expires_at, now) or round_.expires_at
    try:
        transaction.commit(
            wrapped_keys.put_key(round_.id, private_key, until),
            rounds.put_round(round_)[0],
            retention_store.put_look(round_.id, look_at, round_.expires_at),
        )
    except transaction.Refused:
        return


def _open_for_answers(pen: Pen) -> Case:
    case = own(pen.account, pen.number, pen.at, may_change)
    if not ids.is_attempt(pen.attempt):
        raise errors.Tampered
    if case.of_class or case.state is State.CHECKED:
        raise errors.Incomplete("closing.problem.over")
    return case


def _reader(case: Case, pen: Pen) -> OnDuty:
    """Who is responsible, or who gives the code where they have left."""
    return on_duty(accounts.get(case.body_id, case.responsible) or pen.account)


def _kept_at(case: Case) -> KeptAt:
    school = schools.get(case.school_id)
    if school is None:
        raise errors.NotFound
    days = retention_store.get(school.owner_id).days
    return KeptAt(school, days, has_nurse(accounts.of_body(school.id)))
