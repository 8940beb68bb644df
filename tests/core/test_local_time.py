import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.local_time import (
    OSLO,
    SchoolCalendar,
    add_school_days,
    add_school_hours,
    is_school_day,
    is_school_time,
    monday_of,
    next_slot,
    school_day_from,
    school_days_since,
    slots_between,
    usually_off,
    weekly_between,
)

AUTUMN_BREAK = (date(2026, 9, 28), date(2026, 10, 2))
CHRISTMAS_BREAK = (date(2026, 12, 21), date(2027, 1, 1))
CALENDAR = SchoolCalendar(breaks=(AUTUMN_BREAK, CHRISTMAS_BREAK))


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        # weekend, and the days around it
        ("2026-09-04", True), ("2026-09-05", False), ("2026-09-06", False), ("2026-09-07", True),
        # Easter 2026 and 2027
        ("2026-04-01", True), ("2026-04-02", False), ("2026-04-03", False), ("2026-04-06", False),
        ("2026-04-07", True),
        ("2027-03-24", True), ("2027-03-25", False), ("2027-03-26", False), ("2027-03-29", False),
        ("2027-03-30", True),
        # 1 May (a Friday in 2026), Ascension Day, 17 May (a Sunday in 2026), Whit
        # Monday
        ("2026-04-30", True), ("2026-05-01", False), ("2026-05-13", True), ("2026-05-14", False),
        ("2026-05-15", True), ("2026-05-18", True), ("2026-05-25", False), ("2026-05-26", True),
        ("2027-05-05", True), ("2027-05-06", False), ("2027-05-07", True), ("2027-05-14", True),
        ("2027-05-17", False), ("2027-05-18", True),
        # the school's breaks, first and last day and the days around them
        ("2026-09-25", True), ("2026-09-28", False), ("2026-10-02", False), ("2026-10-05", True),
        ("2026-12-18", True), ("2026-12-21", False), ("2026-12-25", False), ("2027-01-01", False),
        ("2027-01-04", True),
    ],
)  # fmt: skip
def test_school_days(day: str, open_: bool) -> None:
    assert is_school_day(CALENDAR, date.fromisoformat(day)) is open_


def test_christmas_is_closed_without_any_break_of_the_school() -> None:
    days = [date(2026, 12, 24) + timedelta(days=n) for n in range(9)]
    closed = [day.day for day in days if not is_school_day(SchoolCalendar(), day)]
    assert closed == [25, 26, 27, 1]


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-09-07T07:59:59", False),
        ("2026-09-07T08:00", True),
        ("2026-09-07T15:29:59", True),
        ("2026-09-07T15:30", False),
        ("2026-09-06T10:00", False),
        ("2026-09-28T10:00", False),
    ],
)
def test_school_time(at: str, is_open: bool) -> None:
    assert is_school_time(CALENDAR, oslo(at)) is is_open


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        # exactly on a slot, a second after, between, after the last
        ("2026-09-07T11:45", "2026-09-07T11:45"),
        ("2026-09-07T11:45:01", "2026-09-07T14:45"),
        ("2026-09-07T14:45", "2026-09-07T14:45"),
        ("2026-09-07T14:45:01", "2026-09-08T11:45"),
        # just before and after midnight in Oslo, whatever the date is in UTC
        ("2026-09-07T00:30", "2026-09-07T11:45"),
        ("2026-09-07T23:59", "2026-09-08T11:45"),
        # weekend, Easter, 17 May, Ascension Day
        ("2026-09-04T14:46", "2026-09-07T11:45"),
        ("2026-04-01T14:46", "2026-04-07T11:45"),
        ("2027-05-14T15:00", "2027-05-18T11:45"),
        ("2027-05-05T15:00", "2027-05-07T11:45"),
        # a break begins and ends
        ("2026-09-25T15:00", "2026-10-05T11:45"),
        ("2026-10-02T23:59", "2026-10-05T11:45"),
        ("2026-12-18T15:00", "2027-01-04T11:45"),
        # the weeks around the nights the clock changes
        ("2026-10-23T15:00", "2026-10-26T11:45"),
        ("2026-10-25T02:30", "2026-10-26T11:45"),
        ("2027-03-24T15:00", "2027-03-30T11:45"),
    ],
)
def test_next_slot(now: str, slot: str) -> None:
    assert next_slot(CALENDAR, oslo(now)) == oslo(slot)


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        ("2026-10-23", 9),
        ("2026-10-26", 10),
        ("2026-03-27", 10),
        ("2026-03-30", 9),
    ],
)
def test_slots_keep_their_clock_time_when_summer_time_changes(
    day: str, utc_hour: int
) -> None:
    slot = next_slot(CALENDAR, oslo(f"{day}T06:00"))
    assert slot == datetime.fromisoformat(f"{day}T{utc_hour:02}:45+00:00")
    assert slot.tzinfo is UTC


