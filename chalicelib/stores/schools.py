"""Schools and their classes in ``forms``, and which schools a school owner has."""

from dataclasses import dataclass
from datetime import date, time

from chalicelib.config import settings
from chalicelib.domain.calendar import SchoolCalendar
from chalicelib.domain.schools import School, SchoolClass
from chalicelib.stores import database, keys
from chalicelib.stores.database import Change, Put
from chalicelib.stores.rows import Row
from chalicelib.stores.versions import rewrite


@dataclass(frozen=True, slots=True)
class SchoolInList:
    id: str
    name: str


def get(school_id: str) -> School | None:
    row = database.get(settings().forms_table, keys.school(school_id))
    if row is None:
        return None
    breaks = tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in row["breaks"])
    return School(
        id=school_id,
        owner_id=row["owner_id"],
        name=row["name"],
        language=row["language"],
        calendar=SchoolCalendar(tuple(map(time.fromisoformat, row["slots"])), breaks),
        ombud=row["ombud"],
        version=row.get("version", 1),
        last_grade=row.get("last_grade"),
        turning=row.get("turning", ""),
    )


def of_owner(owner_id: str) -> list[SchoolInList]:
    """All schools of a school owner, by name."""
    partition, prefix = keys.owners_school(owner_id, "")
    rows = database.query(settings().forms_table, partition, prefix)
    found = [SchoolInList(row["sk"].removeprefix(prefix), row["name"]) for row in rows]
    return sorted(found, key=lambda one: one.name.casefold())


def to_put(school: School, if_new: bool = False) -> Put:
    return Put(settings().forms_table, keys.school(school.id), _row(school), if_new)


def listed(school: School) -> Put:
    """The school's place in its owner's list."""
    key = keys.owners_school(school.owner_id, school.id)
    return Put(settings().forms_table, key, {"name": school.name})


def to_change(school: School) -> Change:
    """Refused where somebody has changed the school since ``school`` was read."""
    return rewrite(settings().forms_table, keys.school(school.id), _row(school), school.version)


def classes(school_id: str) -> list[SchoolClass]:
    """The classes the school has now: those that have closed are left out."""
    partition, prefix = keys.school_class(school_id, "")
    rows = database.query(settings().forms_table, partition, prefix)
    found = (_class(school_id, row["sk"].removeprefix(prefix), row) for row in rows)
    return sorted((one for one in found if not one.closed_on), key=lambda c: (c.grades, c.label))


def class_to_put(one: SchoolClass) -> Put:
    return Put(settings().forms_table, keys.school_class(one.school_id, one.id), _class_row(one))


def class_to_change(one: SchoolClass) -> Change:
    """Refused where somebody has changed the class since ``one`` was read."""
    key = keys.school_class(one.school_id, one.id)
    return rewrite(settings().forms_table, key, _class_row(one), one.version)


def _row(school: School) -> Row:
    return {
        "owner_id": school.owner_id,
        "name": school.name,
        "language": school.language,
        "slots": [one.isoformat() for one in school.calendar.slots],
        "breaks": [[a.isoformat(), b.isoformat()] for a, b in school.calendar.breaks],
        "ombud": school.ombud,
        "version": school.version,
        "last_grade": school.last_grade,
        "turning": school.turning or None,
    }


def _class_row(one: SchoolClass) -> Row:
    return {
        "label": one.label,
        "grades": list(one.grades),
        "pupils": one.pupils,
        "version": one.version,
        "closed_on": one.closed_on.isoformat() if one.closed_on else None,
        "turned": one.turned or None,
    }


def _class(school_id: str, class_id: str, row: Row) -> SchoolClass:
    return SchoolClass(
        id=class_id,
        school_id=school_id,
        label=row["label"],
        grades=tuple(map(int, row["grades"])),
        pupils=row["pupils"],
        version=row.get("version", 1),
        closed_on=date.fromisoformat(row["closed_on"]) if "closed_on" in row else None,
        turned=row.get("turned", ""),
    )
