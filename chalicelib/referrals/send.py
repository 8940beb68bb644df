"""A teacher writes a referral, sends it, sees what becomes of it, and adds to it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Action
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.core.ids import is_id, new_id
from chalicelib.core.local_time import local_day
from chalicelib.core.text import clean
from chalicelib.crypto.sealing import derived_id
from chalicelib.items import mails as item_mails
from chalicelib.items import store as item_store
from chalicelib.items.inbox_id import Audience, inbox_for
from chalicelib.items.item import Item, ItemKind
from chalicelib.items.mail_plan import (
    GROUP_AT_SLOT,
    PlannedMail,
    When,
    planned_for_referral,
)
from chalicelib.outbox import store as outbox
from chalicelib.outbox.recipients import Recipients
from chalicelib.referrals import store as referrals
from chalicelib.referrals.fields import FIELDS, LONG, Checked, Referral, check
from chalicelib.referrals.referral import (
    KEPT,
    PRIORITY,
    Addition,
    Draft,
    Sent,
    Status,
)
from chalicelib.referrals.store import Received
from chalicelib.schools import store as schools
from chalicelib.schools.school import School, SchoolClass
from chalicelib.storage import transaction
from chalicelib.storage.codec import epoch
from chalicelib.storage.writes import Write

_TRACE_KEPT_LONGER = 60 * 86_400
"""The reporter's trace outlives the item, so that a change of the item always finds
it."""
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Desk:
    """What a referral is written at: the reporter's school and its classes."""

    school: School
    classes: list[SchoolClass]

    def label(self, class_id: str) -> str:
        """Empty where no class has been chosen, or it is gone."""
        return next(
            (class_.label for class_ in self.classes if class_.id == class_id), ""
        )


def new_referral_id() -> str:
    return new_id(secrets.choice)


def desk(account: Account) -> Desk:
    """Raises NotFound for who may send none, Unavailable."""
    school = schools.get(account.body_id) if account.may(Action.SEND_REFERRAL) else None
    if school is None:
        raise errors.NotFound
    return Desk(school, schools.classes(school.id))


def mine(account: Account, at: Desk, now: datetime) -> tuple[list[Draft], list[Sent]]:
    """The account's drafts and what it has sent, newest first."""
    drafts = [
        found
        for found in referrals.drafts(account, at.school.owner_id)
        if found.until > now
    ]
    return (
        sorted(drafts, key=lambda found: found.saved_at, reverse=True),
        sorted(
            referrals.all_sent(account),
            key=lambda referral: referral.sent_at,
            reverse=True,
        ),
    )


def sent(account: Account, referral_id: str) -> Sent | None:
    return referrals.sent(account, referral_id) if is_id(referral_id) else None


def draft(account: Account, at: Desk, referral_id: str, now: datetime) -> Draft:
    """Raises NotFound where it never was, was sent, or has run out."""
    found = None
    if is_id(referral_id):
        found = referrals.draft(account, at.school.owner_id, referral_id)
    if found is None or found.until <= now:
        raise errors.NotFound
    return found


def save(
    account: Account,
    at: Desk,
    referral_id: str,
    fields: Mapping[str, Sequence[str]],
    seen: str,
    now: datetime,
) -> Draft:
    """Whatever was typed, right or wrong; a draft that has run out is there again.

    ``seen`` is the mark of the draft the page showed. A page that the browser kept may
    hold the id of a draft with other words by now, or of a referral that was sent: what
    was typed in it is then a draft of its own, and no other takes its place. Raises
    NotFound, Unavailable.
    """
    if not is_id(referral_id):
        raise errors.NotFound
    typed = {name: list(fields[name]) for name in FIELDS if name in fields}
    saved = Draft(referral_id, now, typed)
    before = referrals.draft(account, at.school.owner_id, referral_id)
    taken = (
        before is not None
        and before.until > now
        and before.mark not in (seen, saved.mark)
    )
    if taken or sent(account, referral_id):
        saved = replace(saved, id=new_referral_id())
    transaction.commit(referrals.put_draft(account, at.school.owner_id, saved))
    return saved


def discard(account: Account, referral_id: str) -> None:
    """Raises NotFound where there is no such draft of the account's."""
    try:
        transaction.commit(referrals.delete_draft(account, referral_id))
    except transaction.Refused:
        raise errors.NotFound from None


def checked(at: Desk, found: Draft, now: datetime) -> Checked:
    return check(found.fields, [class_.id for class_ in at.classes], local_day(now))


def send(account: Account, at: Desk, found: Draft, now: datetime) -> None:
    """Seal it, put it in the right inbox, write the mails and throw the draft away: all
    or nothing.

    Sent twice it is stored once. Raises Incomplete where something is missing,
    Unavailable.
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
        if referrals.sent(account, found.id) is None:
            raise errors.NotFound from None


def circles(at: Desk) -> frozenset[Recipients]:
    """The circles with somebody in them who can be told of a referral at this
    school."""
    members = [
        member
        for member in accounts.of_body(at.school.id)
        if member.may(Action.SEE_INBOX)
    ]
    found = {Recipients.OWNER}
    if members:
        found.add(Recipients.GROUP)
    if any(member.is_principal for member in members):
        found.add(Recipients.PRINCIPAL)
    return frozenset(found)


def add(
    account: Account, referral_id: str, attempt: str, text: str, now: datetime
) -> None:
    """Tell who has it that something was added. The same words sent twice with one
    attempt are stored once; other words are another addition.

    Raises NotFound, Incomplete, Unavailable."""
    trace = sent(account, referral_id)
    if trace is None:
        raise errors.NotFound
    text = clean(text, LONG)
    if not text or len(text) > LONG or not is_id(attempt):
        raise errors.Incomplete("referral.add.problem")
    for _ in range(_TRIES):
        item = item_store.get(trace.inbox, ItemKind.REFERRAL, referral_id)
        if item is None or item.handling.closed:
            raise errors.Incomplete("referral.add.closed")
        try:
            _add(account, item, attempt, text, now)
            return
        except transaction.Refused as refused:
            if 0 in refused.failed:
                return
    raise transaction.Unavailable


def _add(account: Account, item: Item, attempt: str, text: str, now: datetime) -> None:
    school = schools.get(item.school_id)
    if school is None:
        raise LookupError("a referral of a school that does not exist")
    owners = item.audience is Audience.OWNER
    told = PlannedMail(Recipients.OWNER, When.AT_ONCE) if owners else GROUP_AT_SLOT
    due_at = item_mails.told_at_school(told.when, school.calendar, now)
    mail = item_mails.mail_about(item, told, due_at)
    addition_id = derived_id("addition", f"{item.id}|{attempt}|{text}")
    writes = (
        referrals.put_addition(
            item, addition_id, Addition(now, text), epoch(now + KEPT)
        ),
        item_store.replace(item, item.added_to(now, mail.id)),
        outbox.put_mail(mail),
    )
    audit.record(
        Event.ADDED_TO_REFERRAL, item.body_id, account.id, item.id, now, writes
    )


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
