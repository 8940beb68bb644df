from datetime import date, timedelta

import pytest

from chalicelib.core.local_time import SchoolCalendar, school_days_since
from chalicelib.plans.plan_days import (
    first_evaluation_by,
    suggested_evaluation,
)

CALENDAR = SchoolCalendar()
MONDAY = date(2026, 11, 2)


def after(days):
    return MONDAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("last", "suggested"),
    [(None, 7), (0, 7), (6, 7), (7, 14), (10, 14), (14, 28), (28, 56), (30, 58)],
)
def test_a_plan_is_evaluated_after_7_14_and_28_days_then_every_four_weeks(
    last, suggested
):
    done = None if last is None else after(last)
    assert suggested_evaluation(CALENDAR, MONDAY, done) == after(suggested)


def test_a_suggested_day_off_moves_on_and_is_on_time():
    decided = date(2027, 5, 10)
    assert suggested_evaluation(CALENDAR, decided, None) == date(2027, 5, 18)
    assert first_evaluation_by(CALENDAR, decided) == date(2027, 5, 18)
    week_off = SchoolCalendar(breaks=((after(7), after(11)),))
    assert first_evaluation_by(week_off, MONDAY) == after(14)


@pytest.mark.parametrize(
    ("end", "days"), [(-3, 0), (0, 0), (1, 1), (4, 4), (5, 4), (6, 4), (7, 5), (14, 10)]
)
def test_school_days_are_counted_without_weekends(end, days):
    assert school_days_since(CALENDAR, MONDAY, after(end)) == days


def test_school_days_are_counted_without_holidays_and_breaks_over_week_53():
    assert school_days_since(CALENDAR, date(2026, 12, 31), date(2027, 1, 4)) == 1
    away = SchoolCalendar(breaks=((after(1), after(2)),))
    assert school_days_since(away, MONDAY, after(3)) == 1


@pytest.mark.parametrize(
    ("decided", "breaks", "first"),
    [
        (date(2026, 12, 18), (), date(2026, 12, 28)),
        (
            date(2026, 12, 18),
            ((date(2026, 12, 21), date(2027, 1, 3)),),
            date(2027, 1, 4),
        ),
        (date(2026, 12, 24), (), date(2026, 12, 31)),
        (date(2027, 3, 18), (), date(2027, 3, 30)),
        (date(2026, 10, 22), (), date(2026, 10, 29)),
    ],
    ids=["Christmas Day", "a long break", "week 53", "Easter", "to winter time"],
)
def test_over_the_days_off_of_a_year_the_suggested_day_is_the_last_that_is_on_time(
    decided, breaks, first
):
    calendar = SchoolCalendar(breaks=breaks)
    assert suggested_evaluation(calendar, decided, None) == first
    assert first_evaluation_by(calendar, decided) == first
