"""When a week's mail goes, and where in the week each open thing stands."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from chalicelib.case_reminders.due_cases import DueCase
from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.cases.states import State
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.items.deadline import Deadline, NextStep
from chalicelib.items.handling import Deed, Handling
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from chalicelib.items.today import DayGroup, DayLine
from chalicelib.outbox.mail import WeekCounts
from chalicelib.weekly_overview.week import (
    WeekGroup,
    counted,
    first_slot,
    group_of,
    grouped,
    last_day,
)
from tests.cases.cast import CASE
from tests.cast import NOW

CALENDAR = SchoolCalendar(slots=(time(11, 45), time(14, 45)))
ITEM = Item(
    ItemKind.FLAG, "F", "SCHAAA", "WNERAA", Audience.RESOURCE_GROUP, Level.L2, False,
    NOW, "6A", "6A", b"",
)  # fmt: skip
OPENED = replace(ITEM, handling=Handling(opened=Deed("A3", NOW)))
SUNDAY = date(2026, 11, 29)


def utc(year, month, day, hour=10, minute=45):
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def off(*days):
    return replace(CALENDAR, breaks=tuple((date(*d), date(*d)) for d in days))


@pytest.mark.parametrize(
    ("calendar", "now", "slot"),
    [
        (CALENDAR, utc(2026, 11, 24), utc(2026, 11, 23)),
        # Summer time begins and ends on a Sunday: the clock on the wall counts
        (CALENDAR, utc(2027, 3, 22), utc(2027, 3, 22)),
        (CALENDAR, utc(2027, 4, 5), utc(2027, 4, 5, 9)),
        (CALENDAR, utc(2026, 10, 19), utc(2026, 10, 19, 9)),
        (CALENDAR, utc(2026, 10, 26), utc(2026, 10, 26)),
        # Easter Monday, and 17 May on a Monday
        (CALENDAR, utc(2027, 3, 30), utc(2027, 3, 30, 9)),
        (CALENDAR, utc(2027, 5, 19), utc(2027, 5, 18, 9)),
        # A day off of the school's own
        (off((2026, 11, 23)), utc(2026, 11, 23), utc(2026, 11, 24)),
        # A winter break of a week, and all but Friday
        (
            replace(CALENDAR, breaks=((date(2027, 2, 22), date(2027, 2, 26)),)),
            utc(2027, 2, 24),
            None,
        ),
        (
            replace(CALENDAR, breaks=((date(2027, 2, 22), date(2027, 2, 25)),)),
            utc(2027, 2, 24),
            utc(2027, 2, 26),
        ),
        # Week 53 of 2026: New Year's Day is its Friday
        (CALENDAR, utc(2026, 12, 31), utc(2026, 12, 28)),
        # Late on a Sunday in London it is Monday in Norway
        (CALENDAR, utc(2026, 11, 29, 23, 30), utc(2026, 11, 30)),
    ],
)
def test_the_first_slot_of_the_first_school_day(calendar, now, slot):
    assert first_slot(calendar, now) == slot


def line(item, day=None, step=NextStep.TALK):
    return DayLine(item, Deadline(step, day) if day else None, DayGroup.NOBODYS)


@pytest.mark.parametrize(
    ("waiting", "group"),
    [
        (line(ITEM, NOW.date() - timedelta(days=1)), WeekGroup.OVERDUE),
        (line(OPENED, NOW.date() - timedelta(days=1)), WeekGroup.OVERDUE),
        (line(ITEM, NOW.date()), WeekGroup.NEW),
        (line(ITEM, SUNDAY + timedelta(days=1)), WeekGroup.NEW),
        (line(replace(OPENED, unread=True), NOW.date()), WeekGroup.NEW),
        (line(OPENED, NOW.date()), WeekGroup.PLANNED),
        (line(OPENED, SUNDAY), WeekGroup.PLANNED),
        (line(OPENED, SUNDAY + timedelta(days=1)), WeekGroup.WAITING),
        (line(OPENED), WeekGroup.WAITING),
        (line(replace(ITEM, level=Level.L1)), WeekGroup.WATCH),
        (line(replace(OPENED, level=Level.L1)), WeekGroup.WATCH),
        (line(replace(ITEM, level=Level.L1), NOW.date()), WeekGroup.NEW),
        (line(replace(ITEM, level=Level.L3), NOW.date()), WeekGroup.NEW),
    ],
)
def test_what_is_open_stands_in_one_group(waiting, group):
    assert group_of(waiting, NOW) is group


@pytest.mark.parametrize(
    ("day", "group"),
    [
        (NOW.date() - timedelta(days=1), WeekGroup.OVERDUE),
        (NOW.date(), WeekGroup.PLANNED),
        (SUNDAY, WeekGroup.PLANNED),
    ],
)
def test_a_case_is_late_or_planned(day, group):
    planned = NextAction(NextKind.MEETING, day)
    due = DueCase(CASE, planned, CALENDAR, day, DayGroup.MINE)
    assert group_of(due, NOW) is group


def test_the_last_day_of_the_week_is_its_sunday():
    assert last_day(NOW) == SUNDAY
    assert last_day(utc(2026, 12, 31)) == date(2027, 1, 3)


def test_every_group_is_there_and_keeps_the_order_of_the_list():
    lines = [line(OPENED), line(replace(ITEM, level=Level.L1)), line(OPENED, SUNDAY)]
    lines.append(line(replace(OPENED, id="G")))
    found = grouped(lines, NOW)
    assert list(found) == list(WeekGroup)
    assert found[WeekGroup.WAITING] == [lines[0], lines[3]]
    assert found[WeekGroup.OVERDUE] == []
    assert sum(map(len, found.values())) == len(lines)


def case(day=None, made_at=NOW - timedelta(days=30), state=State.FOLLOW_UP):
    kind = NextKind.CHECK if state is State.CLOSED else NextKind.REVIEW
    action = NextAction(kind, day) if day else None
    return replace(CASE, made_at=made_at, state=state, next_action=action)


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        ([], WeekCounts(0, 0, 0, 0)),
        ([case(NOW.date() - timedelta(days=1))], WeekCounts(1, 0, 1, 0)),
        ([case(NOW.date())], WeekCounts(1, 0, 0, 1)),
        # On a Sunday it is the next school day's
        ([case(date(2026, 11, 27))], WeekCounts(1, 0, 0, 1)),
        ([case(SUNDAY)], WeekCounts(1, 0, 0, 0)),
        ([case(SUNDAY, utc(2026, 11, 15, 23, 0))], WeekCounts(1, 1, 0, 0)),
        ([case(SUNDAY, utc(2026, 11, 15, 22, 59))], WeekCounts(1, 0, 0, 0)),
        ([case(state=State.CLOSED)], WeekCounts(0, 0, 0, 0)),
        ([case(NOW.date(), state=State.CLOSED)], WeekCounts(0, 0, 0, 1)),
    ],
)
def test_cases_are_counted_by_what_is_to_be_done(found, counts):
    assert counted(found, CALENDAR, NOW) == counts
