"""The days on which a plan is evaluated."""

from datetime import date, timedelta

from chalicelib.core.local_time import SchoolCalendar, school_day_from

EVALUATE_AFTER = (7, 14, 28)
"""Days after the plan was decided."""
_WEEK = timedelta(days=7)
_MONTH = timedelta(days=28)


def suggested_evaluation(
    calendar: SchoolCalendar, decided: date, last: date | None
) -> date:
    """The next of these days after the ``last`` evaluation; then every four weeks. A
    day off moves it to the school day after."""
    planned = (decided + timedelta(days=days) for days in EVALUATE_AFTER)
    done = last or decided
    coming = next((day for day in planned if day > done), done + _MONTH)
    return school_day_from(calendar, coming)


def first_evaluation_by(calendar: SchoolCalendar, decided: date) -> date:
    """Seven days after; the first school day after where that one is off."""
    return school_day_from(calendar, decided + _WEEK)
