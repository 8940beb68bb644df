"""A new school step by step: what is done, and whose turn it is."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chalicelib.core.local_time import SchoolCalendar
from chalicelib.schools.checklist import (
    AskedFor,
    SchoolFacts,
    Turn,
    steps,
    whose_turn,
)
from chalicelib.schools.preparation import Must, Preparation
from tests.cast import ADMINISTRATOR, NURSE, OWNER, PRINCIPAL, SCHOOL, TEACHER

TODAY = date(2026, 11, 24)
BROKEN_OFF = datetime(2026, 11, 20, 8, tzinfo=UTC)
DONE = Preparation(
    course_on=date(2026, 9, 1), workshop_on=date(2026, 9, 2), on_duty=NURSE.id
)
WINTER = SchoolCalendar(breaks=((date(2027, 2, 22), date(2027, 2, 26)),))
WHOLE = SchoolFacts(
    school=replace(SCHOOL, calendar=WINTER, ombud="22 33 44 55"),
    classes=3,
    done=DONE,
    people=(PRINCIPAL, NURSE, TEACHER),
    owners=(OWNER, ADMINISTRATOR),
    rounds=1,
    today=TODAY,
)
EMPTY = replace(
    WHOLE,
    school=replace(SCHOOL, calendar=SchoolCalendar(), ombud=""),
    classes=0,
    done=Preparation(),
    people=(),
    rounds=0,
)
NEW_PRINCIPAL = replace(PRINCIPAL, confirmed=False)
NEW_NURSE = replace(NURSE, confirmed=False)
NEW_TEACHER = replace(TEACHER, confirmed=False)


def left(facts):
    return {step.name: step.turn for step in steps(facts) if not step.met}


def school(**changed):
    return {"school": replace(WHOLE.school, **changed)}


def test_a_school_that_has_done_everything_has_no_step_left():
    assert left(WHOLE) == {}
    assert len(steps(WHOLE)) == len(Must) + len(AskedFor)


def test_of_a_new_school_the_owners_people_begin_and_a_round_comes_last():
    assert left(EMPTY) == {
        AskedFor.CLASSES: Turn.SET_UP,
        AskedFor.BREAKS: Turn.SET_UP,
        AskedFor.OMBUD: Turn.SET_UP,
        Must.LEADERSHIP: Turn.SET_UP,
        Must.HEALTH_SERVICE: Turn.SET_UP,
        Must.PRINCIPAL: Turn.SET_UP,
        Must.ADDRESSES: Turn.SET_UP,
        Must.COURSE: Turn.GROUP,
        Must.WORKSHOP: Turn.GROUP,
        Must.ON_DUTY: Turn.GROUP,
        AskedFor.ROUND: None,
    }


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"classes": 0}, {AskedFor.CLASSES: Turn.SET_UP}),
        (school(calendar=SchoolCalendar()), {AskedFor.BREAKS: Turn.SET_UP}),
        (
            school(calendar=SchoolCalendar(breaks=((date(2026, 9, 28), TODAY),))),
            {},
        ),
        (
            school(
                calendar=SchoolCalendar(
                    breaks=((date(2026, 9, 28), date(2026, 11, 23)),)
                )
            ),
            {AskedFor.BREAKS: Turn.SET_UP},
        ),
        (school(ombud=""), {AskedFor.OMBUD: Turn.SET_UP}),
        ({"owners": (ADMINISTRATOR,)}, {Must.OWNER_CONTACT: Turn.OWNER}),
        ({"done": replace(DONE, course_on=None)}, {Must.COURSE: Turn.GROUP}),
        ({"done": replace(DONE, workshop_on=None)}, {Must.WORKSHOP: Turn.GROUP}),
        ({"done": replace(DONE, on_duty="")}, {Must.ON_DUTY: Turn.GROUP}),
        ({"rounds": 0}, {AskedFor.ROUND: Turn.GROUP}),
        (
            {"rounds": 0, "done": replace(DONE, on_duty="")},
            {Must.ON_DUTY: Turn.GROUP, AskedFor.ROUND: None},
        ),
        (
            {"rounds": 0, "classes": 0},
            {AskedFor.CLASSES: Turn.SET_UP, AskedFor.ROUND: None},
        ),
        (
            {"people": (PRINCIPAL, replace(NURSE, bounced_at=BROKEN_OFF), TEACHER)},
            {Must.ADDRESSES: Turn.SET_UP},
        ),
        ({"people": (PRINCIPAL, NURSE)}, {}),
    ],
)
def test_each_step(changed, expected):
    assert left(replace(WHOLE, **changed)) == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (
            (PRINCIPAL, NEW_NURSE),
            {
                Must.HEALTH_SERVICE: None,
                AskedFor.CONFIRMED: Turn.PRINCIPAL,
                Must.ON_DUTY: None,
            },
        ),
        (
            (NEW_PRINCIPAL, NURSE),
            {
                Must.LEADERSHIP: None,
                Must.PRINCIPAL: None,
                AskedFor.CONFIRMED: Turn.OWNER,
            },
        ),
        (
            (PRINCIPAL, NURSE, NEW_TEACHER),
            {AskedFor.CONFIRMED: Turn.PRINCIPAL},
        ),
        ((PRINCIPAL, NURSE, replace(NEW_TEACHER, active=False)), {}),
    ],
)
def test_what_waits_to_be_confirmed_is_one_step_of_who_may_confirm(people, expected):
    assert left(replace(WHOLE, people=people)) == expected


@pytest.mark.parametrize(
    ("changed", "who"),
    [
        ({}, []),
        ({"classes": 0}, [ADMINISTRATOR]),
        ({"classes": 0, "owners": (OWNER,)}, [OWNER]),
        (
            {
                "classes": 0,
                "owners": (OWNER, replace(ADMINISTRATOR, active=False)),
            },
            [OWNER],
        ),
        ({"people": (NEW_PRINCIPAL, NURSE)}, [OWNER]),
        ({"people": (PRINCIPAL, NURSE, NEW_TEACHER)}, [PRINCIPAL]),
        ({"done": replace(DONE, on_duty="")}, [PRINCIPAL, NURSE]),
        ({"rounds": 0}, [PRINCIPAL, NURSE]),
        (
            {"rounds": 0, "people": (PRINCIPAL, NURSE, NEW_TEACHER), "classes": 0},
            [ADMINISTRATOR, PRINCIPAL],
        ),
        (
            {"classes": 0, "people": (NEW_PRINCIPAL, NURSE)},
            [ADMINISTRATOR, OWNER],
        ),
    ],
)
def test_whose_turn_it_is(changed, who):
    assert whose_turn(replace(WHOLE, **changed)) == who


@pytest.mark.parametrize(
    ("who", "name", "expected"),
    [
        (ADMINISTRATOR, AskedFor.CLASSES, True),
        (OWNER, AskedFor.CLASSES, True),
        (PRINCIPAL, AskedFor.CLASSES, False),
        (OWNER, Must.OWNER_CONTACT, True),
        (ADMINISTRATOR, Must.OWNER_CONTACT, False),
        (PRINCIPAL, AskedFor.CONFIRMED, True),
        (NURSE, AskedFor.CONFIRMED, False),
        (NURSE, Must.COURSE, True),
        (NEW_NURSE, Must.COURSE, False),
        (TEACHER, Must.COURSE, False),
    ],
)
def test_who_gets_the_button_of_a_step(who, name, expected):
    (step,) = [step for step in steps(WHOLE) if step.name is name]
    assert step.is_for(who) is expected


def test_what_cannot_be_done_yet_has_no_button_for_anybody():
    (step,) = [step for step in steps(EMPTY) if step.name is AskedFor.ROUND]
    assert not any(map(step.is_for, (OWNER, ADMINISTRATOR, PRINCIPAL, NURSE)))
