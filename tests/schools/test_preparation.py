"""What must be there at a school before a round may open."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.accounts.account import Role
from chalicelib.schools.preparation import (
    Must,
    Preparation,
    can_be_on_duty,
    points,
    unreached,
)
from tests.cast import ADMINISTRATOR, NURSE, OWNER, PRINCIPAL, TEACHER

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
TODAY = NOW.date()

DONE = Preparation(
    course_on=date(2026, 9, 1), workshop_on=date(2026, 9, 2), on_duty=NURSE.id
)
PEOPLE = (PRINCIPAL, NURSE, TEACHER)


def missing(done=DONE, people=PEOPLE, owners=(OWNER,)):
    found = points(done, people, owners, TODAY)
    return {point.must for point in found if not point.met}


def test_a_ready_school():
    assert missing() == set()


@pytest.mark.parametrize(
    ("changed", "musts"),
    [
        ({"people": (NURSE, TEACHER)}, {Must.LEADERSHIP, Must.PRINCIPAL}),
        ({"people": (PRINCIPAL,)}, {Must.HEALTH_SERVICE, Must.ON_DUTY}),
        (
            {"people": (PRINCIPAL, replace(NURSE, active=False))},
            {Must.HEALTH_SERVICE, Must.ON_DUTY},
        ),
        (
            {"people": (PRINCIPAL, replace(NURSE, confirmed=False))},
            {Must.HEALTH_SERVICE, Must.ON_DUTY},
        ),
        ({"owners": ()}, {Must.OWNER_CONTACT}),
        ({"owners": (replace(OWNER, active=False),)}, {Must.OWNER_CONTACT}),
        ({"done": replace(DONE, course_on=None)}, {Must.COURSE}),
        ({"done": replace(DONE, course_on=date(2026, 11, 25))}, {Must.COURSE}),
        ({"done": replace(DONE, workshop_on=None)}, {Must.WORKSHOP}),
        ({"done": replace(DONE, on_duty="")}, {Must.ON_DUTY}),
        ({"done": replace(DONE, on_duty=TEACHER.id)}, {Must.ON_DUTY}),
    ],
)
def test_each_must(changed, musts):
    assert missing(**changed) == musts


def test_the_musts_stand_in_the_order_one_sets_a_school_up():
    found = points(DONE, PEOPLE, (OWNER,), TODAY)
    assert [point.must for point in found] == list(Must)


def test_nothing_is_met_before_anybody_has_done_anything():
    assert missing(Preparation(), (), ()) == set(Must)
    assert not Preparation().unlocked
    assert Preparation(unlocked_at=NOW).unlocked


@pytest.mark.parametrize(
    ("days", "met"),
    [(-1, True), (0, True), (1, False)],
    ids=["yesterday", "today", "tomorrow"],
)
def test_a_course_and_a_workshop_count_from_their_day(days, met):
    day = TODAY + timedelta(days=days)
    done = replace(DONE, course_on=day, workshop_on=day)
    assert missing(done) == (set() if met else {Must.COURSE, Must.WORKSHOP})


@pytest.mark.parametrize("who", [PRINCIPAL, NURSE])
def test_one_address_that_does_not_take_mail_is_one_too_many(who):
    people = [
        replace(person, bounced_at=NOW) if person is who else person
        for person in PEOPLE
    ]
    assert missing(people=people) == {Must.ADDRESSES}
    assert unreached(people) == [replace(who, bounced_at=NOW)]
    assert unreached(PEOPLE) == []


def test_the_address_of_who_is_no_member_or_not_let_in_holds_nothing_up():
    away = replace(NURSE, id="AX", bounced_at=NOW, active=False)
    people = (PRINCIPAL, NURSE, away, replace(TEACHER, bounced_at=NOW))
    assert missing(people=people) == set()


@pytest.mark.parametrize(
    ("owners", "met"),
    [
        ((replace(OWNER, bounced_at=NOW),), False),
        ((replace(OWNER, bounced_at=NOW), OWNER), True),
        ((ADMINISTRATOR,), False),
    ],
)
def test_one_contact_of_the_owner_must_be_reached(owners, met):
    assert (Must.OWNER_CONTACT not in missing(owners=owners)) is met


@pytest.mark.parametrize(
    "changed", [{"active": False}, {"confirmed": False}, {"role": Role.TEACHER}]
)
def test_on_duty_are_members_who_are_let_in(changed):
    assert can_be_on_duty(PEOPLE) == [PRINCIPAL, NURSE]
    assert can_be_on_duty((PRINCIPAL, replace(NURSE, **changed))) == [PRINCIPAL]
    assert can_be_on_duty((OWNER,)) == []
