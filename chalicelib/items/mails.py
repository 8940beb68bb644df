"""From what has come in (a finding of the rules, a referral) to the rows that tell
somebody."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol, Self

from chalicelib.core.local_time import QUARTER, SchoolCalendar, next_slot, quarter_of
from chalicelib.core.settings import settings
from chalicelib.items import store as item_store
from chalicelib.items.inbox_id import Audience, InboxId
from chalicelib.items.item import Item
from chalicelib.items.level import Level
from chalicelib.items.mail_plan import GROUP_IS_TOLD, PlannedMail, When, planned_mails
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import MailKind, OutgoingMail
from chalicelib.outbox.recipients import Recipients
from chalicelib.rounds.round import Mode, Round
from chalicelib.storage.codec import epoch, stamp
from chalicelib.storage.writes import Put

_KINDS = {
    (Recipients.GROUP, When.AT_ONCE): MailKind.URGENT,
    (Recipients.GROUP, When.NEXT_SLOT): MailKind.WAITING,
    (Recipients.GROUP, When.WEEKLY): MailKind.WEEKLY,
    (Recipients.PRINCIPAL, When.AT_ONCE): MailKind.PRINCIPAL,
    (Recipients.OWNER, When.AT_ONCE): MailKind.OWNER,
    (Recipients.NURSE, When.AT_ONCE): MailKind.URGENT,
    (Recipients.NURSE, When.NEXT_SLOT): MailKind.WAITING,
}
_EACH_ITEM = {MailKind.URGENT, MailKind.PRINCIPAL, MailKind.OWNER}


class Waiting(Protocol):
    """What somebody is told of until somebody has opened it: an item, or a message of a
    thread."""

    @property
    def id(self) -> str: ...
    @property
    def school_id(self) -> str: ...
    @property
    def owner_id(self) -> str: ...
    @property
    def round_id(self) -> str | None: ...
    @property
    def class_id(self) -> str: ...
    @property
    def audience(self) -> Audience: ...
    @property
    def inbox(self) -> InboxId: ...
    @property
    def level(self) -> Level: ...
    @property
    def since(self) -> datetime: ...
    @property
    def step(self) -> int: ...
    @property
    def mails(self) -> tuple[str, ...]: ...
    @property
    def exact(self) -> bool: ...
    @property
    def tell_principal(self) -> bool: ...
    @property
    def confidential(self) -> bool: ...
    @property
    def counts_for_class(self) -> bool: ...
    def told(self, mails: Sequence[str], clock_at: datetime | None) -> Self: ...


def announce(
    item: Item, tellings: Iterable[tuple[PlannedMail, datetime]], expires_at: int
) -> Iterator[Put]:
    """A new item and the mails that tell of it; it remembers them, so that one can see
    who was told. Refused where the item is there already."""
    mails = _as_one([mail_about(item, telling, due_at) for telling, due_at in tellings])
    told_by = replace(item, mails=tuple(mail.id for mail in mails))
    yield item_store.put_item(told_by, expires_at, if_new=True)
    yield from map(outbox.put_mail, mails)


def first_mails(waiting: Waiting, round_: Round, now: datetime) -> list[OutgoingMail]:
    """The mails that tell of what a pupil sent, worked out from what waits alone: at
    once, or in the slot that ``since`` leaves. All that is overdue goes by this quarter
    of an hour, so that times somebody forged are one mail too."""
    return _as_one(
        [
            mail_about(
                waiting, planned, _first_due(planned.when, round_, waiting.since, now)
            )
            for planned in planned_mails(
                waiting.audience, waiting.level, waiting.tell_principal
            )
        ]
    )


def _first_due(when: When, round_: Round, since: datetime, now: datetime) -> datetime:
    at = quarter_of(since) if when is When.AT_ONCE else told_at(when, round_, since)
    return max(at, quarter_of(now))


def told_at(when: When, round_: Round, now: datetime) -> datetime:
    """At the school's next slot, with the weekly list, or at once: in an anonymous
    round that is the end of the quarter of an hour, so that nobody who watches can tell
    who it was. Pupils may write long after the round has closed."""
    if settings().slots_at_once:
        return quarter_of(now)
    if when is When.AT_ONCE:
        hidden = round_.mode is Mode.ANONYMOUS
        return quarter_of(now) + QUARTER if hidden else quarter_of(now)
    planned = round_.slots if when is When.NEXT_SLOT else round_.weekly
    return next((at for at in planned if at >= now), None) or round_.slot_after_closing(
        now
    )


def reasons_told_at(level: Level, round_: Round, now: datetime) -> datetime:
    """Of what a pupil's answers say, apart from a wish for contact. In an anonymous
    round what can wait is told of with all else of the day, as if it had come with the
    day's last slot: a pupil who then asks by name, or takes a receipt, would be tied to
    the answers by the time."""
    when = GROUP_IS_TOLD[level]
    waits = round_.mode is Mode.ANONYMOUS and when is not When.AT_ONCE
    if waits and not settings().slots_at_once:
        now = round_.days_last_slot(now)
    return told_at(when, round_, now)


def told_at_school(when: When, calendar: SchoolCalendar, now: datetime) -> datetime:
    """As ``told_at``, for what belongs to no round and tells no pupil's time."""
    return (
        now
        if when is When.AT_ONCE or settings().slots_at_once
        else next_slot(calendar, now)
    )


