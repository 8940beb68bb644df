from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.cases.states import State
from chalicelib.cases.stuck import Stuck, stuck
from chalicelib.core.local_time import SchoolCalendar
from tests.cases.cast import CASE
from tests.cast import NOW, PRINCIPAL

TODAY = date(2026, 12, 8)
"""Ten school days after ``NOW``."""
PLAIN = SchoolCalendar()
BREAK = SchoolCalendar(breaks=((date(2026, 12, 7), date(2026, 12, 8)),))
OPEN = replace(
    CASE,
    next_action=NextAction(NextKind.MEETING, TODAY),
    touched_at=NOW + timedelta(days=1),
)
GIVEN, DAY = date(2026, 12, 3), timedelta(days=1)
SUMMER = NOW + timedelta(days=3)
"""When a new school year was begun."""
CHECK = NextAction(NextKind.CHECK, TODAY)
CLOSED = replace(OPEN, state=State.CLOSED, next_action=CHECK, touched_at=NOW)


@pytest.mark.parametrize(
    ("case", "here", "calendar", "found"),
    [
        (OPEN, {PRINCIPAL.id}, PLAIN, []),
        (replace(OPEN, next_action=None), {PRINCIPAL.id}, PLAIN, [Stuck.NO_NEXT]),
        (OPEN, {"X"}, PLAIN, [Stuck.NOBODY]),
        (replace(OPEN, touched_at=NOW), {PRINCIPAL.id}, PLAIN, [Stuck.UNTOUCHED]),
        # a code was given, and nobody has read what came
        (replace(OPEN, asked_on=GIVEN), {PRINCIPAL.id}, PLAIN, [Stuck.ASKED]),
        (replace(CLOSED, asked_on=GIVEN), {PRINCIPAL.id}, PLAIN, [Stuck.ASKED]),
        (replace(OPEN, asked_on=GIVEN + DAY), {PRINCIPAL.id}, PLAIN, []),
        (replace(OPEN, asked_on=GIVEN), {PRINCIPAL.id}, BREAK, []),
        # days off do not count
        (replace(OPEN, touched_at=NOW), {PRINCIPAL.id}, BREAK, []),
        (CLOSED, {PRINCIPAL.id}, PLAIN, []),
        (CLOSED, set(), PLAIN, [Stuck.NOBODY]),
        (replace(CLOSED, next_action=None), set(), PLAIN, []),
        (
            replace(CLOSED, next_action=OPEN.next_action),
            {PRINCIPAL.id},
            PLAIN,
            [Stuck.CLOCK_RUNS],
        ),
        (
            replace(OPEN, next_action=None, touched_at=NOW),
            set(),
            PLAIN,
            [Stuck.NO_NEXT, Stuck.NOBODY, Stuck.UNTOUCHED],
        ),
    ],
)
def test_what_keeps_a_case_from_getting_on(case, here, calendar, found):
    assert stuck(case, here, calendar, TODAY, None) == found


@pytest.mark.parametrize(
    ("case", "found"),
    [
        (OPEN, [Stuck.CLASS]),
        (CLOSED, [Stuck.CLASS]),
        (replace(CLOSED, next_action=None), []),
        (replace(OPEN, made_at=SUMMER), []),
        (replace(OPEN, class_said_at=SUMMER), []),
        (replace(OPEN, class_said_at=SUMMER - DAY), [Stuck.CLASS]),
    ],
)
def test_a_class_written_before_the_new_school_year_may_be_wrong(case, found):
    assert stuck(case, {PRINCIPAL.id}, PLAIN, TODAY, SUMMER) == found
