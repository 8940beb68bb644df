"""An item's clock has run out: tell of it, and then the next people, until it is
opened."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import has_nurse
from chalicelib.audit import store as audit
from chalicelib.audit.entry import SYSTEM
from chalicelib.audit.event import Event
from chalicelib.flags import class_check_store
from chalicelib.items import mails as item_mails
from chalicelib.items import store as item_store
from chalicelib.items.escalation import EscalationStep, level_of_given, next_step
from chalicelib.items.inbox_id import Audience
from chalicelib.items.mails import Waiting
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import OutgoingMail
from chalicelib.outbox.recipients import Recipients
from chalicelib.rounds import store as rounds
from chalicelib.rounds.code_store import Place
from chalicelib.schools import store as schools
from chalicelib.schools.school import School
from chalicelib.storage import transaction
from chalicelib.storage.keys import Key
from chalicelib.storage.writes import Change, Write

Told = Callable[[Sequence[OutgoingMail], datetime | None], Change]
"""What is written with the mails that tell, and the next clock."""
Kind = TypeVar("Kind", bound=Waiting)
EVENTS = {
    Recipients.PRINCIPAL: Event.ESCALATED_TO_PRINCIPAL,
    Recipients.OWNER: Event.ESCALATED_TO_OWNER,
}


def advance(key: Key, now: datetime) -> None:
    """Raises Unavailable; then the clock is still due and the next sweep comes back to
    it. Raises Unreadable."""
    item = item_store.get_due(key)
    if item is None or item.clock_at is None or item.clock_at > now:
        return
    if item.handling.opened:
        return  # with a clock that is none of ours: opening stops it
    if item.given_to:
        item = replace(item, level=level_of_given(item.level))
    mail_who_is_next(item, item_store.replace, now)


def mail_who_is_next(
    waiting: Kind, change: Callable[[Kind, Kind], Change], now: datetime
) -> None:
    """Of an item or of a pupil's message: first those it is for, then the next
    people."""

    def told(mails: Sequence[OutgoingMail], clock_at: datetime | None) -> Change:
        return change(waiting, waiting.told([mail.id for mail in mails], clock_at))

    school = _school(waiting)
    try:
        if waiting.step == 0:
            _mail_first_people(waiting, told, school, now)
        else:
            _mail_next_people(waiting, told, school, now)
    except transaction.Refused:
        return  # opened meanwhile, or another sweep was here


def first_writes(
    waiting: Waiting, now: datetime
) -> tuple[list[OutgoingMail], list[Write]]:
    """The first mails about what nobody has been told of, and what else follows from
    it; neither where the school's side told at once."""
    if waiting.mails or waiting.round_id is None:
        return [], []
    round_ = rounds.get(waiting.round_id)
    if round_ is None or round_.school_id != waiting.school_id:
        raise LookupError("something waits of a round that does not exist")
    lacks_nurse = waiting.audience is Audience.HEALTH_SERVICE and not has_nurse(
        people := accounts.of_body(waiting.school_id)
    )
    if lacks_nurse:
        circles = (
            [Recipients.PRINCIPAL]
            if any(person.is_principal for person in people)
            else []
        )
        mails = [
            item_mails.unopened(waiting, circle, now)
            for circle in (*circles, Recipients.OWNER)
        ]
    else:
        mails = item_mails.first_mails(waiting, round_, now)
    writes: list[Write] = [outbox.put_mail(mail) for mail in mails]
    place = Place(round_.id, waiting.class_id)
    if waiting.counts_for_class and class_check_store.is_wanted(place):
        writes.append(
            class_check_store.put_check(place, now, item_mails.expires_at(round_))
        )
    return mails, writes


def _mail_first_people(
    waiting: Waiting, told: Told, school: School, now: datetime
) -> None:
    mails, writes = first_writes(waiting, now)
    clock_at = _step(waiting, 0, school, now).clock_at
    transaction.commit(told(mails, clock_at), *writes)


def _mail_next_people(
    waiting: Waiting, told: Told, school: School, now: datetime
) -> None:
    step = _step(waiting, waiting.step, school, now)
    if step.tell is None:
        transaction.commit(told((), step.clock_at))
        return
    mail = item_mails.unopened(waiting, step.tell, now)
    writes = (told((mail,), step.clock_at), outbox.put_mail(mail))
    audit.record(
        EVENTS[step.tell], waiting.inbox.body_id, SYSTEM, waiting.id, now, writes
    )


def _step(waiting: Waiting, step: int, school: School, now: datetime) -> EscalationStep:
    level, audience, one_reader = waiting.level, waiting.audience, waiting.confidential
    return next_step(level, audience, step, now, school.calendar, one_reader)


def _school(waiting: Waiting) -> School:
    school = schools.get(waiting.school_id)
    if school is None or school.owner_id != waiting.owner_id:
        raise LookupError("something waits at a school that does not exist")
    return school
