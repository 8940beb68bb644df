"""What the new school year makes of a class, before anything is stored."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.core.local_time import SchoolCalendar
from chalicelib.manage_schools.turn_year import NewYear, Yearly
from chalicelib.schools.school import School, SchoolClass, next_year

SCHOOL = School("S", "W", "Nyskolen", "nb", SchoolCalendar(), "")
AUTUMN, WINTER = date(2026, 8, 20), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("grades", "closes", "stays"),
    [((6,), False, False), ((7,), True, False), ((5, 6), False, True)],
)
def test_a_class_moves_closes_or_stays(grades, closes, stays):
    class_ = SchoolClass("A", "S", "A", grades, 20)
    yearly = Yearly(class_, next_year(class_, 7, AUTUMN))
    assert (yearly.closes, yearly.stays) == (closes, stays)


@pytest.mark.parametrize(
    ("today", "begun", "out"),
    [(AUTUMN, False, False), (WINTER, False, True), (WINTER, True, False)],
)
def test_out_of_season_one_is_warned_but_what_is_begun_is_gone_on_with(
    today, begun, out
):
    school = replace(SCHOOL, turning=begun)
    assert NewYear(school, 7, (), today, (), can_undo=False).out_of_season is out
