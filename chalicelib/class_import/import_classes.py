"""Schools and classes from a list: looked at first, saved when every line is right."""

import secrets
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.class_import import class_list
from chalicelib.class_import.class_list import Line
from chalicelib.class_import.list_table import BadLine
from chalicelib.core import ids as codes
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.crypto.sealing import derived_id
from chalicelib.schools import standing_store
from chalicelib.schools import store as schools
from chalicelib.schools.school import School, SchoolClass
from chalicelib.schools.standing import standing_of_new
from chalicelib.storage.writes import Write

MOST_CLASSES = 60
"""At one school: with the school and its audit entry they fit in one transaction."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One line, and what saving it would do: ``new``, ``changed`` from ``before``, or
    ``same``."""

    line: Line
    what: str
    new_school: bool
    class_: SchoolClass
    before: SchoolClass | None = None

    @property
    def changes(self) -> list[tuple[str, object, object]]:
        """What would be another than before: the string that says it, what it was and
        becomes."""
        if self.what != "changed" or self.before is None:
            return []
        before, after = self.before, self.class_
        said = [
            ("staff.setup.import.from_to", before.label, after.label),
            (
                "staff.setup.import.from_to.grades",
                before.grades_said,
                after.grades_said,
            ),
            ("staff.setup.import.from_to.pupils", before.pupils, after.pupils),
        ]
        return [change for change in said if change[1] != change[2]]


@dataclass(frozen=True, slots=True)
class Plan:
    """Nothing of it can be saved while a line is bad."""

    lines: tuple[Planned, ...]
    bad: tuple[BadLine, ...]
    skipped: tuple[BadLine, ...]
    schools: dict[str, School]

    @property
    def changes(self) -> bool:
        return any(change.what != "same" for change in self.lines)


def look_at(who: Account, text: str) -> Plan:
    """What the list would do to the person's schools. Stores nothing."""
    lines, bad, skipped = class_list.read(text)
    known = {
        school.name.casefold(): school.id for school in schools.of_owner(who.body_id)
    }
    by_school: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_school[line.school.casefold()].append(line)
    planned: list[Planned] = []
    found: dict[str, School] = {}
    for name, its_lines in by_school.items():
        school = _school(who, known.get(name), its_lines, set(known.values()))
        found[school.id] = school
        new = _compared(school, name not in known, its_lines)
        planned += new
        bad += _too_many(new)
    in_order = sorted(planned, key=lambda change: change.line.number)
    return Plan(tuple(in_order), tuple(bad), tuple(skipped), found)


def unreadable(kind: str) -> Plan:
    """A file of which no line could be read."""
    return Plan((), (BadLine(0, kind, ""),), (), {})


def save(who: Account, text: str, now: datetime) -> Plan:
    """Save the list where every line is right, school by school; what is saved already
    counts as the same, so a list that was cut short by trouble can be sent again.

    Raises ChangedMeanwhile where somebody changed one of the schools at the same
    moment.
    """
    plan = look_at(who, text)
    if plan.bad:
        return plan
    for school in plan.schools.values():
        own = [change for change in plan.lines if change.class_.school_id == school.id]
        changed = [change for change in own if change.what != "same"]
        if changed:
            _save(who, school, changed, now)
    return plan


def _save(who: Account, school: School, changed: list[Planned], now: datetime) -> None:
    # The school's own row goes along each time: it makes two lists for one school wait
    # in line.
    is_new = changed[0].new_school
    first: tuple[Write, ...] = (schools.change_school(school),)
    if is_new:
        standing = standing_of_new(school, len(changed), now)
        first = (
            schools.put_school(school, if_new=True),
            schools.put_in_list(school),
            standing_store.put_standing(school.owner_id, school.id, None, standing),
        )
    writes = tuple(
        schools.put_class(change.class_)
        if change.what == "new"
        else schools.change_class(change.class_)
        for change in changed
    )
    audit.record_if_unchanged(
        Event.IMPORTED_CLASSES, school.id, who.id, school.id, now, (*first, *writes)
    )
    if not is_new:
        standing_store.forget_standing(school.owner_id, school.id)


def _school(
    who: Account, known: str | None, lines: list[Line], taken: set[str]
) -> School:
    found = schools.get(known) if known else None
    if found:
        return found
    language = next((line.language for line in lines if line.language), "nb")
    return School(
        _free_id(who.body_id, lines[0].school, taken),
        who.body_id,
        lines[0].school,
        language,
        SchoolCalendar(),
        "",
    )


def _free_id(owner_id: str, name: str, taken: set[str]) -> str:
    """From the name, so that two who add one school at once meet; another if it was
    renamed."""
    ids = (
        derived_id("school", f"{owner_id}.{name.casefold()}.{n}")
        for n in range(len(taken) + 1)
    )
    return next(id_ for id_ in ids if id_ not in taken)


def _compared(school: School, new: bool, lines: list[Line]) -> list[Planned]:
    have = (
        {}
        if new
        else {class_.label.casefold(): class_ for class_ in schools.classes(school.id)}
    )
    return [
        _planned(school, new, line, have.get(line.label.casefold())) for line in lines
    ]


def _planned(
    school: School, new: bool, line: Line, have: SchoolClass | None
) -> Planned:
    if have is None:
        class_id = codes.new_id(secrets.choice)
        made = SchoolClass(class_id, school.id, line.label, line.grades, line.pupils)
        return Planned(line, "new", new, made)
    after = replace(have, label=line.label, grades=line.grades, pupils=line.pupils)
    return Planned(line, "same" if after == have else "changed", new, after, have)


def _too_many(planned: list[Planned]) -> list[BadLine]:
    return [
        BadLine(change.line.number, "many_classes", change.line.school)
        for change in planned[MOST_CLASSES:]
    ]
