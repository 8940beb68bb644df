"""Who is told of a case that waits, day by day: ordinary weeks, holidays, breaks, the
turn of the year and of the clock, and what people do meanwhile."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from chalicelib.case_reminders.line import (
    LINES,
    InLine,
    from_here,
    late_by,
    told_on,
    waits_for_others,
)
from chalicelib.cases.case import Case
from chalicelib.cases.clocks import ClockEvent, NextAction, NextKind, suggested
from chalicelib.cases.states import Move, State
from chalicelib.core.local_time import OSLO, SchoolCalendar
from chalicelib.items.inbox_id import Audience
from tests.cases.cast import CASE
from tests.cast import NURSE

R, D, N, P, OWN = InLine
ALL_YEAR = SchoolCalendar()
CHRISTMAS = SchoolCalendar(breaks=((date(2026, 12, 21), date(2027, 1, 3)),))
WINTER = SchoolCalendar(breaks=((date(2027, 2, 22), date(2027, 2, 26)),))


def at(day: date) -> datetime:
    return datetime.combine(day, time(12), OSLO)


def due(on: date, **changes: Any) -> Case:
    planned = NextAction(NextKind.MEETING, on)
    return replace(CASE, next_action=planned, state=State.GROUP_RUNNING, **changes)


def closed(on: date) -> Case:
    check = suggested(ClockEvent.CLOSED, on, ALL_YEAR)
    return due(on).moved(Move.CLOSE, check, at(on))


def checked(on: date) -> Case:
    return closed(on).moved(Move.CHECK, None, at(on))


def reopened(on: date) -> Case:
    again = suggested(ClockEvent.REOPENED, on, ALL_YEAR)
    return closed(on - timedelta(days=20)).moved(Move.REOPEN, again, at(on))


def taken(was_due: date, on: date) -> Case:
    before = due(was_due)
    after = suggested(ClockEvent.TAKEN, on, ALL_YEAR, before.next_action)
    return before.taken(NURSE.id, after, at(on))


def days(*told: tuple[int, int, InLine], year: int = 2026) -> dict[date, InLine]:
    """Month, day, who; the months of the next year come after December's."""
    found, last = {}, 1
    for month, day, who in told:
        year, last = (year + 1 if month < last else year), month
        found[date(year, month, day)] = who
    return found


