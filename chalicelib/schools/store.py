"""Schools and their classes in ``forms``, and which schools a school owner has."""

from dataclasses import dataclass
from datetime import date, time

from chalicelib.core.local_time import SchoolCalendar
from chalicelib.core.settings import settings
from chalicelib.schools.school import ClassTurned, School, SchoolClass, YearTurned
from chalicelib.storage import database, keys
from chalicelib.storage.codec import Row, instant, stamp
from chalicelib.storage.writes import Change, Put, rewrite


@dataclass(frozen=True, slots=True)
class SchoolInList:
    id: str
    name: str


def get(school_id: str) -> School | None:
    row = database.get(settings().forms_table, keys.school(school_id))
    if row is None:
        return None
    breaks = tuple(
        (date.fromisoformat(a), date.fromisoformat(b)) for a, b in row["breaks"]
    )
    return School(
        id=school_id,
        owner_id=row["owner_id"],
        name=row["name"],
        language=row["language"],
        calendar=SchoolCalendar(tuple(map(time.fromisoformat, row["slots"])), breaks),
        ombud=row["ombud"],
        version=row.get("version", 1),
        last_grade=row.get("last_grade"),
        turned=_year(row["turned"]) if "turned" in row else None,
        turning=row.get("turning", False),
    )


def of_owner(owner_id: str) -> list[SchoolInList]:
    """All schools of a school owner, by name."""
    partition, prefix = keys.owners_school(owner_id, "")
    rows = database.query(settings().forms_table, partition, prefix)
    found = [SchoolInList(row["sk"].removeprefix(prefix), row["name"]) for row in rows]
    return sorted(found, key=lambda school: school.name.casefold())


def put_school(school: School, if_new: bool = False) -> Put:
    return Put(settings().forms_table, keys.school(school.id), _row(school), if_new)


def put_in_list(school: School) -> Put:
    """The school's place in its owner's list."""
    key = keys.owners_school(school.owner_id, school.id)
    return Put(settings().forms_table, key, {"name": school.name})


def change_school(school: School) -> Change:
    """Refused where somebody has changed the school since ``school`` was read."""
    return rewrite(
        settings().forms_table, keys.school(school.id), _row(school), school.version
    )


def classes(school_id: str) -> list[SchoolClass]:
    """The classes the school has now: those that have closed are left out."""
    return [class_ for class_ in classes_ever(school_id) if not class_.closed_on]


def classes_ever(school_id: str) -> list[SchoolClass]:
    partition, prefix = keys.school_class(school_id, "")
    rows = database.query(settings().forms_table, partition, prefix)
    found = (_class(school_id, row["sk"].removeprefix(prefix), row) for row in rows)
    return sorted(found, key=lambda class_: (class_.grades, class_.label))


def put_class(class_: SchoolClass) -> Put:
    return Put(
        settings().forms_table,
        keys.school_class(class_.school_id, class_.id),
        _class_row(class_),
    )


def change_class(class_: SchoolClass) -> Change:
    """Refused where somebody has changed the class since ``class_`` was read."""
    key = keys.school_class(class_.school_id, class_.id)
    return rewrite(settings().forms_table, key, _class_row(class_), class_.version)


def _row(school: School) -> Row:
    return {
        "owner_id": school.owner_id,
        "name": school.name,
        "language": school.language,
        "slots": [slot.isoformat() for slot in school.calendar.slots],
        "breaks": [[a.isoformat(), b.isoformat()] for a, b in school.calendar.breaks],
        "ombud": school.ombud,
        "version": school.version,
        "last_grade": school.last_grade,
        "turned": _year_row(school.turned) if school.turned else None,
        "turning": school.turning or None,
    }


def _year_row(turned: YearTurned) -> Row:
    before = {"before": stamp(turned.before)} if turned.before else {}
    return {"id": turned.id, "at": stamp(turned.at), **before}


def _year(row: Row) -> YearTurned:
    before = instant(row["before"]) if "before" in row else None
    return YearTurned(row["id"], instant(row["at"]), before)


def _class_row(class_: SchoolClass) -> Row:
    return {
        "label": class_.label,
        "grades": list(class_.grades),
        "pupils": class_.pupils,
        "version": class_.version,
        "closed_on": class_.closed_on.isoformat() if class_.closed_on else None,
        "turned": _moved_row(class_.turned) if class_.turned else None,
    }


def _moved_row(turned: ClassTurned) -> Row:
    return {
        "year": turned.year,
        "label": turned.label,
        "grades": list(turned.grades),
        "version": turned.version,
    }


def _moved(row: Row) -> ClassTurned:
    return ClassTurned(row["year"], row["label"], tuple(row["grades"]), row["version"])


def _class(school_id: str, class_id: str, row: Row) -> SchoolClass:
    return SchoolClass(
        id=class_id,
        school_id=school_id,
        label=row["label"],
        grades=tuple(map(int, row["grades"])),
        pupils=row["pupils"],
        version=row.get("version", 1),
        closed_on=date.fromisoformat(row["closed_on"]) if "closed_on" in row else None,
        turned=_moved(row["turned"]) if "turned" in row else None,
    )
