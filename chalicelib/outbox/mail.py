"""Mail that waits to be sent. It says that something waits, to whom and when; never
what."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.core.ids import ALPHABET
from chalicelib.outbox.recipients import Recipients

MARK_LENGTH = 6
_MARK = re.compile(f"[{ALPHABET}]{{{MARK_LENGTH}}}")
LEASE = timedelta(minutes=5)
BACK_OFF = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 720)
)
"""Together longer than the day after which SES's quota is free again."""


class MailKind(StrEnum):
    """The value is the name of its folder under ``templates/email``."""

    URGENT = "flag_urgent"
    """To the resource group, at once: something on level L3 waits."""
    WAITING = "flags_waiting"
    """To the resource group, at a slot: something on level L2 waits."""
    WEEKLY = "weekly_list"
    """To the resource group, at the first slot of its week, also where nothing
    waits."""
    PRINCIPAL = "principal_now"
    """To the principal, at once (§ 12-5)."""
    OWNER = "owner_now"
    """To the school owner's contact, at once (§ 12-5, the school's leadership)."""
    UNOPENED = "flags_unopened"
    """To the next circle of people: something was not opened in time."""
    EXPIRING = "flags_expiring"
    """Something nobody has opened will soon be deleted."""
    NOT_COUNTED = "not_counted"
    """A round's answers will soon be deleted, and it has no figures yet."""
    NURSE_UNOPENED = "nurse_unopened"
    """To those who can see to it that the school nurse opens what only she may read."""
    NURSE_MISSING = "nurse_missing"
    """The same, sent where nobody of the school health service is let in at the
    school."""
    PASSED_ON = "passed_on"
    """To the school owner's contact, who cannot read it: nobody at the school has
    opened it in time, or nobody there could be told."""
    ACCESS = "access_changed"
    """To who answers for a school, and to an address that was somebody's: who may sign
    in has changed. It does not say whose access."""
    HELD = "round_held"
    """To the principal and the owner: a round will not open by the clock, something is
    missing."""
    DUTY = "duty_changed"
    """To one person: they are on duty, or the deputy, from now on."""
    INVITED = "invited"
    """To one person: they have access from now on, and this is how they sign in."""
    YOUR_TURN = "your_turn"
    """To one person: something is theirs to do before a school is ready."""
    HANDED_OVER = "handed_over"
    """To one person: a colleague has handed so many things over to them."""
    HANDED_OVER_URGENT = "handed_over_urgent"
    """The same, of what is to be read today."""
    TALK_ASKED = "talk_asked"
    """To a class teacher: a colleague asks them for something."""
    ADD_MORE = "add_more"
    """To who sent a referral: more may be added to it."""
    ERASURE = "erasure_asked"
    """To who decides: somebody at a school wants something erased."""
    ERASURE_REFUSED = "erasure_refused"
    """To who asked: what they wanted erased is kept."""
    ERASURE_AGREED = "erasure_agreed"
    """To who asked: what they wanted erased is erased."""
    CASES = "cases_stuck"
    """To who answers for them: so many cases do not get on."""
    CASE_OFFERED = "case_offered"
    """To one person: a colleague asks them to be responsible for something, or waits
    for the answer."""
    CASE_ANSWERED = "case_answered"
    """To who asked: there is an answer, or still none."""
    CASE_ADDED = "case_added"
    """To one person: a colleague has added them to something."""
    CASES_DUE = "cases_due"
    """To one person: something is to be done in so many cases of theirs."""
    CASES_OVERDUE = "cases_overdue"
    """To the next person: in so many cases it was not done in time."""
    CASES_AT_SCHOOL = "cases_at_school"
    """To the school owner's contacts, who cannot read them: the same at a school."""
    CASE_YOURS = "case_yours"
    """To one person: they are responsible for something, since a colleague has left."""
    CASE_ALARM = "case_alarm"
    """To one person: a colleague wrote what they are to see in something of theirs."""
    CASE_OPENED = "case_opened"
    """To the principal, at once: somebody opened a case they are no part of."""

    PASSKEY = "passkey_changed"
    """To one person: a passkey of theirs was made, taken away or blocked."""


WEEKLY_TO_GROUP = f"{MailKind.WEEKLY}-{Recipients.GROUP}-"
"""What the id of such a mail begins with; the slot follows."""


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """One thing to be told to one circle of people at a school.

    ``id`` is the same for what one mail can say together (a slot's flags); writing it
    again makes it due again. ``number`` is new at each writing: two mails with one
    number are one mail sent twice. ``told`` has the accounts that have it already, so
    that a retry spares them; ``unreached`` those whose mail came back, and they are not
    among the told. ``exact``: no pupil's time is in it, so it is kept to the second who
    was told. To the group and ``spares_principal``: the principal has one of their own.
    ``receiver`` is the body and the id of the one person it is for, ``readers`` the
    circle that hears of it where they cannot, and ``count`` how many things were handed
    over to them at once.
    """

    id: str
    school_id: str
    owner_id: str
    kind: MailKind
    recipients: Recipients
    due_at: datetime
    number: str
    attempts: int = 0
    told: Mapping[str, datetime] = field(default_factory=dict)
    unreached: Mapping[str, datetime] = field(default_factory=dict)
    exact: bool = False
    spares_principal: bool = False
    receiver: tuple[str, str] | None = None
    readers: Recipients | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class WeekCounts:
    """How many cases a school has as its week begins, and nothing else of them: those
    that go on, and of all cases those that are new since the week before, those in
    which something was not done in time, and those in which something is to be done in
    the week."""

    going_on: int
    new: int
    overdue: int
    planned: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The outbox row a mail was sent for. Two ids of ours: nothing of a pupil."""

    school_id: str
    mail_id: str


@dataclass(frozen=True, slots=True)
class MailOutcome:
    """What became of a mail: who has it since when, and whose came back. ``due_at`` is
    None once it has been sent to all; ``dead`` where it was given up. ``spares`` has
    the ids and numbers of other mails that who has this one was spared: they count as
    told of those too."""

    recipients: Recipients
    told: Mapping[str, datetime]
    due_at: datetime | None
    dead: bool
    unreached: Mapping[str, datetime] = field(default_factory=dict)
    spares: tuple[tuple[str, str], ...] = ()


def in_turn(
    mail_ids: Iterable[str], find: Callable[[str], MailOutcome | None]
) -> list[MailOutcome]:
    """What became of the mails with these ids, in their order; where one was given up,
    the one to the next circle follows it."""
    told = []
    for mail_id in mail_ids:
        if outcome := find(mail_id):
            told.append(outcome)
            if outcome.dead:
                told += in_turn(
                    (passed_on_id(mail_id, circle) for circle in Recipients), find
                )
    return told


def is_mark(number: str) -> bool:
    """Whether it is what we mark a mail with: nothing else of a row stands in a
    mail."""
    return _MARK.fullmatch(number) is not None


def passed_on_id(mail_id: str, circle: Recipients) -> str:
    return f"{mail_id}-{circle}"


def next_try(attempts: int, for_ever: bool, now: datetime) -> datetime | None:
    """When to try again after ``attempts`` failed ones; None when it is dead.
    ``for_ever``: what is in the way has nothing to do with whom it is for, so nobody is
    told in their place."""
    if attempts > len(BACK_OFF) and not for_ever:
        return None
    return now + BACK_OFF[min(attempts, len(BACK_OFF)) - 1]
