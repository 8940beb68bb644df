"""How far a school has come, kept for its owner's overview."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.core.local_time import SchoolCalendar
from chalicelib.schools.checklist import ORDER, AskedFor, SchoolFacts, Turn
from chalicelib.schools.preparation import Must, Preparation
from chalicelib.schools.standing import Standing, standing_of, standing_of_new
from tests.cast import ADMINISTRATOR, NURSE, OWNER, PRINCIPAL, SCHOOL

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
DAY = timedelta(days=1)
WINTER = SchoolCalendar(breaks=((date(2027, 2, 22), date(2027, 2, 26)),))
WHOLE = SchoolFacts(
    school=replace(SCHOOL, calendar=WINTER, ombud="22 33 44 55"),
    classes=3,
    done=Preparation(date(2026, 9, 1), date(2026, 9, 2), NURSE.id),
    people=(PRINCIPAL, NURSE),
    owners=(OWNER, ADMINISTRATOR),
    rounds=1,
    today=NOW.date(),
)


def left(facts, owner_is_told=True):
    standing = standing_of(facts, (), NOW)
    return {step.name: step.turn for step in standing.left(owner_is_told)}


def test_a_school_that_has_done_everything_has_nothing_left():
    assert left(WHOLE) == {}
    assert standing_of(WHOLE, (), NOW).steps == len(ORDER)


def test_what_is_left_stands_in_the_order_of_the_schools_own_list_with_whose_turn():
    facts = replace(
        WHOLE,
        classes=0,
        done=Preparation(),
        people=(PRINCIPAL, replace(NURSE, confirmed=False)),
        rounds=0,
    )
    assert list(left(facts).items()) == [
        (AskedFor.CLASSES, Turn.SET_UP),
        (Must.HEALTH_SERVICE, None),
        (AskedFor.CONFIRMED, Turn.PRINCIPAL),
        (Must.COURSE, Turn.GROUP),
        (Must.WORKSHOP, Turn.GROUP),
        (Must.ON_DUTY, Turn.GROUP),
        (AskedFor.ROUND, None),
    ]


@pytest.mark.parametrize("owners", [(), (OWNER,)])
def test_the_owners_own_step_is_as_it_is_when_the_list_is_read(owners):
    facts = replace(WHOLE, owners=owners)
    assert left(facts, owner_is_told=True) == {}
    assert left(facts, owner_is_told=False) == {Must.OWNER_CONTACT: Turn.OWNER}


@pytest.mark.parametrize("owners", [(), (OWNER,)])
def test_a_round_is_the_groups_turn_once_nothing_else_is_left(owners):
    facts = replace(WHOLE, owners=owners, rounds=0)
    assert left(facts) == {AskedFor.ROUND: Turn.GROUP}
    without_contact = {Must.OWNER_CONTACT: Turn.OWNER, AskedFor.ROUND: None}
    assert left(facts, owner_is_told=False) == without_contact


def test_of_a_new_school_the_classes_alone_are_there():
    standing = standing_of_new(replace(SCHOOL, ombud=""), 2, NOW)
    names = [step.name for step in standing.left(owner_is_told=True)]
    assert AskedFor.CLASSES not in names
    assert names[-1] is AskedFor.ROUND
    assert standing.rounds == ()


@pytest.mark.parametrize(
    ("facts", "until"),
    [
        (WHOLE, date(2027, 2, 27)),
        (replace(WHOLE, school=SCHOOL), None),
        (
            replace(WHOLE, done=replace(WHOLE.done, course_on=date(2026, 12, 1))),
            date(2026, 12, 1),
        ),
        (
            replace(WHOLE, done=replace(WHOLE.done, workshop_on=date(2026, 11, 25))),
            date(2026, 11, 25),
        ),
    ],
)
def test_it_holds_until_the_day_on_which_the_calendar_alone_changes_a_step(
    facts, until
):
    assert standing_of(facts, (), NOW).until == until


def test_from_that_day_on_it_is_looked_at_anew():
    standing = replace(standing_of(WHOLE, (), NOW), until=date(2026, 11, 26))
    assert standing.holds(NOW + DAY)
    assert not standing.holds(NOW + 2 * DAY)


def test_after_a_week_it_is_looked_at_anew_whatever_has_happened():
    standing = standing_of(WHOLE, (), NOW)
    assert standing.holds(NOW + 7 * DAY - timedelta(seconds=1))
    assert not standing.holds(NOW + 7 * DAY)


def test_where_the_list_has_got_another_step_it_is_looked_at_anew():
    standing = replace(standing_of(WHOLE, (), NOW), steps=len(ORDER) - 1)
    assert not standing.holds(NOW)


def with_rounds(*days):
    return Standing(NOW, 0, (), tuple((NOW + a * DAY, NOW + b * DAY) for a, b in days))


def test_of_the_rounds_it_says_until_when_the_last_open_one_is_and_when_the_next_opens():
    standing = with_rounds((-2, 1), (-1, 3), (5, 6), (4, 9))
    assert standing.open_until(NOW) == NOW + 3 * DAY
    assert standing.opens_at(NOW) == NOW + 4 * DAY
    assert standing.open_until(NOW + 3 * DAY) is None
    assert standing.open_until(NOW + 4 * DAY) == NOW + 9 * DAY
    assert standing.opens_at(NOW + 5 * DAY) is None


def test_a_round_that_is_over_is_not_kept():
    kept = standing_of(WHOLE, [(NOW - DAY, NOW), (NOW - DAY, NOW + DAY)], NOW)
    assert kept.rounds == ((NOW - DAY, NOW + DAY),)
