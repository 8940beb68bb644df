"""When there is school where something comes from."""

from collections.abc import Callable
from functools import cache
from typing import Protocol

from chalicelib.core.local_time import SchoolCalendar
from chalicelib.schools import store as schools


class OfSchool(Protocol):
    @property
    def school_id(self) -> str: ...


def calendars() -> Callable[[OfSchool], SchoolCalendar]:
    """One read a school. A school that is gone has what every school has."""

    @cache
    def of_school(school_id: str) -> SchoolCalendar:
        school = schools.get(school_id)
        return school.calendar if school else SchoolCalendar()

    return lambda thing: of_school(thing.school_id)
