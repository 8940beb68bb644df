"""Which groups a round is opened for: classes, or small classes of a grade step
together."""

from collections import defaultdict
from collections.abc import Iterable

from chalicelib.rounds.round import ClassInRound, Mode
from chalicelib.schools.grades import step_label
from chalicelib.schools.school import SchoolClass

SMALL_GROUP = 10
"""Under this many pupils one can guess who answered."""


class GroupTooSmall(Exception):
    """An anonymous round was asked for a group that even as a grade step has under ten
    pupils."""


def classes_in_round(
    mode: Mode, classes: Iterable[SchoolClass], step: str
) -> tuple[ClassInRound, ...]:
    """The groups a round is opened for; ``step`` is the form's grade step.

    In an anonymous round the classes under ten pupils are joined into their grade step;
    raises GroupTooSmall where that is not enough. Free text stays off wherever a small
    class takes part.
    """
    groups: dict[str, list[SchoolClass]] = defaultdict(list)
    for class_ in classes:
        joined = mode is Mode.ANONYMOUS and class_.pupils < SMALL_GROUP
        its_step = step if step in class_.grade_steps else min(class_.grade_steps)
        groups[step_id(its_step) if joined else class_.id].append(class_)
    return tuple(_group(mode, key, members, step) for key, members in groups.items())


def step_id(step: str) -> str:
    """The id of the small classes of a grade step, joined."""
    return f"STEP{step}"


def groups_of(class_: SchoolClass) -> frozenset[str]:
    """The ids of the groups that the class may answer in: itself, or the small classes
    of its grade step."""
    small = class_.pupils < SMALL_GROUP
    joined = map(step_id, class_.grade_steps) if small else ()
    return frozenset((class_.id, *joined))


def _group(mode: Mode, key: str, members: list[SchoolClass], step: str) -> ClassInRound:
    pupils = sum(member.pupils for member in members)
    if mode is Mode.ANONYMOUS and pupils < SMALL_GROUP:
        raise GroupTooSmall(key)
    small = any(member.pupils < SMALL_GROUP for member in members)
    label = step_label(step) if small else members[0].label
    name = "" if mode is Mode.ANONYMOUS and small else members[0].label
    ids = tuple(member.id for member in members)
    joined = () if ids == (key,) else ids
    return ClassInRound(key, label, step, pupils, not small, name=name, joined=joined)
