"""Schools and their classes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.core.local_time import SchoolCalendar
from chalicelib.schools import grades as in_grades

_LAST_OF_PRIMARY = 7


@dataclass(frozen=True, slots=True)
class YearTurned:
    """The latest new school year. ``before`` is when the one before it was begun."""

    id: str
    at: datetime
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class School:
    """``ombud`` is the phone number of mobbeombudet in the school's county, shown to
    pupils.

    ``last_grade`` is the highest the school has; None until somebody has said it.
    ``turning`` says that the latest new school year has not reached every class yet.
    ``version`` counts the changes, so that of two people who change it at once one is
    told.
    """

    id: str
    owner_id: str
    name: str
    language: str
    calendar: SchoolCalendar
    ombud: str
    version: int = 1
    last_grade: int | None = None
    turned: YearTurned | None = None
    turning: bool = False

    @property
    def year_begun(self) -> datetime | None:
        return self.turned.at if self.turned else None


@dataclass(frozen=True, slots=True)
class ClassTurned:
    """A class was moved by the new school year ``year``: what it was called before, and
    its version afterwards, so that one sees whether it has been changed since."""

    year: str
    label: str
    grades: tuple[int, ...]
    version: int


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """``grades`` stand lowest first."""

    id: str
    school_id: str
    label: str
    grades: tuple[int, ...]
    pupils: int
    version: int = 1
    closed_on: date | None = None
    turned: ClassTurned | None = None

    @property
    def grade_steps(self) -> frozenset[str]:
        """Whose form it may answer: a class of grades 4 and 5 that of either."""
        return frozenset(map(in_grades.step_of, self.grades))

    @property
    def grades_said(self) -> str:
        return in_grades.said(self.grades)

    @property
    def named_by_grade(self) -> bool:
        """Called "8. trinn", and not only "8": the name says the grade in words
        already."""
        in_words = any(letter.isalpha() for letter in self.label)
        return in_words and in_grades.read(self.label) == self.grades


def last_grade(school: School, classes: Iterable[SchoolClass]) -> int:
    """What the school has said; else that of a primary school, or of one that goes on
    to 10.

    The highest class present says little: a school may have nobody in its last grade
    this year.
    """
    highest = max((class_.grades[-1] for class_ in classes), default=1)
    return school.last_grade or (
        _LAST_OF_PRIMARY if highest <= _LAST_OF_PRIMARY else 10
    )


def next_year(class_: SchoolClass, last: int, on: date) -> SchoolClass:
    """The class as it is after the summer: a grade up, or closed where it was in the
    last grade.

    "6A" becomes "7A"; a name that does not begin with the grade stays. A class of
    several grades stays whole: pupils move on from it and others come, and nobody but
    the school knows who.
    """
    if len(class_.grades) > 1:
        return class_
    (grade,) = class_.grades
    if grade >= last:
        return replace(class_, closed_on=on)
    return replace(class_, grades=(grade + 1,), label=_label_after(class_.label, grade))


def _label_after(label: str, grade: int) -> str:
    """ "5-1" may be the first class of grade 5; "5-6" and "5/6A" speak of two grades,
    and are left for the school to change."""
    begins = re.match(rf"{grade}(?!\d)(?:\s*[-/.]\s*(\d+))?", label)
    if begins is None or (begins[1] and int(begins[1]) > grade):
        return label
    return f"{grade + 1}{label[len(str(grade)) :]}"
