"""Who is told that what is next in a case is due, and who when it is not done: one
table, in school days. Nobody is told on a day off.

Only what is done with the case stops it: another day for what is next is another due
day, but for the first talk and the plan, which have theirs from when it came in; and
whoever merely reads changes nothing.
"""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from chalicelib.case_reminders.follow_up import due_first
from chalicelib.cases.case import Case
from chalicelib.core.local_time import (
    SchoolCalendar,
    is_school_day,
    school_days_since,
)
from chalicelib.items.inbox_id import Audience


class InLine(StrEnum):
    RESPONSIBLE = "responsible"
    DEPUTY = "deputy"
    NURSES = "nurses"
    PRINCIPAL = "principal"
    OWNER = "owner"


class TellStep(NamedTuple):
    """``after`` so many school days past the day it was due."""

    after: int
    who: InLine


_ON_THE_DAY = (TellStep(0, InLine.RESPONSIBLE), TellStep(2, InLine.RESPONSIBLE))
_ABOVE = (TellStep(5, InLine.PRINCIPAL), TellStep(10, InLine.OWNER))
LINES: Mapping[Audience, tuple[TellStep, ...]] = {
    Audience.RESOURCE_GROUP: (*_ON_THE_DAY, TellStep(3, InLine.DEPUTY), *_ABOVE),
    # The principal cannot read it, and can see to it that a nurse does.
    Audience.HEALTH_SERVICE: (*_ON_THE_DAY, TellStep(3, InLine.NURSES), *_ABOVE),
    Audience.OWNER: (*_ON_THE_DAY, TellStep(5, InLine.OWNER)),
}
AGAIN_AFTER = 5
"""School days after which the last of the line is told again, and again."""


def late_by(case: Case, calendar: SchoolCalendar, day: date) -> int | None:
    """How many school days past its day it is; 0 on that day, None before, and where
    nothing is next."""
    planned = due_first(case, calendar)
    due = planned.due(calendar) if planned else date.max
    return school_days_since(calendar, due, day) if due <= day else None


def told_on(case: Case, calendar: SchoolCalendar, day: date) -> InLine | None:
    late = late_by(case, calendar, day)
    if late is None or not is_school_day(calendar, day):
        return None
    line = LINES[case.audience]
    if late > line[-1].after:
        again = (late - line[-1].after) % AGAIN_AFTER == 0
        return line[-1].who if again else None
    return next((step.who for step in line if step.after == late), None)


def waits_for_others(
    case: Case, here: Collection[str], calendar: SchoolCalendar, today: date
) -> bool:
    """What is next was not done on its day, or nobody is there who would do it.
    ``here`` are the ids of who may work with cases there."""
    late = late_by(case, calendar, today)
    return late is not None and (late > 0 or case.responsible not in here)


def from_here(audience: Audience, who: InLine) -> tuple[InLine, ...]:
    """They, then those above them, whom it goes to where they are away."""
    line = tuple(dict.fromkeys(step.who for step in LINES[audience]))
    return line[line.index(who) :]
