"""From what has come in (a finding of the rules, a referral) to the rows that tell somebody."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from chalicelib.config import settings
from chalicelib.domain.calendar import QUARTER, SchoolCalendar, next_slot, quarter_of
from chalicelib.domain.codes import new_id
from chalicelib.domain.inbox import Item, Kind
from chalicelib.domain.levels import Audience, Level
from chalicelib.domain.outbox import MARK_LENGTH, MailKind, OutgoingMail, passed_on_id
from chalicelib.domain.recipients import Recipients
from chalicelib.domain.rounds import Mode, Round
from chalicelib.domain.telling import (
    GROUP_IS_TOLD,
    Telling,
    When,
    first_tellings,
)
from chalicelib.domain.threads import Message
from chalicelib.stores import inbox, outbox
from chalicelib.stores.database import Put
from chalicelib.stores.rows import epoch, stamp

_KINDS = {
    (Recipients.GROUP, When.AT_ONCE): MailKind.URGENT,
    (Recipients.GROUP, When.NEXT_SLOT): MailKind.WAITING,
    (Recipients.GROUP, When.WEEKLY): MailKind.WEEKLY,
    (Recipients.PRINCIPAL, When.AT_ONCE): MailKind.PRINCIPAL,
    (Recipients.OWNER, When.AT_ONCE): MailKind.OWNER,
    (Recipients.NURSE, When.AT_ONCE): MailKind.URGENT,
    (Recipients.NURSE, When.NEXT_SLOT): MailKind.WAITING,
}
_SAY_THE_SAME_TO_OWNERS = {
    MailKind.EXPIRING,
    MailKind.ACCESS,
    MailKind.HELD,
    MailKind.ERASURE,
    MailKind.DUTY,
}
_EACH_ITEM = {MailKind.URGENT, MailKind.PRINCIPAL, MailKind.OWNER}


def announce(
    item: Item, tellings: Iterable[tuple[Telling, datetime]], expires_at: int
) -> Iterator[Put]:
    """A new item and the mails that tell of it; it remembers them, so that one can see who was
    told. Refused where the item is there already."""
    mails = _as_one([mail_about(item, one, due_at) for one, due_at in tellings])
    told_by = replace(item, mails=tuple(one.id for one in mails))
    yield inbox.to_put(told_by, expires_at, if_new=True)
    yield from map(outbox.to_put, mails)


def first_mails(waiting: Item | Message, round_: Round, now: datetime) -> list[OutgoingMail]:
    """The mails that tell of what a pupil sent, worked out from what waits alone: at once, or in
    the slot that ``since`` leaves. All that is overdue goes by this quarter of an hour, so that
    times somebody forged are one mail too."""
    principal = isinstance(waiting, Item) and waiting.tell_principal
    return _as_one(
        [
            mail_about(waiting, one, _first_due(one.when, round_, waiting.since, now))
            for one in first_tellings(waiting.audience, waiting.level, principal)
        ]
    )


def _first_due(when: When, round_: Round, since: datetime, now: datetime) -> datetime:
    at = quarter_of(since) if when is When.AT_ONCE else told_at(when, round_, since)
    return max(at, quarter_of(now))


def told_at(when: When, round_: Round, now: datetime) -> datetime:
    """At the school's next slot, with the weekly list, or at once: in an anonymous round that is
    the end of the quarter of an hour, so that nobody who watches can tell who it was. Pupils may
    write long after the round has closed."""
    if settings().slots_at_once:
        return quarter_of(now)
    if when is When.AT_ONCE:
        hidden = round_.mode is Mode.ANONYMOUS
        return quarter_of(now) + QUARTER if hidden else quarter_of(now)
    planned = round_.slots if when is When.NEXT_SLOT else round_.weekly
    return next((at for at in planned if at >= now), None) or round_.slot_after_closing(now)


def reasons_told_at(level: Level, round_: Round, now: datetime) -> datetime:
    """Of what a pupil's answers say, apart from a wish for contact. In an anonymous round what can
    wait is told of with all else of the day, as if it had come with the day's last slot: a pupil
    who then asks by name, or takes a receipt, would be tied to the answers by the time."""
    when = GROUP_IS_TOLD[level]
    waits = round_.mode is Mode.ANONYMOUS and when is not When.AT_ONCE
    if waits and not settings().slots_at_once:
        now = round_.days_last_slot(now)
    return told_at(when, round_, now)


def told_at_school(when: When, calendar: SchoolCalendar, now: datetime) -> datetime:
    """As ``told_at``, for what belongs to no round and tells no pupil's time."""
    return now if when is When.AT_ONCE or settings().slots_at_once else next_slot(calendar, now)


def mail_about(item: Item | Message, telling: Telling, due_at: datetime) -> OutgoingMail:
    kind = _KINDS[telling.tell, telling.when]
    if telling.tell is Recipients.OWNER and item.audience is not Audience.OWNER:
        kind = MailKind.PASSED_ON
    return _outgoing(kind, item, telling.tell, due_at)


