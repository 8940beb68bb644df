"""The classes somebody has in Feide, as the list that people paste: mended and saved
from the page of the list, never stored here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib.accounts.account import Account
from chalicelib.class_import import import_classes
from chalicelib.core import errors
from chalicelib.roster_import import feide_classes, roster_lists
from chalicelib.roster_import.roster import RosterClass
from chalicelib.schools import store as schools


@dataclass(frozen=True, slots=True)
class Proposal:
    """``to_fill`` is None where nothing is left open for the person to say before the
    list is looked at; else the numbers of schools whose name is."""

    text: str
    plan: import_classes.Plan
    to_fill: list[str] | None


def classes(who: Account, groups: list[Any], now: datetime) -> Proposal:
    """How many pupils a class has is said where we know it already. Raises
    GroupsRefused where there is no class."""
    found = feide_classes.read(groups, now)
    if not found.classes:
        raise errors.GroupsRefused("staff.feide_groups.none")
    known = _with_known_sizes(who, found.classes)
    text = roster_lists.class_list(known)
    skipped = tuple(found.passed_over)
    if not all(c.school and c.grades and c.pupils for c in known):
        return Proposal(text, import_classes.Plan((), (), skipped, {}), found.unnamed)
    plan = import_classes.look_at(who, text)
    return Proposal(text, replace(plan, skipped=(*plan.skipped, *skipped)), None)


def _with_known_sizes(who: Account, found: Sequence[RosterClass]) -> list[RosterClass]:
    wanted = {class_.school.casefold() for class_ in found}
    sizes = {
        (school.name.casefold(), class_.label.casefold()): class_.pupils
        for school in schools.of_owner(who.body_id)
        if school.name.casefold() in wanted
        for class_ in schools.classes(school.id)
    }
    return [
        replace(class_, pupils=sizes.get(_place(class_), 0))
        for class_ in sorted(found, key=_place)
    ]


def _place(class_: RosterClass) -> tuple[str, str]:
    return class_.school.casefold(), class_.title.casefold()
