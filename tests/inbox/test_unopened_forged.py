"""Rows that somebody forged take nothing from what a school owner sees of what is
unopened."""

from datetime import timedelta

import pytest

from chalicelib.inbox import unopened
from tests import forged
from tests.cast import NOW, OWNER, set_the_stage
from tests.sweeping import sweep_between


@pytest.fixture
def passed_on(aws):
    """A flag that nobody has opened, told of to the owner."""
    set_the_stage(codes=1).send(contact="today")
    sweep_between(NOW, NOW + timedelta(hours=30), every=timedelta(hours=1))
    (school,) = unopened.at_my_schools(OWNER, NOW)
    return school


@pytest.mark.parametrize("kind", ["MAIL#", "FLAG#"])
def test_the_owner_still_sees_the_school_and_its_level(passed_on, kind):
    levels = {one.level for one in passed_on.levels}
    for row in forged.each_attribute_wrong(forged.stored(kind)):
        forged.put(row)
    (school,) = unopened.at_my_schools(OWNER, NOW)
    assert school.id == passed_on.id
    assert levels <= {one.level for one in school.levels}
