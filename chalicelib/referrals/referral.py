"""A teacher's referral: "Melding om skolemiljøet / henvisning til supportgruppe".

What it asks for, and how fast somebody must act on it. There is no field for diagnosis
or health.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from chalicelib.core.text import clean
from chalicelib.items.inbox_id import Audience, InboxId
from chalicelib.items.level import Level
from chalicelib.outbox.recipients import Recipients
from chalicelib.schools.retention import YEARS_OF_REPORTS

DRAFT_LASTS = timedelta(days=14)
KEPT = timedelta(days=YEARS_OF_REPORTS * 365)
_MOST_INITIALS = 3


class HowLearnt(StrEnum):
    """How the reporter learnt of it."""

    SEEN = "seen"
    TOLD_BY_PUPIL = "told_by_pupil"
    TOLD_BY_OTHER = "told_by_other"
    PARENT = "parent"
    SURVEY_FLAG = "survey_flag"
    OTHER = "other"


class Situation(StrEnum):
    """The six situations support groups are used in."""

    NEW_PUPIL = "new_pupil"
    VULNERABLE = "vulnerable"
    NOT_THRIVING = "not_thriving"
    UNSAFE = "unsafe"
    LEFT_OUT = "left_out"
    BULLYING = "bullying"


class Involved(StrEnum):
    """Whether an adult at the school may have hurt the pupil, and who, in one answer:
    two questions could contradict each other."""

    NO = "no"
    EMPLOYEE = "employee"
    LEADERSHIP = "leadership"
    UNSURE = "unsure"


class Urgency(StrEnum):
    DANGER_NOW = "danger_now"
    TODAY = "today"
    THIS_WEEK = "this_week"
    CAN_WAIT = "can_wait"

    @property
    def in_danger(self) -> bool:
        return self is Urgency.DANGER_NOW


class Suggested(StrEnum):
    TALK = "talk"
    SUPPORT_GROUP = "support_group"
    OTHER = "other"


class YesNo(StrEnum):
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Priority:
    level: Level
    first: bool


PRIORITY = {
    Urgency.DANGER_NOW: Priority(Level.L3, first=True),
    Urgency.TODAY: Priority(Level.L3, first=False),
    Urgency.THIS_WEEK: Priority(Level.L2, first=True),
    Urgency.CAN_WAIT: Priority(Level.L2, first=False),
}
"""None is below L2: an adult has told, so the school's duty to investigate runs (§
12-4)."""


class Status(StrEnum):
    """All the reporter is told of what becomes of it."""

    RECEIVED = "received"
    GIVEN = "given"
    """To a colleague of theirs, who has not opened it."""
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has written and not sent; ``fields`` as they stood on the page."""

    id: str
    saved_at: datetime
    fields: dict[str, list[str]]

    @property
    def class_id(self) -> str:
        return self._typed("class_id")

    @property
    def mark(self) -> str:
        """Changes with what is written: tells whether a page shows the draft as it
        is."""
        return sha256(json.dumps(self.fields, sort_keys=True).encode()).hexdigest()[:20]

    @property
    def initials(self) -> str:
        """Of the pupil's name: enough for the writer, little for who looks over a
        shoulder."""
        words = self._typed("pupil").split()[:_MOST_INITIALS]
        return " ".join(f"{word[0].upper()}." for word in words)

    @property
    def is_empty(self) -> bool:
        """A class alone, or a tick, is nothing that would have to be written again."""
        chosen = ("class_id", "confirmed")
        return not any(
            clean(value, 1)
            for name, values in self.fields.items()
            if name not in chosen
            for value in values
        )

    def _typed(self, name: str) -> str:
        return next(iter(self.fields.get(name, ())), "")

    @property
    def until(self) -> datetime:
        return self.saved_at + DRAFT_LASTS


@dataclass(frozen=True, slots=True)
class Sent:
    """The reporter's own trace of a referral: nothing of what was written, nobody's
    name.

    ``inbox`` is where it went. ``sent_to`` has the circles with somebody in them who
    were written to; ``danger`` that somebody was in danger, which its place in the
    inbox tells too. ``due_at`` is when the reporter is reminded that more may be added;
    None once that is done, or something was added.
    """

    id: str
    inbox: InboxId
    place: str
    sent_at: datetime
    status: Status
    sent_to: tuple[Recipients, ...]
    danger: bool
    due_at: datetime | None = None

    @property
    def number(self) -> str:
        return self.id[:6]

    @property
    def to_owner(self) -> bool:
        """No school role sees it."""
        return self.inbox.audience is Audience.OWNER

    @property
    def reached_principal(self) -> bool:
        return Recipients.PRINCIPAL in self.sent_to

    @property
    def still_in_danger(self) -> bool:
        """Somebody was in danger, and nobody has said yet that they follow it up."""
        return self.danger and self.status in (Status.RECEIVED, Status.GIVEN)

    @property
    def is_erased(self) -> bool:
        return self.status is Status.ERASED

    @property
    def takes_additions(self) -> bool:
        return self.status not in (Status.CLOSED, Status.ERASED)

    @property
    def reminded_at(self) -> datetime | None:
        return self.due_at if self.takes_additions else None