@pytest.mark.parametrize(
    "end", ["2026-09-07T08:00", "2026-09-07T12:00", "2026-09-07T14:45"]
)
def test_slots_between_are_whole_days_to_the_first_last_one_at_or_after_the_end(
    end: str,
) -> None:
    slots = slots_between(CALENDAR, oslo("2026-09-04T12:00"), oslo(end))
    expected = ("2026-09-04T14:45", "2026-09-07T11:45", "2026-09-07T14:45")
    assert slots == tuple(map(oslo, expected))
    later = slots_between(CALENDAR, oslo("2026-09-04T12:00"), oslo("2026-09-07T14:46"))
    assert later == (*slots, oslo("2026-09-08T11:45"), oslo("2026-09-08T14:45"))


def test_slots_between_includes_slots_exactly_at_both_ends() -> None:
    at, end = oslo("2026-09-07T11:45"), oslo("2026-09-07T14:45")
    assert slots_between(CALENDAR, at, end) == (at, end)
    assert slots_between(CALENDAR, end, end) == (end,)


def test_weekly_is_the_first_slot_of_each_weeks_first_school_day() -> None:
    weekly = weekly_between(
        CALENDAR, oslo("2027-03-15T08:00"), oslo("2027-04-06T08:00")
    )
    expected = ("2027-03-15", "2027-03-22", "2027-03-30", "2027-04-05", "2027-04-12")
    assert weekly == tuple(oslo(f"{day}T11:45") for day in expected)


@pytest.mark.parametrize(
    ("start", "first"),
    [
        ("2026-09-07T11:45", "2026-09-07"),
        ("2026-09-07T11:46", "2026-09-14"),
        ("2026-09-23T08:00", "2026-10-05"),
        ("2026-09-30T08:00", "2026-10-05"),
        ("2027-05-15T08:00", "2027-05-18"),
        ("2026-12-16T08:00", "2027-01-04"),
    ],
)
def test_weekly_skips_weeks_without_school(start: str, first: str) -> None:
    assert weekly_between(CALENDAR, oslo(start), oslo(start))[0] == oslo(
        f"{first}T11:45"
    )


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-09-07T10:00", 1, "2026-09-07T11:00"),
        ("2026-09-07T14:30", 1, "2026-09-07T15:30"),
        ("2026-09-07T14:31", 1, "2026-09-08T08:01"),
        ("2026-09-07T15:30", 1, "2026-09-08T09:00"),
        ("2026-09-07T06:00", 1, "2026-09-07T09:00"),
        ("2026-09-07T10:00", 0, "2026-09-07T10:00"),
        ("2026-09-07T20:00", 0, "2026-09-08T08:00"),
        ("2026-09-07T08:00", 16, "2026-09-09T09:00"),
        ("2026-09-25T15:00", 1, "2026-10-05T08:30"),
        ("2026-10-23T15:00", 1, "2026-10-26T08:30"),
        ("2026-03-27T15:00", 1, "2026-03-30T08:30"),
        ("2027-05-14T15:15", 0.5, "2027-05-18T08:15"),
    ],
)
def test_add_school_hours(start: str, hours: float, end: str) -> None:
    assert add_school_hours(CALENDAR, oslo(start), hours) == oslo(end)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-09-07T11:45", 1, "2026-09-08T11:45"),
        ("2026-09-04T11:45", 1, "2026-09-07T11:45"),
        ("2026-09-07T11:45", 5, "2026-09-14T11:45"),
        ("2026-09-07T11:45", 0, "2026-09-07T11:45"),
        ("2026-09-05T12:00", 1, "2026-09-08T08:00"),
        ("2026-09-07T20:00", 1, "2026-09-09T08:00"),
        ("2026-09-07T05:00", 1, "2026-09-08T08:00"),
        ("2026-09-25T11:45", 1, "2026-10-05T11:45"),
        ("2026-10-23T11:45", 1, "2026-10-26T11:45"),
        ("2026-03-27T11:45", 1, "2026-03-30T11:45"),
        ("2026-05-13T11:45", 1, "2026-05-15T11:45"),
    ],
)
def test_add_school_days(start: str, days: int, end: str) -> None:
    assert add_school_days(CALENDAR, oslo(start), days) == oslo(end)


