"""When there is school where an item comes from."""

from collections.abc import Callable
from functools import cache

from chalicelib.core.local_time import SchoolCalendar
from chalicelib.items.item import Item
from chalicelib.schools import store as schools


def calendars() -> Callable[[Item], SchoolCalendar]:
    """One read a school. A school that is gone has what every school has."""

    @cache
    def of_school(school_id: str) -> SchoolCalendar:
        school = schools.get(school_id)
        return school.calendar if school else SchoolCalendar()

    return lambda item: of_school(item.school_id)
