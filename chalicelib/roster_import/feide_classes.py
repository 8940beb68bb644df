"""What is taken of a person's groups in Feide: the basis groups, which are classes.
https://docs.feide.no/reference/apis/groups_api/group_types.html.

Feide says neither the grade nor how many pupils there are: the first is guessed from
the name, the second left open.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from chalicelib.class_import.list_table import BadLine
from chalicelib.roster_import.roster import RosterClass
from chalicelib.schools import grades as in_grades

_BASIS, _OTHERS = "b", ("u", "a")
_SCHOOL = "primary_and_lower_secondary"
_LONGEST_NAME = 80
_GRADES = re.compile(r"(?<![\d.])(?:10|[1-9])(?:[-–/](?:10|[1-9]))?(?!\d)")


@dataclass(frozen=True, slots=True)
class FeideClasses:
    """``passed_over`` says what there is that is not taken. ``unnamed`` are the numbers
    of schools whose name is not said."""

    classes: list[RosterClass]
    passed_over: list[BadLine]
    unnamed: list[str]


@dataclass(frozen=True, slots=True)
class _Group:
    """``school`` is the organisation's number."""

    kind: str
    name: str
    school: str
    is_now: bool


def read(groups: Iterable[Any], now: datetime) -> FeideClasses:
    """What is no group as Feide describes them is passed over."""
    told = {str(group.get("id")): group for group in groups if isinstance(group, dict)}
    schools, elsewhere = _schools(told.values())
    found = list(_groups(told, now))
    mine = [g for g in found if g.kind == _BASIS and g.school not in elsewhere]
    classes = [
        RosterClass(0, schools.get(group.school, ""), group.name, _grades(group.name))
        for group in mine
        if group.is_now
    ]
    counts = {
        "feide_subjects": sum(group.kind in _OTHERS for group in found),
        "feide_ended": sum(not group.is_now for group in mine),
        "feide_elsewhere": sum(group.school in elsewhere for group in found),
    }
    unnamed = sorted({g.school for g in mine if g.is_now and g.school not in schools})
    return FeideClasses(classes, [*_counted(counts)], unnamed)


def _schools(groups: Iterable[dict[str, Any]]) -> tuple[dict[str, str], set[str]]:
    """The names of schools by their numbers; and the numbers of those that have no
    grades of ours."""
    schools: dict[str, str] = {}
    elsewhere: set[str] = set()
    for group in groups:
        number = _number(str(group.get("id")))
        if group.get("type") != "fc:org" or not number:
            continue
        kinds = group.get("orgType")
        if isinstance(kinds, list) and kinds and _SCHOOL not in kinds:
            elsewhere.add(number)
        elif name := _name(group):
            schools[number] = name
    return schools, elsewhere


def _groups(told: dict[str, dict[str, Any]], now: datetime) -> Iterator[_Group]:
    """The number stands at the end of the school's id; where there is none, in the
    group's own."""
    for id_, group in told.items():
        name, parts = _name(group), id_.split(":")
        if group.get("type") != "fc:gogroup" or not name:
            continue
        own = parts[4] if len(parts) > 4 else ""
        school = _number(str(group.get("parent"))) or own[:20]
        yield _Group(str(group.get("go_type")), name, school, _is_now(group, now))


def _number(id_: str) -> str:
    """Of a school; nothing where it is the school owner."""
    return id_.partition(":unit:")[2][:20]


def _name(group: dict[str, Any]) -> str:
    """A name may come in several languages."""
    said = group.get("displayName")
    if isinstance(said, dict):
        said = said.get("nb") or said.get("nn") or next(iter(said.values()), "")
    return " ".join(said.split())[:_LONGEST_NAME] if isinstance(said, str) else ""


def _is_now(group: dict[str, Any], now: datetime) -> bool:
    begins, ends = (_time(group.get(name)) for name in ("notBefore", "notAfter"))
    return not (begins and begins > now) and not (ends and ends <= now)


def _time(said: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return found.replace(tzinfo=found.tzinfo or UTC) if found else None


def _grades(name: str) -> str:
    """The first that can be a grade: 5 of 5A, 5–7 of 5-7."""
    return next(
        (said for said in _GRADES.findall(name) if in_grades.read(said)),
        "",
    )


def _counted(counts: dict[str, int]) -> Iterator[BadLine]:
    for kind, number in counts.items():
        if number:
            yield BadLine(0, f"roster.{kind}", str(number))
