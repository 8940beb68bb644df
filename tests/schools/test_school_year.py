from datetime import date

import pytest

from chalicelib.core.local_time import SchoolCalendar
from chalicelib.schools.school_year import begins, in_season, is_turned, next_begins

PLAIN = SchoolCalendar()
OWN = SchoolCalendar(breaks=((date(2027, 6, 17), date(2027, 8, 15)),))


def test_the_season_begins_on_the_last_school_day_in_june():
    assert begins(PLAIN, 2027) == date(2027, 6, 21)
    assert begins(PLAIN, 2026) == date(2026, 6, 19)
    assert begins(OWN, 2027) == date(2027, 6, 16)


@pytest.mark.parametrize(
    ("day", "is_in"),
    [
        (date(2027, 6, 20), False),
        (date(2027, 6, 21), True),
        (date(2027, 9, 30), True),
        (date(2027, 10, 1), False),
        (date(2028, 1, 10), False),
    ],
)
def test_it_ends_with_september(day, is_in):
    assert in_season(PLAIN, day) is is_in


def test_a_break_may_be_one_day():
    one_day = SchoolCalendar(breaks=((date(2027, 6, 21), date(2027, 6, 21)),))
    assert begins(one_day, 2027) == date(2027, 6, 18)


def test_the_day_a_season_begins_is_in_the_new_year():
    assert next_begins(PLAIN, date(2027, 6, 20)) == date(2027, 6, 21)
    assert next_begins(PLAIN, date(2027, 6, 21)) == begins(PLAIN, 2028)


def test_a_year_is_turned_until_the_next_season_begins():
    august = date(2027, 8, 17)
    assert next_begins(PLAIN, august) == begins(PLAIN, 2028)
    assert not is_turned(PLAIN, None, august)
    assert is_turned(PLAIN, august, august)
    assert is_turned(PLAIN, august, date(2028, 6, 20))
    assert not is_turned(PLAIN, august, date(2028, 6, 21))
    # One who was late, in February, has begun the year that June ends.
    assert not is_turned(PLAIN, date(2028, 2, 1), date(2028, 6, 21))
