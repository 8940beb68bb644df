"""What happens next in a case, and by when: every clock of a case is its one dated next
action, and one table says what sets it.

A holiday or a break of the school's own, also one that is entered later, moves it to
the first school day after; nothing else does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from chalicelib.cases.entry import EntryKind
from chalicelib.core.local_time import DAY, SchoolCalendar, school_day_from
from chalicelib.items.level import Level


class NextKind(StrEnum):
    """Nothing of the pupil: it stands in clear."""

    FIRST_TALK = "first_talk"
    SUPPORTERS = "supporters"
    MEETING = "meeting"
    REVIEW = "review"
    MEASURE = "measure"
    CLOSING = "closing"
    CHECK = "check"
    EVALUATION = "evaluation"
    """Of the activity plan, on the day that the plan says."""
    PLAN = "plan"
    """It is decided, or that none is needed."""


_SET_BY_ITSELF = (NextKind.CHECK, NextKind.EVALUATION, NextKind.PLAN)
ONGOING = tuple(kind for kind in NextKind if kind not in _SET_BY_ITSELF)
"""What a person may plan in an open case."""


@dataclass(frozen=True, slots=True)
class NextAction:
    kind: NextKind
    on: date

    def due(self, calendar: SchoolCalendar) -> date:
        return school_day_from(calendar, self.on)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How quickly what a case came from is followed up: ``since`` when it waits, of
    what pupils sent the start of the day; how urgent it is, and on which day each thing
    was first done. ``no_plan``: somebody decided that none is needed."""

    since: datetime
    level: Level
    opened: date
    talked: date | None = None
    planned: date | None = None
    evaluated: date | None = None
    no_plan: date | None = None

    def after(self, kind: EntryKind, on: date) -> "FollowUp":
        """What is written down later may have been done before."""
        name = _FIRST.get(kind)
        if name is None:
            return self
        first: Any = {name: min(on, getattr(self, name) or on)}
        return replace(self, **first)


_FIRST = {
    EntryKind.TALK: "talked",
    EntryKind.PLAN: "planned",
    EntryKind.EVALUATION: "evaluated",
    EntryKind.NO_PLAN: "no_plan",
}


class ClockEvent(StrEnum):
    """What sets a case's clock."""

    MADE = "made"
    MADE_OF_CLASS = "made_of_class"
    LATER = "later"
    OFFERED = "offered"
    SUPPORTERS = "supporters"
    MEETING = "meeting"
    REVIEW = "review"
    NO_GROUP = "no_group"
    CLOSED = "closed"
    CHECKED = "checked"
    REOPENED = "reopened"
    TAKEN = "taken"


class Setting(NamedTuple):
    """What is next, and how long after; ``keeps``: a clock that is not late stays."""

    kind: NextKind
    days: int = 0
    school_days: int = 0
    months: int = 0
    keeps: bool = False


SET: Mapping[ClockEvent, Setting | None] = {
    ClockEvent.MADE: Setting(NextKind.FIRST_TALK, school_days=2),
    ClockEvent.MADE_OF_CLASS: Setting(NextKind.MEASURE, school_days=5),
    ClockEvent.LATER: Setting(NextKind.FIRST_TALK, days=7),
    ClockEvent.OFFERED: Setting(NextKind.SUPPORTERS, school_days=3),
    ClockEvent.SUPPORTERS: Setting(NextKind.MEETING, days=7),
    ClockEvent.MEETING: Setting(NextKind.REVIEW, days=7),
    ClockEvent.REVIEW: Setting(NextKind.MEETING, days=7),
    ClockEvent.NO_GROUP: Setting(NextKind.MEASURE, school_days=5),
    ClockEvent.CLOSED: Setting(NextKind.CHECK, months=3),
    ClockEvent.CHECKED: None,
    ClockEvent.REOPENED: Setting(NextKind.MEASURE, school_days=2),
    ClockEvent.TAKEN: Setting(NextKind.MEASURE, school_days=2, keeps=True),
}
"""None ends every clock."""


def suggested(
    event: ClockEvent,
    today: date,
    calendar: SchoolCalendar,
    was: NextAction | None = None,
) -> NextAction | None:
    """The next action after the event, on a school day. ``was`` stands where the table
    keeps it, and is not late; where it is late, what was to be done is still next."""
    setting = SET[event]
    if setting is None:
        return None
    kind = was.kind if setting.keeps and was else setting.kind
    if setting.keeps and was and was.due(calendar) >= today:
        return was
    return NextAction(kind, _day(setting, today, calendar))


def _day(setting: Setting, today: date, calendar: SchoolCalendar) -> date:
    day = today
    for _ in range(setting.school_days):
        day = school_day_from(calendar, day + DAY)
    day = _months_after(day, setting.months) + timedelta(days=setting.days)
    return school_day_from(calendar, day)


def _months_after(day: date, months: int) -> date:
    """The same day of the month, or the last one where the month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - DAY
    return first.replace(day=min(day.day, last.day))