INSTANTS = st.integers(0, 2 * 366 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(INSTANTS)
def test_a_slot_is_never_early_and_always_on_a_school_day(now: datetime) -> None:
    slot = next_slot(CALENDAR, now)
    local = slot.astimezone(OSLO)
    assert slot >= now
    assert local.time() in CALENDAR.slots
    assert is_school_day(CALENDAR, local.date())


@given(INSTANTS, st.floats(0, 20), st.floats(0, 20))
def test_more_hours_never_end_sooner(now: datetime, some: float, more: float) -> None:
    sooner = add_school_hours(CALENDAR, now, some)
    later = add_school_hours(CALENDAR, now, some + more)
    assert now <= sooner <= later


@pytest.mark.parametrize(
    "wrong",
    [
        {"slots": ()},
        {"slots": (time(14, 45), time(11, 45))},
        {"day_starts": time(16)},
        {"day_starts": time(15, 30)},
        {"breaks": ((date(2026, 10, 2), date(2026, 9, 28)),)},
    ],
)
def test_a_calendar_that_makes_no_sense_is_refused(
    wrong: dict[str, tuple[time, ...]],
) -> None:
    with pytest.raises(ValueError, match=r"school|break"):
        SchoolCalendar(**wrong)  # type: ignore[arg-type]


def test_importing_the_calendar_does_not_load_the_holidays() -> None:
    code = "import sys, chalicelib.core.local_time; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


OFF = (
    "2026-12-23 2026-12-24 2026-12-31 2027-03-22 2027-05-07 2027-07-05 2027-06-22"
    " 2028-08-15"
)
"""The fourth is the Monday before Easter, the fifth comes after Ascension Day."""
ON = "2026-12-22 2027-01-04 2027-03-19 2027-05-05 2026-11-24 2027-06-21 2027-08-16"


@pytest.mark.parametrize(
    ("day", "off"), [(d, True) for d in OFF.split()] + [(d, False) for d in ON.split()]
)
def test_days_on_which_most_schools_are_closed_though_they_are_no_holidays(day, off):
    assert usually_off(date.fromisoformat(day)) is off


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-09-04", "2026-09-04"),
        ("2026-09-05", "2026-09-07"),
        ("2026-09-28", "2026-10-05"),
    ],
)
def test_the_first_school_day_from_a_day_on(day, first):
    found = school_day_from(CALENDAR, date.fromisoformat(day))
    assert found == date.fromisoformat(first)


@pytest.mark.parametrize(
    ("day", "today", "days"),
    [
        ("2026-09-04", "2026-09-04", 0),
        ("2026-09-04", "2026-09-07", 1),
        ("2026-09-04", "2026-09-06", 0),
        ("2026-09-25", "2026-10-05", 1),
        ("2026-09-07", "2026-09-04", 0),
    ],
)
def test_how_many_school_days_have_begun_since(day, today, days):
    first, last = date.fromisoformat(day), date.fromisoformat(today)
    assert school_days_since(CALENDAR, first, last) == days


def test_a_week_begins_on_monday_in_norway():
    assert monday_of(oslo("2026-11-29 23:59")) == date(2026, 11, 23)
