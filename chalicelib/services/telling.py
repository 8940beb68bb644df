"""From what has come in (a finding of the rules, a referral) to the rows that tell somebody."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.config import settings
from chalicelib.domain import words
from chalicelib.domain.calendar import SchoolCalendar, next_slot
from chalicelib.domain.codes import new_id
from chalicelib.domain.escalation import Recipients
from chalicelib.domain.flags import Audience, Finding, Level
from chalicelib.domain.inbox import Item, Kind
from chalicelib.domain.outbox import MailKind, OutgoingMail, passed_on_id
from chalicelib.domain.raised_flags import FlagContent, quarter_of
from chalicelib.domain.rounds import Round
from chalicelib.domain.telling import GROUP_IS_TOLD, Telling, When, first_tellings
from chalicelib.domain.threads import Message
from chalicelib.sealing import derived_id
from chalicelib.stores import class_checks, flags, inbox, outbox
from chalicelib.stores.codes import Card, Place
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
_QUARTER = timedelta(minutes=15)
_SAY_THE_SAME_TO_OWNERS = {MailKind.EXPIRING, MailKind.ACCESS, MailKind.HELD, MailKind.ERASURE}
_EACH_ITEM = {MailKind.URGENT, MailKind.PRINCIPAL, MailKind.OWNER}


def writes_for(
    findings: Iterable[Finding],
    text: str,
    round_: Round,
    card: Card,
    attempt: str,
    now: datetime,
) -> Iterator[Put]:
    """Flags, outgoing mail and the class check, for the transaction that stores the answer.

    ``text`` is what the pupil wrote; it goes along with the flag it is a reason for.
    """
    for finding in findings:
        tellings = first_tellings(finding)
        times = [told_at(one.when, round_, now) for one in tellings]
        content = FlagContent(finding.reasons, _text_for(finding, text), card.number)
        flag = _flag(finding, content, round_, card.place, attempt, since=times[0])
        yield from announce(flag, zip(tellings, times, strict=True), expires_at(round_))
        if finding.audience is Audience.SCHOOL and finding.level >= Level.L2:
            yield class_checks.to_put(card.place, quarter_of(now), expires_at(round_))


def is_urgent(text: str) -> bool:
    """Whether the words ask for somebody at once. Most send no text: the lists wait for one."""
    if not text:
        return False
    from chalicelib.content.words import NEEDLES

    return words.hit(text, NEEDLES)


def announce(
    item: Item, tellings: Iterable[tuple[Telling, datetime]], expires_at: int
) -> Iterator[Put]:
    """A new item and the mails that tell of it; it remembers them, so that one can see who was
    told. Refused where the item is there already."""
    mails = _as_one([mail_about(item, one, due_at) for one, due_at in tellings])
    told_by = replace(item, mails=tuple(one.id for one in mails))
    yield inbox.to_put(told_by, expires_at, if_new=True)
    yield from map(outbox.to_put, mails)


def message_mail(message: Message) -> OutgoingMail:
    """Tells the resource group, or the nurse alone, of what a pupil wrote or asked for."""
    circle = Recipients.NURSE if message.nurse_only else Recipients.GROUP
    kind = _KINDS[circle, GROUP_IS_TOLD[message.level]]
    return _outgoing(kind, message, circle, message.since)


def message_told_at(level: Level, round_: Round, now: datetime) -> datetime:
    """As ``told_at``; pupils may write long after the round has closed."""
    when = GROUP_IS_TOLD[level]
    if when is When.NEXT_SLOT and now > round_.slots[-1] and not settings().slots_at_once:
        return round_.slot_after_closing(now)
    return told_at(when, round_, now)


def told_at(when: When, round_: Round, now: datetime) -> datetime:
    """Now (to the quarter of an hour), at the school's next slot, or with the weekly list."""
    if when is When.AT_ONCE or settings().slots_at_once:
        return quarter_of(now)
    return round_.next_slot(now) if when is When.NEXT_SLOT else round_.next_weekly(now)


def told_at_school(when: When, calendar: SchoolCalendar, now: datetime) -> datetime:
    """As ``told_at``, for what belongs to no round and tells no pupil's time."""
    return now if when is When.AT_ONCE or settings().slots_at_once else next_slot(calendar, now)


def mail_about(item: Item, telling: Telling, due_at: datetime) -> OutgoingMail:
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
    at = quarter_of(now) if settings().slots_at_once else quarter_of(now) + _QUARTER
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


def instead(mail: OutgoingMail, recipients: Recipients, now: datetime) -> OutgoingMail:
    """The same mail to another circle, since it reached nobody in the first. What is for the
    nurse alone the principal is told to bring to her, not to read; and the school owner, who reads
    nothing of a school's, to see to it that somebody there does."""
    kind = MailKind.NURSE_UNOPENED if mail.recipients is Recipients.NURSE else mail.kind
    if recipients is Recipients.OWNER and kind not in _SAY_THE_SAME_TO_OWNERS:
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
    )


def _text_for(finding: Finding, text: str) -> str | None:
    return text if any(reason.rule == "text" for reason in finding.reasons) else None


def _flag(
    finding: Finding,
    content: FlagContent,
    round_: Round,
    place: Place,
    attempt: str,
    since: datetime,
) -> Item:
    at_school = finding.audience is Audience.SCHOOL
    flag_id = derived_id(f"flag|{finding.audience}", attempt)
    return Item(
        kind=Kind.FLAG,
        id=flag_id,
        body_id=round_.school_id if at_school else round_.owner_id,
        school_id=round_.school_id,
        owner_id=round_.owner_id,
        audience=finding.audience,
        level=finding.level,
        first=finding.first,
        since=since,
        class_id=place.class_id,
        place=round_.classes[place.class_id].label,
        round_id=round_.id,
        sealed=flags.seal(round_.public_key, round_.id, flag_id, finding.level, content),
        clock_at=None if finding.level is Level.L1 else since,
    )


def _outgoing(
    kind: MailKind, item: Item | Message, recipients: Recipients, due_at: datetime
) -> OutgoingMail:
    """What is urgent has a mail for each item; the other mails each serve all items whose time
    is the same, so that a busy day is one mail and not thirty."""
    about = item.id if kind in _EACH_ITEM else stamp(due_at)
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
    return new_id(secrets.choice)[:6]
