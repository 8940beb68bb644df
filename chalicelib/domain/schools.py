"""Schools and their classes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from chalicelib.domain.calendar import SchoolCalendar

GRADE_STEPS = ("1-4", "5-7", "8-10")
_LAST_OF_PRIMARY = 7


@dataclass(frozen=True, slots=True)
class School:
    """``ombud`` is the phone number of mobbeombudet in the school's county, shown to pupils.

    ``last_grade`` is the highest the school has; None until somebody has said it. ``turning`` is
    the id of a new school year that has begun and not reached every class. ``version`` counts the
    changes, so that of two people who change it at once one is told.
    """

    id: str
    owner_id: str
    name: str
    language: str
    calendar: SchoolCalendar
    ombud: str
    version: int = 1
    last_grade: int | None = None
    turning: str = ""


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """``turned`` is the id of the new school year that last moved the class."""

    id: str
    school_id: str
    label: str
    grade: int
    pupils: int
    version: int = 1
    closed_on: date | None = None
    turned: str = ""

    @property
    def grade_step(self) -> str:
        return grade_step(self.grade)


def last_grade(school: School, classes: Iterable[SchoolClass]) -> int:
    """What the school has said; else that of a primary school, or of one that goes on to 10.

    The highest class present says little: a school may have nobody in its last grade this year.
    """
    highest = max((one.grade for one in classes), default=1)
    return school.last_grade or (_LAST_OF_PRIMARY if highest <= _LAST_OF_PRIMARY else 10)


def next_year(one: SchoolClass, last: int, on: date) -> SchoolClass:
    """The class as it is after the summer: a grade up, or closed where it was in the last grade.

    "6A" becomes "7A"; a name that does not begin with the grade stays.
    """
    if one.grade >= last:
        return replace(one, closed_on=on)
    label = re.sub(rf"^{one.grade}(?!\d)", str(one.grade + 1), one.label)
    return replace(one, grade=one.grade + 1, label=label)


def grade_step(grade: int) -> str:
    """The step of the Norwegian compulsory school a grade (1 to 10) belongs to."""
    if not 1 <= grade <= 10:
        raise ValueError("a grade is 1 to 10")
    return GRADE_STEPS[0] if grade <= 4 else GRADE_STEPS[1] if grade <= 7 else GRADE_STEPS[2]
