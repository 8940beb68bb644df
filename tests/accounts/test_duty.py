"""Who reads what a round brings keeps the name and the function of the day it was set
up."""

from dataclasses import replace

from chalicelib.accounts.duty import OnDuty, on_duty
from tests.cast import NURSE, OWNER


def test_who_is_on_duty_is_named_as_on_the_day():
    named = on_duty(NURSE)
    assert named == OnDuty(NURSE.id, NURSE.name, NURSE.function)
    assert not named.left
    assert on_duty(replace(NURSE, name="Et annet navn")) != named


def test_who_has_no_function_at_the_school_has_none_on_duty():
    assert on_duty(OWNER).function is None


def test_pupils_are_told_who_it_is_by_what_it_does_at_the_school():
    assert on_duty(NURSE).said_as == "health_service"
    assert on_duty(OWNER).said_as == "other"