def mail_about(item: Waiting, telling: PlannedMail, due_at: datetime) -> OutgoingMail:
    kind = _KINDS[telling.tell, telling.when]
    if telling.tell is Recipients.OWNER and item.audience is not Audience.OWNER:
        kind = MailKind.PASSED_ON
    return _outgoing(kind, item, telling.tell, due_at)


def expires_at(round_: Round) -> int:
    return epoch(round_.expires_at)


def unopened(item: Waiting, recipients: Recipients, now: datetime) -> OutgoingMail:
    """The mail to the next circle of people when nobody has opened an item in time."""
    for_nurse = item.audience is Audience.HEALTH_SERVICE
    kind = MailKind.NURSE_UNOPENED if for_nurse else MailKind.UNOPENED
    if recipients is Recipients.OWNER and item.audience is not Audience.OWNER:
        kind = MailKind.PASSED_ON
    return _outgoing(kind, item, recipients, now if item.exact else quarter_of(now))


def expiring(item: Item, recipients: Recipients, now: datetime) -> OutgoingMail:
    """The mail that says that something nobody has opened will soon be deleted."""
    return _outgoing(MailKind.EXPIRING, item, recipients, quarter_of(now))


def _outgoing(
    kind: MailKind, item: Waiting, recipients: Recipients, due_at: datetime
) -> OutgoingMail:
    """A mail serves all items whose time is the same, so that a busy day is one mail
    and not thirty, and four hundred rows that somebody forged are one too: see
    ``first_mails``. Only what is urgent in a referral has a mail of its own: its time
    is to the second."""
    of_one_item = kind in _EACH_ITEM and item.exact
    about = item.id if of_one_item else stamp(due_at)
    return OutgoingMail(
        id=f"{kind}-{recipients}-{about}",
        school_id=item.school_id,
        owner_id=item.owner_id,
        kind=kind,
        recipients=recipients,
        due_at=due_at,
        number=outgoing.new_number(),
        exact=item.exact,
    )


def _as_one(mails: list[OutgoingMail]) -> list[OutgoingMail]:
    """The mails about one item alone carry one number, and the principal gets one of
    them."""
    number = outgoing.new_number()
    to_principal = any(mail.recipients is Recipients.PRINCIPAL for mail in mails)
    return [
        replace(
            mail,
            number=number,
            spares_principal=to_principal and mail.recipients is Recipients.GROUP,
        )
        if mail.kind in _EACH_ITEM
        else mail
        for mail in mails
    ]
