"""Schools and their classes in ``forms``, and which schools a school owner has."""

from dataclasses import dataclass

from chalicelib.core.settings import settings
from chalicelib.schools.school import School, SchoolClass
from chalicelib.storage import database, keys, records
from chalicelib.storage.writes import Change, Put, rewrite

_IN_THE_KEY = ("id", "school_id")
"""Of a class."""


@dataclass(frozen=True, slots=True)
class SchoolInList:
    id: str
    name: str


def get(school_id: str) -> School | None:
    row = database.get(settings().forms_table, keys.school(school_id))
    return records.decode(School, row, id=school_id) if row else None


def of_owner(owner_id: str) -> list[SchoolInList]:
    """All schools of a school owner, by name."""
    partition, prefix = keys.owners_school(owner_id, "")
    rows = database.query(settings().forms_table, partition, prefix)
    found = [SchoolInList(row["sk"].removeprefix(prefix), row["name"]) for row in rows]
    return sorted(found, key=lambda school: school.name.casefold())


def put_school(school: School, if_new: bool = False) -> Put:
    row = records.encode(school, "id")
    return Put(settings().forms_table, keys.school(school.id), row, if_new)


def put_in_list(school: School) -> Put:
    """The school's place in its owner's list."""
    key = keys.owners_school(school.owner_id, school.id)
    return Put(settings().forms_table, key, {"name": school.name})


def change_school(school: School) -> Change:
    """Refused where somebody has changed the school since ``school`` was read."""
    row = records.encode(school, "id")
    return rewrite(settings().forms_table, keys.school(school.id), row, school.version)


def classes(school_id: str) -> list[SchoolClass]:
    """The classes the school has now: those that have closed are left out."""
    return [class_ for class_ in classes_ever(school_id) if not class_.closed_on]


def classes_ever(school_id: str) -> list[SchoolClass]:
    partition, prefix = keys.school_class(school_id, "")
    rows = database.query(settings().forms_table, partition, prefix)
    found = (
        records.decode(
            SchoolClass, row, id=row["sk"].removeprefix(prefix), school_id=school_id
        )
        for row in rows
    )
    return sorted(found, key=lambda class_: (class_.grades, class_.label))


def put_class(class_: SchoolClass) -> Put:
    key = keys.school_class(class_.school_id, class_.id)
    return Put(settings().forms_table, key, records.encode(class_, *_IN_THE_KEY))


def change_class(class_: SchoolClass) -> Change:
    """Refused where somebody has changed the class since ``class_`` was read."""
    key = keys.school_class(class_.school_id, class_.id)
    row = records.encode(class_, *_IN_THE_KEY)
    return rewrite(settings().forms_table, key, row, class_.version)
