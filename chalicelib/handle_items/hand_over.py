"""Somebody follows an item up from now on: a colleague is mailed, and a clock runs
until they have opened it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.items import store as item_store
from chalicelib.items.escalation import level_of_given, next_step
from chalicelib.items.handling import Did
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item import Item
from chalicelib.items.level import Level
from chalicelib.items.mail_plan import PlannedMail, When
from chalicelib.items.mails import mail_about, told_at_school
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import MailKind, OutgoingMail
from chalicelib.outbox.outgoing import new_number
from chalicelib.outbox.recipients import Recipients
from chalicelib.referrals import store as referrals
from chalicelib.referrals.referral import Status
from chalicelib.schools import store as schools
from chalicelib.schools.school import School
from chalicelib.storage.writes import Write

_KINDS = {Level.L3: MailKind.HANDED_OVER_URGENT}


def writes_for(
    item: Item, giver: str, to: str, now: datetime
) -> tuple[Did, list[Write]]:
    """Who takes it for themselves is told nothing. Gives what is written down of it
    too."""
    if giver == to:
        return Did.TOOK, [item_store.replace(item, item.taken(giver, now))]
    told = mail_to(item, to, now)
    return Did.HANDED_OVER, [
        *_handed(item, giver, to, told.id, now),
        outbox.put_mail(told),
    ]


def writes_for_several(
    items: Sequence[Item], giver: str, to: str, now: datetime
) -> list[Write]:
    """As ``writes_for``, with one mail for all that the same people would hear of
    instead, as urgent as the most urgent of it."""
    if giver == to:
        return [
            write for item in items for write in writes_for(item, giver, to, now)[1]
        ]
    writes: list[Write] = []
    for audience in Audience:
        mine = [item for item in items if item.audience is audience]
        if mine:
            first = max(mine, key=lambda item: item.level)
            told = replace(mail_to(first, to, now), count=len(mine))
            writes += [
                write
                for item in mine
                for write in _handed(item, giver, to, told.id, now)
            ]
            writes.append(outbox.put_mail(told))
    return writes


def writes_for_release(items: Sequence[Item], giver: str, now: datetime) -> list[Write]:
    """They wait for all who may read them again, who are told as of what is new: one
    mail for all that the same people hear of at the same time."""
    writes: list[Write] = []
    mails: dict[str, OutgoingMail] = {}
    for item in items:
        told = _mail_to_readers(item, now)
        mails[told.id] = told
        clock_at = _next_told(item, item.level, now)
        writes.append(
            item_store.replace(item, item.released(giver, now, told.id, clock_at))
        )
    back = referrals.change_status(items, Status.RECEIVED)
    return [*writes, *back, *map(outbox.put_mail, mails.values())]


def _mail_to_readers(item: Item, now: datetime) -> OutgoingMail:
    at_once = item.level is Level.L3 or item.audience is Audience.OWNER
    when = When.AT_ONCE if at_once else When.NEXT_SLOT
    due_at = told_at_school(when, _school(item).calendar, now)
    return mail_about(item, PlannedMail(item.audience.circle, when), due_at)


def _handed(
    item: Item, giver: str, to: str, mail_id: str, now: datetime
) -> list[Write]:
    after = item.handed_over(giver, to, now, mail_id, _clock_at(item, now))
    return [
        item_store.replace(item, after),
        *referrals.change_status([item], Status.GIVEN),
    ]


def _clock_at(item: Item, now: datetime) -> datetime:
    clock_at = _next_told(item, level_of_given(item.level), now)
    assert clock_at  # from L2 on there is one
    return clock_at


def _next_told(item: Item, level: Level, now: datetime) -> datetime | None:
    """When the next people are told."""
    calendar = _school(item).calendar
    return next_step(level, item.audience, 0, now, calendar, item.confidential).clock_at


def _school(item: Item) -> School:
    school = schools.get(item.school_id)
    if school is None:
        raise LookupError("something waits at a school that does not exist")
    return school


def mail_to(item: Item, to: str, now: datetime) -> OutgoingMail:
    """The mail to who is to follow an item up from now on."""
    return OutgoingMail(
        id=f"{MailKind.HANDED_OVER}-{item.id}-{item.handling.turn}",
        school_id=item.school_id,
        owner_id=item.owner_id,
        kind=_KINDS.get(item.level, MailKind.HANDED_OVER),
        recipients=Recipients.RECEIVER,
        due_at=now,
        number=new_number(),
        exact=True,
        receiver=(item.body_id, to),
        readers=item.audience.circle,
    )