TUESDAY = date(2026, 11, 24)
IN_MARCH = date(2027, 3, 26)
TABLE = {
    "ordinary weeks, and the last again each fifth school day": (
        due(TUESDAY),
        ALL_YEAR,
        days(
            *((11, 24, R), (11, 26, R), (11, 27, D), (12, 1, P), (12, 8, OWN)),
            *((12, 15, OWN), (12, 22, OWN)),
        ),
    ),
    "on a Saturday it is due on Monday": (
        due(date(2026, 11, 28)),
        ALL_YEAR,
        days(
            (11, 30, R),
            (12, 2, R),
            (12, 3, D),
            (12, 7, P),
            (12, 14, OWN),
            (12, 21, OWN),
        ),
    ),
    "17 May and Whit Monday, and the day of Ascension": (
        due(date(2027, 5, 5)),
        ALL_YEAR,
        # 6 May is Ascension Day, 17 May both the national day and Whit Monday
        days(
            (5, 5, R),
            (5, 10, R),
            (5, 11, D),
            (5, 13, P),
            (5, 21, OWN),
            (5, 28, OWN),
            (6, 4, OWN),
            year=2027,
        ),
    ),
    "planned for 17 May it is due the day after": (
        due(date(2027, 5, 17)),
        ALL_YEAR,
        days(
            (5, 18, R),
            (5, 20, R),
            (5, 21, D),
            (5, 25, P),
            (6, 1, OWN),
            (6, 8, OWN),
            (6, 15, OWN),
            year=2027,
        ),
    ),
    "Christmas and week 53 tell nobody": (
        due(date(2026, 12, 17)),
        CHRISTMAS,
        days((12, 17, R), (1, 4, R), (1, 5, D), (1, 7, P), (1, 14, OWN)),
    ),
    "without a break in the calendar week 53 has its school days": (
        due(date(2026, 12, 23)),
        ALL_YEAR,
        days(
            (12, 23, R),
            (12, 28, R),
            (12, 29, D),
            (12, 31, P),
            (1, 8, OWN),
            (1, 15, OWN),
            (1, 22, OWN),
        ),
    ),
    "a break, also where it was entered after the day was planned": (
        due(date(2027, 2, 23)),
        WINTER,
        days(
            (3, 1, R),
            (3, 3, R),
            (3, 4, D),
            (3, 8, P),
            (3, 15, OWN),
            (3, 22, OWN),
            year=2027,
        ),
    ),
    "Easter, and the night in which the clock goes forward": (
        due(date(2027, 3, 24)),
        ALL_YEAR,
        # 25 and 26 March, and Monday the 29th, are holidays; the clock turns on the 28th
        days(
            (3, 24, R),
            (3, 31, R),
            (4, 1, D),
            (4, 5, P),
            (4, 12, OWN),
            (4, 19, OWN),
            year=2027,
        ),
    ),
    "closed: the check after three months has the same line": (
        closed(TUESDAY),
        ALL_YEAR,
        days(
            (2, 24, R),
            (2, 26, R),
            (3, 1, D),
            (3, 3, P),
            (3, 10, OWN),
            (3, 17, OWN),
            (3, 24, OWN),
            year=2027,
        ),
    ),
    "checked: nothing any more": (checked(TUESDAY), ALL_YEAR, {}),
    "reopened: two school days": (
        reopened(TUESDAY),
        ALL_YEAR,
        days(
            (11, 26, R),
            (11, 30, R),
            (12, 1, D),
            (12, 3, P),
            (12, 10, OWN),
            (12, 17, OWN),
            (12, 24, OWN),
        ),
    ),
    "handed over in time: the day stands": (
        taken(TUESDAY, TUESDAY),
        ALL_YEAR,
        days(
            (11, 24, R),
            (11, 26, R),
            (11, 27, D),
            (12, 1, P),
            (12, 8, OWN),
            (12, 15, OWN),
            (12, 22, OWN),
        ),
    ),
    "handed over late: two school days for the new one": (
        taken(date(2026, 11, 18), TUESDAY),
        ALL_YEAR,
        days(
            (11, 26, R),
            (11, 30, R),
            (12, 1, D),
            (12, 3, P),
            (12, 10, OWN),
            (12, 17, OWN),
            (12, 24, OWN),
        ),
    ),
    "the nurse's own: other nurses before the principal": (
        due(TUESDAY, audience=Audience.HEALTH_SERVICE),
        ALL_YEAR,
        days(
            (11, 24, R),
            (11, 26, R),
            (11, 27, N),
            (12, 1, P),
            (12, 8, OWN),
            (12, 15, OWN),
            (12, 22, OWN),
        ),
    ),
    "the school owner's own: nobody at the school": (
        due(TUESDAY, audience=Audience.OWNER),
        ALL_YEAR,
        days(
            (11, 24, R),
            (11, 26, R),
            (12, 1, OWN),
            (12, 8, OWN),
            (12, 15, OWN),
            (12, 22, OWN),
        ),
    ),
}


@pytest.mark.parametrize(("case", "calendar", "told"), TABLE.values(), ids=TABLE)
def test_who_is_told_on_which_day(case, calendar, told):
    first = case.next_action.on if case.next_action else TUESDAY
    span = [first - timedelta(days=9) + timedelta(days=n) for n in range(40)]
    found = {day: who for day in span if (who := told_on(case, calendar, day))}
    assert found == told


def test_how_late_it_is_is_counted_in_school_days():
    case = due(TUESDAY)
    late = [late_by(case, ALL_YEAR, TUESDAY + timedelta(days=n)) for n in range(-1, 8)]
    assert late == [None, 0, 1, 2, 3, 3, 3, 4, 5]
    assert late_by(CASE, ALL_YEAR, TUESDAY) is None


@pytest.mark.parametrize(
    ("audience", "who", "in_turn"),
    [
        (Audience.RESOURCE_GROUP, R, (R, D, P, OWN)),
        (Audience.RESOURCE_GROUP, P, (P, OWN)),
        (Audience.HEALTH_SERVICE, R, (R, N, P, OWN)),
        (Audience.OWNER, R, (R, OWN)),
    ],
)
def test_who_is_away_is_passed_over_upwards(audience, who, in_turn):
    assert from_here(audience, who) == in_turn


def test_every_line_ends_with_the_owner_and_rises():
    for line in LINES.values():
        after = [step.after for step in line]
        assert after == sorted(set(after))
        assert line[-1].who is OWN


def test_others_are_to_see_to_it_the_day_after_or_where_nobody_has_it():
    def waits(case: Case, days_on: int, here: set[str]) -> bool:
        return waits_for_others(case, here, ALL_YEAR, TUESDAY + timedelta(days_on))

    case, here = due(TUESDAY), {CASE.responsible}
    assert [waits(case, days_on, here) for days_on in (-1, 0, 1)] == [
        False,
        False,
        True,
    ]
    assert [waits(case, days_on, set()) for days_on in (-1, 0)] == [False, True]
    assert not waits(checked(TUESDAY), 1, set())
