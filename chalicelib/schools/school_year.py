"""When a new school year is begun: from the last school day in June to the autumn's
first weeks."""

from datetime import date

from chalicelib.core.local_time import DAY, SchoolCalendar, is_school_day, usually_off

_LATEST = (9, 30)
"""Schools start in the middle of August and have their numbers by the end of
September."""


def begins(cal: SchoolCalendar, year: int) -> date:
    """The last school day in June, by the school's own breaks where they say it."""
    day = date(year, 6, 30)
    while usually_off(day) or not is_school_day(cal, day):
        day -= DAY
    return day


def in_season(cal: SchoolCalendar, day: date) -> bool:
    return begins(cal, day.year) <= day and (day.month, day.day) <= _LATEST


def next_begins(cal: SchoolCalendar, day: date) -> date:
    """The first day of the next season after the school year that ``day`` belongs
    to."""
    here = begins(cal, day.year)
    return here if day < here else begins(cal, day.year + 1)


def is_turned(cal: SchoolCalendar, turned_on: date | None, today: date) -> bool:
    """Whether the school year of ``today`` has been begun already."""
    return turned_on is not None and today < next_begins(cal, turned_on)
