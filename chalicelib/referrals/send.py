"""A referral is sent: sealed, put in the right inbox, told of at the right time."""

from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.items import mails as item_mails
from chalicelib.items import store as item_store
from chalicelib.items.inbox_id import Audience, inbox_for
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.mail_plan import (
    planned_for_referral,
)
from chalicelib.outbox.recipients import Recipients
from chalicelib.referrals import drafts, remind
from chalicelib.referrals import store as referrals
from chalicelib.referrals.drafts import Desk, checked
from chalicelib.referrals.fields import Referral
from chalicelib.referrals.referral import (
    KEPT,
    PRIORITY,
    Draft,
    Sent,
    Status,
)
from chalicelib.referrals.store import Received
from chalicelib.storage import key_pairs, transaction
from chalicelib.storage.codec import epoch
from chalicelib.storage.writes import Write

_TRACE_KEPT_LONGER = 60 * 86_400
"""The reporter's trace outlives the item, so that a change of the item always finds
it."""


def send(account: Account, at: Desk, found: Draft, now: datetime) -> None:
    """Seal it, put it in the right inbox, write the mails and throw the draft away: all
    or nothing.

    Sent twice it is stored once. Raises Incomplete where something is missing,
    ChangedMeanwhile where it was sent with other words or thrown away, Unavailable.
    """
    referral = checked(at, found, now).referral
    if referral is None:
        raise errors.Incomplete("referral.problems")
    item = _item(account, at, referral, found.id, now)
    here = circles(at)
    tellings = planned_for_referral(
        item.level, referral.to_owner, Recipients.PRINCIPAL in here
    )
    times = [
        item_mails.told_at_school(telling.when, at.school.calendar, now)
        for telling in tellings
    ]
    until = epoch(now + KEPT)
    trace = Sent(
        id=found.id,
        inbox=item.inbox,
        place=item.place,
        sent_at=now,
        status=Status.RECEIVED,
        sent_to=tuple(telling.tell for telling in tellings if telling.tell in here),
        danger=referral.urgency.in_danger,
        due_at=remind.due_after(referral.to_owner, at.school.calendar, now),
    )
    writes: tuple[Write, ...] = (
        referrals.put_sent(account, trace, until + _TRACE_KEPT_LONGER),
        referrals.delete_draft(account, found.id),
        *item_mails.announce(item, zip(tellings, times, strict=True), until),
    )
    try:
        audit.record(
            Event.SENT_REFERRAL, item.body_id, account.id, item.id, now, writes
        )
    except transaction.Refused:
        if not was_sent(account, at, found, now):
            raise errors.ChangedMeanwhile from None


def was_sent(account: Account, at: Desk, found: Draft, now: datetime) -> bool:
    """Whether these very words were: who has it reads the same."""
    trace = drafts.sent(account, found.id)
    item = item_store.get(trace.inbox, ItemKind.REFERRAL, found.id) if trace else None
    key = key_pairs.private(item.body_id) if item else None
    if item is None or key is None:
        return False
    return referrals.unseal(key, item).referral == checked(at, found, now).referral


def circles(at: Desk) -> frozenset[Recipients]:
    """The circles with somebody in them who can be told of a referral at this
    school."""
    people = accounts.of_body(at.school.id)
    circles_here = (Recipients.GROUP, Recipients.PRINCIPAL)
    found = {here for here in circles_here if any(map(here.has, people))}
    return frozenset({Recipients.OWNER, *found})


def _item(
    account: Account, at: Desk, referral: Referral, item_id: str, now: datetime
) -> Item:
    school = at.school
    audience = Audience.OWNER if referral.to_owner else Audience.RESOURCE_GROUP
    body_id = inbox_for(audience, school.id, school.owner_id).body_id
    priority = PRIORITY[referral.urgency]
    role = account.function.value if account.function else account.role.value
    return Item(
        kind=ItemKind.REFERRAL,
        id=item_id,
        school_id=school.id,
        owner_id=school.owner_id,
        audience=audience,
        level=priority.level,
        first=priority.first,
        since=now,
        class_id=referral.class_id,
        place=at.label(referral.class_id),
        sealed=referrals.seal(
            body_id, item_id, priority.level, Received(referral, account.name, role)
        ),
        clock_at=now,
        referrer=account.id,
    )