def expires_at(round_: Round) -> int:
    return epoch(round_.expires_at)


def unopened(item: Item | Message, recipients: Recipients, now: datetime) -> OutgoingMail:
    """The mail to the next circle of people when nobody has opened an item in time."""
    for_nurse = item.audience is Audience.NURSE
    kind = MailKind.NURSE_UNOPENED if for_nurse else MailKind.UNOPENED
    if recipients is Recipients.OWNER and item.audience is not Audience.OWNER:
        kind = MailKind.PASSED_ON
    return _outgoing(kind, item, recipients, now if _is_exact(item) else quarter_of(now))


def expiring(item: Item, recipients: Recipients, now: datetime) -> OutgoingMail:
    """The mail that says that something nobody has opened will soon be deleted."""
    return _outgoing(MailKind.EXPIRING, item, recipients, quarter_of(now))


def access_changed(
    body_id: str, owner_id: str, recipients: Recipients, now: datetime
) -> OutgoingMail:
    """The mail that says that who is let in has changed: one for all changes of a quarter."""
    at = quarter_of(now) if settings().slots_at_once else quarter_of(now) + QUARTER
    kind = MailKind.ACCESS
    about = f"{kind}-{recipients}-{stamp(at)}"
    return OutgoingMail(about, body_id, owner_id, kind, recipients, at, new_number())


def held(round_: Round, recipients: Recipients, now: datetime) -> OutgoingMail:
    """The mail that says that a round does not open by the clock."""
    kind, at = MailKind.HELD, quarter_of(now)
    about = f"{kind}-{recipients}-{round_.id}"
    return OutgoingMail(
        about, round_.school_id, round_.owner_id, kind, recipients, at, new_number()
    )


def duty(body_id: str, owner_id: str, account_id: str, now: datetime) -> OutgoingMail:
    """The mail to who is on duty, or the deputy, from now on."""
    return OutgoingMail(
        id=f"{MailKind.DUTY}-{account_id}-{stamp(now)}",
        school_id=body_id,
        owner_id=owner_id,
        kind=MailKind.DUTY,
        recipients=Recipients.RECEIVER,
        due_at=now,
        number=new_number(),
        exact=True,
        receiver=(body_id, account_id),
        readers=Recipients.PRINCIPAL,
    )


def instead(mail: OutgoingMail, recipients: Recipients, now: datetime) -> OutgoingMail:
    """The same mail to another circle, since it reached nobody in the first. What is for the
    nurse alone the principal is told to bring to her, not to read; and the school owner, who reads
    nothing of a school's, to see to it that somebody there does."""
    kind = MailKind.NURSE_UNOPENED if mail.recipients is Recipients.NURSE else mail.kind
    if kind in (MailKind.HANDED_OVER, MailKind.HANDED_OVER_URGENT):
        kind = MailKind.UNOPENED
    elif recipients is Recipients.OWNER and kind not in _SAY_THE_SAME_TO_OWNERS:
        kind = MailKind.PASSED_ON
    return replace(
        mail,
        id=passed_on_id(mail.id, recipients),
        kind=kind,
        recipients=recipients,
        due_at=now if mail.exact else quarter_of(now),
        number=new_number(),
        attempts=0,
        told={},
        unreached={},
        spares_principal=False,
        receiver=None,
        readers=None,
    )


def _outgoing(
    kind: MailKind, item: Item | Message, recipients: Recipients, due_at: datetime
) -> OutgoingMail:
    """A mail serves all items whose time is the same, so that a busy day is one mail and not
    thirty, and four hundred rows that somebody forged are one too: see ``first_mails``. Only
    what is urgent in a referral has a mail of its own: its time is to the second."""
    each = kind in _EACH_ITEM and _is_exact(item)
    about = item.id if each else stamp(due_at)
    return OutgoingMail(
        id=f"{kind}-{recipients}-{about}",
        school_id=item.school_id,
        owner_id=item.owner_id,
        kind=kind,
        recipients=recipients,
        due_at=due_at,
        number=new_number(),
        exact=_is_exact(item),
    )


def _as_one(mails: list[OutgoingMail]) -> list[OutgoingMail]:
    """The mails about one item alone carry one number, and the principal gets one of them."""
    number = new_number()
    to_principal = any(one.recipients is Recipients.PRINCIPAL for one in mails)
    return [
        replace(
            one,
            number=number,
            spares_principal=to_principal and one.recipients is Recipients.GROUP,
        )
        if one.kind in _EACH_ITEM
        else one
        for one in mails
    ]


def _is_exact(item: Item | Message) -> bool:
    """When a teacher wrote is no secret; when a pupil did, is."""
    return isinstance(item, Item) and item.kind is Kind.REFERRAL


def new_number() -> str:
    """What a mail is known by: two with the same are one, sent twice."""
    return new_id(secrets.choice)[:MARK_LENGTH]
