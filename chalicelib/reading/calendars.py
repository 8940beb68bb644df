"""The school where something comes from, and when there is school there."""

from collections.abc import Callable
from functools import cache
from typing import Protocol

from chalicelib.core.local_time import SchoolCalendar
from chalicelib.schools import store as schools
from chalicelib.schools.school import School


class OfSchool(Protocol):
    @property
    def school_id(self) -> str: ...


def schools_once() -> Callable[[OfSchool], School | None]:
    """One read a school."""
    found = cache(schools.get)
    return lambda thing: found(thing.school_id)


def calendars(
    school_of: Callable[[OfSchool], School | None] | None = None,
) -> Callable[[OfSchool], SchoolCalendar]:
    """One read a school. A school that is gone has what every school has."""
    find = school_of or schools_once()

    def calendar_of(thing: OfSchool) -> SchoolCalendar:
        school = find(thing)
        return school.calendar if school else SchoolCalendar()

    return calendar_of
