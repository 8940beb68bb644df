"""A school's week, and where each open thing stands in it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from chalicelib.case_reminders.due_cases import DueCase
from chalicelib.case_reminders.follow_up import due_first
from chalicelib.cases.case import Case
from chalicelib.core.local_time import (
    DAY,
    SchoolCalendar,
    local_day,
    monday_of,
    start_of,
    weekly_between,
)
from chalicelib.items.level import Level
from chalicelib.items.today import DayLine, rank
from chalicelib.outbox.mail import WeekCounts

WeekLine = DayLine | DueCase
_WEEK = timedelta(days=7)


class WeekGroup(StrEnum):
    """In the order they are shown in; what is open stands in one of them."""

    OVERDUE = "overdue"
    NEW = "new"
    PLANNED = "planned"
    WAITING = "waiting"
    WATCH = "watch"


def first_slot(calendar: SchoolCalendar, now: datetime) -> datetime | None:
    """When the mail of this week goes: the first slot of its first school day. None
    where the whole week is off."""
    monday = start_of(monday_of(now))
    (at,) = weekly_between(calendar, monday, monday)
    return at if monday_of(at) == monday_of(now) else None


def last_day(now: datetime) -> date:
    """The Sunday of the week."""
    return monday_of(now) + _WEEK - DAY


def group_of(line: WeekLine, now: datetime) -> WeekGroup:
    """What is to be watched has no deadline, unless a colleague was given it. Of cases
    there are those with something to do until the end of the week."""
    if isinstance(line, DueCase):
        late = line.day < local_day(now)
        return WeekGroup.OVERDUE if late else WeekGroup.PLANNED
    item, deadline = line.item, line.deadline
    if deadline is None and item.level is Level.L1:
        return WeekGroup.WATCH
    if deadline and deadline.is_over(now):
        return WeekGroup.OVERDUE
    if item.wants_opening:
        return WeekGroup.NEW
    if deadline and deadline.day < monday_of(now) + _WEEK:
        return WeekGroup.PLANNED
    return WeekGroup.WAITING


def grouped(
    lines: Iterable[WeekLine], now: datetime
) -> dict[WeekGroup, list[WeekLine]]:
    """Every group, also those with nothing in them; each in the order of the list."""
    found: dict[WeekGroup, list[WeekLine]] = {group: [] for group in WeekGroup}
    for line in sorted(lines, key=rank):
        found[group_of(line, now)].append(line)
    return found


def counted(
    cases: Iterable[Case], calendar: SchoolCalendar, now: datetime
) -> WeekCounts:
    """Of all cases of a school, whoever may open them: the list tells their number to
    everybody who works with cases there."""
    found = list(cases)
    last_week = monday_of(now) - _WEEK
    planned = (due_first(case, calendar) for case in found)
    days = [action.due(calendar) for action in planned if action]
    today = local_day(now)
    return WeekCounts(
        going_on=sum(case.is_open for case in found),
        new=sum(local_day(case.made_at) >= last_week for case in found),
        overdue=sum(day < today for day in days),
        planned=sum(today <= day <= last_day(now) for day in days),
    )
