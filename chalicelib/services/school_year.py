"""A new school year: every class a grade up, the last grade closed, however many there are."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain import calendar, codes
from chalicelib.domain.accounts import Account
from chalicelib.domain.schools import School, SchoolClass, last_grade, next_year
from chalicelib.services import refusals
from chalicelib.services.schools import mine
from chalicelib.stores import audit, database, schools

_AT_ONCE = 90
"""Classes in one transaction, with the school and the audit entry."""


@dataclass(frozen=True, slots=True)
class Yearly:
    """A class now, and as it is after the summer."""

    now: SchoolClass
    then: SchoolClass


@dataclass(frozen=True, slots=True)
class NewYear:
    """``classes`` are those that have not moved yet: all, unless a new year was cut short."""

    school: School
    last_grade: int
    classes: tuple[Yearly, ...]

    @property
    def begun(self) -> bool:
        return bool(self.school.turning)

    @property
    def closing(self) -> list[SchoolClass]:
        return [one.now for one in self.classes if one.then.closed_on]

    @property
    def mark(self) -> str:
        """Changes when any of the classes does, or what closes."""
        each = (f"{one.now.id}-{one.now.version}" for one in self.classes)
        return ".".join((str(self.last_grade), *each))

    def is_as(self, seen: str) -> bool:
        """Whether it is what had that mark; what is left of a year cut short is part of it."""
        if self.begun:
            return set(self.mark.split(".")) <= set(seen.split("."))
        return bool(self.classes) and self.mark == seen


def preview(who: Account, school_id: str, now: datetime) -> NewYear:
    """What the new school year makes of each class. Raises NotFound."""
    school = mine(who, school_id)
    found = schools.classes(school_id)
    last, today = last_grade(school, found), calendar.local_day(now)
    left = [one for one in found if not school.turning or one.turned != school.turning]
    return NewYear(school, last, tuple(Yearly(one, next_year(one, last, today)) for one in left))


def turn(who: Account, school_id: str, seen: str, now: datetime) -> None:
    """Grades move up and the last year closes. What is cut short between two batches is gone on
    with by the next press: a class that has moved does not move again.

    Raises ChangedMeanwhile where ``seen`` is not the preview's mark: a second press is too.
    """
    year = preview(who, school_id, now)
    if not year.is_as(seen):
        raise refusals.ChangedMeanwhile
    school, turning = year.school, year.school.turning or codes.new_id(secrets.choice)
    for start in range(0, len(year.classes), _AT_ONCE):
        batch, left = year.classes[start : start + _AT_ONCE], year.classes[start + _AT_ONCE :]
        school = replace(school, turning=turning if left else "")
        moved = [schools.class_to_change(replace(one.then, turned=turning)) for one in batch]
        try:
            audit.write_with(
                (schools.to_change(school), *moved),
                school_id, now, who.id, "turned_year", school_id,
            )  # fmt: skip
        except database.Refused:
            raise refusals.ChangedMeanwhile from None
        school = replace(school, version=school.version + 1)
