from datetime import date

import pytest

from chalicelib.cases.clocks import SET, ClockEvent, NextAction, NextKind, suggested
from chalicelib.core.local_time import SchoolCalendar

PLAIN = SchoolCalendar()
BREAK = SchoolCalendar(breaks=((date(2027, 2, 22), date(2027, 2, 26)),))
TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
CHECK, REVIEW = NextKind.CHECK, NextKind.REVIEW
LATE = NextAction(REVIEW, date(2026, 11, 23))
IN_TIME = NextAction(REVIEW, date(2026, 11, 25))


@pytest.mark.parametrize(
    ("event", "today", "calendar", "was", "after"),
    [
        (ClockEvent.MADE, TUESDAY, PLAIN, None, (NextKind.FIRST_TALK, "2026-11-26")),
        # two school days over a weekend
        (ClockEvent.MADE, FRIDAY, PLAIN, None, (NextKind.FIRST_TALK, "2026-12-01")),
        (
            ClockEvent.MADE_OF_CLASS,
            FRIDAY,
            PLAIN,
            None,
            (NextKind.MEASURE, "2026-12-04"),
        ),
        (ClockEvent.MEETING, TUESDAY, PLAIN, None, (REVIEW, "2026-12-01")),
        # a week on is the 17th of May: the day after
        (
            ClockEvent.REVIEW,
            date(2027, 5, 10),
            PLAIN,
            None,
            (NextKind.MEETING, "2027-05-18"),
        ),
        # a week on is in the winter break
        (ClockEvent.MEETING, date(2027, 2, 15), BREAK, None, (REVIEW, "2027-03-01")),
        (ClockEvent.CLOSED, TUESDAY, BREAK, IN_TIME, (CHECK, "2027-03-01")),
        (ClockEvent.CLOSED, date(2026, 11, 30), PLAIN, LATE, (CHECK, "2027-03-01")),
        (ClockEvent.CHECKED, TUESDAY, PLAIN, NextAction(CHECK, TUESDAY), None),
        (ClockEvent.REOPENED, TUESDAY, PLAIN, None, (NextKind.MEASURE, "2026-11-26")),
        (
            ClockEvent.REOPENED,
            TUESDAY,
            PLAIN,
            NextAction(CHECK, date(2027, 2, 1)),
            (NextKind.MEASURE, "2026-11-26"),
        ),
        (
            ClockEvent.NO_GROUP,
            TUESDAY,
            PLAIN,
            IN_TIME,
            (NextKind.MEASURE, "2026-12-01"),
        ),
        # who takes over keeps what is not late, and gets two days where it is
        (ClockEvent.TAKEN, TUESDAY, PLAIN, IN_TIME, (REVIEW, "2026-11-25")),
        (ClockEvent.TAKEN, TUESDAY, PLAIN, LATE, (REVIEW, "2026-11-26")),
        # what lies in a break is not late before the break is over
        (
            ClockEvent.TAKEN,
            date(2027, 3, 1),
            BREAK,
            NextAction(REVIEW, date(2027, 2, 24)),
            (REVIEW, "2027-02-24"),
        ),
    ],
)
def test_what_sets_the_clock_of_a_case(event, today, calendar, was, after):
    found = suggested(event, today, calendar, was)
    assert (found and (found.kind, found.on.isoformat())) == after


def test_the_table_has_every_event():
    assert set(SET) == set(ClockEvent)


@pytest.mark.parametrize(
    ("on", "calendar", "due"),
    [
        (date(2026, 11, 28), PLAIN, date(2026, 11, 30)),
        (date(2026, 12, 25), PLAIN, date(2026, 12, 28)),
        (date(2027, 2, 24), BREAK, date(2027, 3, 1)),
        (date(2027, 2, 24), PLAIN, date(2027, 2, 24)),
    ],
)
def test_holidays_and_breaks_move_a_day_to_the_first_school_day_after(
    on, calendar, due
):
    assert NextAction(REVIEW, on).due(calendar) == due


def test_three_months_after_the_last_of_november_is_the_last_of_february():
    found = suggested(ClockEvent.CLOSED, date(2027, 11, 30), PLAIN)
    assert found == NextAction(CHECK, date(2028, 2, 29))
