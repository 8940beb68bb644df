"""A new school year: every class a grade up, the last grade closed, however many there
are."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors, ids, local_time
from chalicelib.manage_schools.set_up import mine
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Round
from chalicelib.schools import school_year, standing_store
from chalicelib.schools import store as schools
from chalicelib.schools.school import (
    ClassTurned,
    School,
    SchoolClass,
    YearTurned,
    last_grade,
    next_year,
)
from chalicelib.storage.writes import Write

_AT_ONCE = 90
"""Classes in one transaction, with the school and the audit entry."""


@dataclass(frozen=True, slots=True)
class Yearly:
    """A class now, and as it is after the summer."""

    now: SchoolClass
    then: SchoolClass

    @property
    def closes(self) -> bool:
        return self.then.closed_on is not None

    @property
    def stays(self) -> bool:
        """A class of several grades goes on as it is."""
        return len(self.now.grades) > 1


@dataclass(frozen=True, slots=True)
class NewYear:
    """``classes`` are those that have not moved yet: all, unless a new year was cut
    short.

    ``rounds`` stand in the way: pupils answer for a class as it is called now.
    ``can_undo`` tells of the latest new year, ``undone_at_once`` whether the coming one
    could be undone.
    """

    school: School
    last_grade: int
    classes: tuple[Yearly, ...]
    today: date
    rounds: tuple[Round, ...]
    can_undo: bool

    @property
    def begun(self) -> bool:
        return self.school.turning

    @property
    def turned_on(self) -> date | None:
        return (
            local_time.local_day(self.school.turned.at) if self.school.turned else None
        )

    @property
    def is_turned(self) -> bool:
        """Once a school year: a second press must not close the rest."""
        cal = self.school.calendar
        return not self.begun and school_year.is_turned(cal, self.turned_on, self.today)

    @property
    def next_from(self) -> date:
        return school_year.next_begins(
            self.school.calendar, self.turned_on or self.today
        )

    @property
    def in_season(self) -> bool:
        return school_year.in_season(self.school.calendar, self.today)

    @property
    def out_of_season(self) -> bool:
        """What has been begun is gone on with whenever it is."""
        return not self.begun and not school_year.in_season(
            self.school.calendar, self.today
        )

    @property
    def undone_at_once(self) -> bool:
        return not self.begun and len(self.classes) <= _AT_ONCE

    @property
    def closing(self) -> list[SchoolClass]:
        return [yearly.now for yearly in self.classes if yearly.closes]

    @property
    def mark(self) -> str:
        """Changes when any of the classes does, or what closes."""
        marks = (f"{yearly.now.id}-{yearly.now.version}" for yearly in self.classes)
        return ".".join((str(self.last_grade), *marks))

    def is_as(self, seen: str) -> bool:
        """Whether it is what had that mark; what is left of a year cut short is part of
        it."""
        if self.begun:
            return set(self.mark.split(".")) <= set(seen.split("."))
        return bool(self.classes) and self.mark == seen


def preview(who: Account, school_id: str, now: datetime) -> NewYear:
    """What the new school year makes of each class. Raises NotFound."""
    school = mine(who, school_id)
    found = schools.classes(school_id)
    last, today = last_grade(school, found), local_time.local_day(now)
    year = school.turned.id if school.turned and school.turning else ""
    left = [
        class_
        for class_ in found
        if not year or class_.turned is None or class_.turned.year != year
    ]
    moved = tuple(Yearly(class_, next_year(class_, last, today)) for class_ in left)
    return NewYear(
        school, last, moved, today, _not_over(school_id, now), can_undo(school, now)
    )


def turn(who: Account, school_id: str, seen: str, now: datetime) -> None:
    """Grades move up and the last year closes. What is cut short between two batches is
    gone on with by the next press: a class that has moved does not move again.

    Raises NotFound, and ChangedMeanwhile where ``seen`` is not the preview's mark, the
    year has been begun already, or a round stands in the way.
    """
    year = preview(who, school_id, now)
    if year.is_turned or year.rounds or not year.is_as(seen):
        raise errors.ChangedMeanwhile
    school, turned = year.school, _turned(year, now)
    for start in range(0, len(year.classes), _AT_ONCE):
        batch, left = (
            year.classes[start : start + _AT_ONCE],
            year.classes[start + _AT_ONCE :],
        )
        school = replace(school, turned=turned, turning=bool(left))
        moved = [schools.change_class(_moved(yearly, turned)) for yearly in batch]
        _write(Event.TURNED_YEAR, who, school, moved, now)
        school = replace(school, version=school.version + 1)


def can_undo(school: School, now: datetime) -> bool:
    """The same day, while nothing hangs on it: no round set up since, no class new or
    changed."""
    turned = school.turned
    if (
        turned is None
        or school.turning
        or local_time.local_day(turned.at) != local_time.local_day(now)
    ):
        return False
    since = any(round_.closes_at > turned.at for round_ in rounds.of_school(school.id))
    return not since and bool(_unchanged(school.id, turned))


def undo(who: Account, school_id: str, now: datetime) -> None:
    """Every class is what it was before. Raises NotFound, ChangedMeanwhile."""
    school = mine(who, school_id)
    turned = school.turned
    if turned is None or not can_undo(school, now):
        raise errors.ChangedMeanwhile
    before = YearTurned(turned.id, turned.before) if turned.before else None
    back = [
        schools.change_class(_back(class_)) for class_ in _unchanged(school_id, turned)
    ]
    _write(Event.UNDID_YEAR, who, replace(school, turned=before), back, now)


def _unchanged(school_id: str, turned: YearTurned) -> list[SchoolClass]:
    """The classes it moved; none where one is new or changed since, or where they are
    more than are put back in one transaction."""
    ever = schools.classes_ever(school_id)
    moved = [
        class_ for class_ in ever if class_.turned and class_.turned.year == turned.id
    ]
    same = all(
        class_.turned and class_.turned.version == class_.version for class_ in moved
    )
    new = any(class_ not in moved for class_ in ever if not class_.closed_on)
    return moved if same and not new and len(moved) <= _AT_ONCE else []


def _not_over(school_id: str, now: datetime) -> tuple[Round, ...]:
    """Planned, open, or ended today, so that they can still be opened again."""
    today = local_time.local_day(now)
    listed = (
        round_ for round_ in rounds.of_school(school_id) if not round_.shredded_on
    )
    near = (
        round_ for round_ in listed if local_time.local_day(round_.closes_at) >= today
    )
    found = (rounds.get(round_.id) for round_ in near)
    return tuple(round_ for round_ in found if round_ and not round_.is_over(now))


def _turned(year: NewYear, now: datetime) -> YearTurned:
    last = year.school.turned
    if last and year.begun:
        return last
    return YearTurned(ids.new_id(secrets.choice), now, last.at if last else None)


def _moved(yearly: Yearly, turned: YearTurned) -> SchoolClass:
    before = yearly.now
    after = ClassTurned(turned.id, before.label, before.grades, before.version + 1)
    return replace(yearly.then, turned=after)


def _back(class_: SchoolClass) -> SchoolClass:
    if class_.turned is None:
        return class_
    label, grades = class_.turned.label, class_.turned.grades
    return replace(class_, label=label, grades=grades, closed_on=None, turned=None)


def _write(
    event: Event, who: Account, school: School, classes: Iterable[Write], now: datetime
) -> None:
    """The school's own row goes along: it makes two who press at once wait in line."""
    writes = (schools.change_school(school), *classes)
    audit.record_if_unchanged(event, school.id, who.id, school.id, now, writes)
    standing_store.forget_standing(school.owner_id, school.id)
