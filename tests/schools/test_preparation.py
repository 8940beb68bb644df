"""What must be there at a school before a round may open."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.schools.preparation import Must, Preparation, points
from tests.cast import NURSE, OWNER, PRINCIPAL, TEACHER

DONE = Preparation(course_on=date(2026, 9, 1), workshop_on=date(2026, 9, 2), on_duty=NURSE.id)
PEOPLE = (PRINCIPAL, NURSE, TEACHER)


def missing(done=DONE, people=PEOPLE, owners=(OWNER,)):
    found = points(done, people, owners, date(2026, 11, 24))
    return {one.must for one in found if not one.met}


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
