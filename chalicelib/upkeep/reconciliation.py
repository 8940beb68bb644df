"""Stored = told = opened: whether what came in reached somebody, counted without
opening it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.items.escalation import CHAINS
from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level
from chalicelib.outbox.mail import MailOutcome, passed_on_id
from chalicelib.outbox.recipients import Recipients

MailOf = tuple[str, str]
"""A school and the id of a mail: ids alone are the same at every school."""
LATE = timedelta(hours=1)
"""How long a clock may be past before it counts as standing still."""


@dataclass(frozen=True, slots=True)
class StoredItem:
    """What somebody is to be told of, and has opened or not. ``ref`` is its kind and
    id."""

    ref: str
    school_id: str
    level: Level
    audience: Audience
    mails: tuple[str, ...]
    opened: bool
    step: int
    clock_at: datetime | None


@dataclass(frozen=True, slots=True)
class Count:
    """``lost`` was told to nobody, nor will be; ``unopened`` was told to everybody
    there is, or its clock stands still. Both by reference."""

    stored: int = 0
    told: int = 0
    to_come: int = 0
    lost: tuple[str, ...] = ()
    unopened: tuple[str, ...] = ()

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.stored + other.stored,
            self.told + other.told,
            self.to_come + other.to_come,
            self.lost + other.lost,
            self.unopened + other.unopened,
        )

    @property
    def whole(self) -> bool:
        return not (self.lost or self.unopened)


def reconcile(
    stored: Iterable[StoredItem], mails: Mapping[MailOf, MailOutcome], now: datetime
) -> Count:
    """What was opened was told, whatever became of its mails."""
    count = Count()
    for item in stored:
        told = item.opened or any(
            reached((item.school_id, mail), mails) for mail in item.mails
        )
        to_come = not told and (
            _is_to_be_told(item, now)
            or any(_waits((item.school_id, mail), mails) for mail in item.mails)
        )
        count += Count(
            stored=1,
            told=int(told),
            to_come=int(to_come),
            lost=() if told or to_come else (item.ref,),
            unopened=(item.ref,) if _is_left_lying(item, now) else (),
        )
    return count


def reached(which: MailOf, mails: Mapping[MailOf, MailOutcome]) -> bool:
    """Somebody has the mail, or the one to the next circle where it was given up."""
    mail = mails.get(which)
    if mail is None:
        return False
    has_it = set(mail.told) - set(mail.unreached)
    return bool(has_it) or any(
        reached(instead, mails) for instead in _instead(which, mail)
    )


def left_to_nobody(mails: Mapping[MailOf, MailOutcome]) -> list[MailOf]:
    """Mails that were given up, and the next circle has them neither, nor will."""
    return [
        which
        for which, mail in mails.items()
        if mail.dead and not reached(which, mails) and not _waits(which, mails)
    ]


def _is_to_be_told(item: StoredItem, now: datetime) -> bool:
    """Its time has not come, or only just."""
    early = item.clock_at is not None and item.clock_at >= now - LATE
    return item.step == 0 and not item.mails and early


def _waits(which: MailOf, mails: Mapping[MailOf, MailOutcome]) -> bool:
    mail = mails.get(which)
    if mail is None:
        return False
    if mail.dead:
        return any(_waits(instead, mails) for instead in _instead(which, mail))
    return mail.due_at is not None


def _instead(which: MailOf, mail: MailOutcome) -> list[MailOf]:
    school_id, mail_id = which
    return (
        [(school_id, passed_on_id(mail_id, circle)) for circle in Recipients]
        if mail.dead
        else []
    )


def _is_left_lying(item: StoredItem, now: datetime) -> bool:
    """What is to be watched has a clock only where one person alone may read it."""
    if item.opened:
        return False
    if item.clock_at is not None and item.clock_at < now - LATE:
        return True
    at_its_end = item.clock_at is None or item.step > len(CHAINS[item.audience])
    return item.level is not Level.L1 and at_its_end
