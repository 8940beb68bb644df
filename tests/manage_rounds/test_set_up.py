"""A plan as it is looked at before anything is made."""

from dataclasses import replace
from datetime import UTC, datetime

from chalicelib.manage_rounds.set_up import Looked
from chalicelib.rounds.plan import Warned
from tests.rounds.test_plan import PLAN

CHRISTMAS_EVE, NEXT = (datetime(2026, 12, day, 12, tzinfo=UTC) for day in (24, 25))
TEXT = Warned("text", {})


def test_a_day_off_that_is_asked_about_is_not_warned_of_too():
    warned = Warned("day_off", {}, days=(CHRISTMAS_EVE.date(), NEXT.date()))
    looked = Looked(replace(PLAN, closes_at=NEXT), (), (TEXT, warned))
    assert looked.think_of == [TEXT, replace(warned, days=(CHRISTMAS_EVE.date(),))]


def test_of_the_day_off_alone_that_is_asked_about_nothing_is_left_to_warn_of():
    warned = Warned("day_off", {}, days=(NEXT.date(),))
    assert Looked(replace(PLAN, closes_at=NEXT), (), (warned,)).think_of == []
