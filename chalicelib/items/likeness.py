"""Which items of the inbox are most likely about the same: by what the list says of
each, and by a pupil's name where their reader has read both."""

import re
from collections.abc import Collection, Iterable

from chalicelib.core.local_time import local_day
from chalicelib.items.filter import in_order
from chalicelib.items.item import Item
from chalicelib.schools.grades import HIGHEST, LOWEST, step_of


def most_alike_first(
    item: Item, others: Iterable[Item], same_pupil: Collection[str] = ()
) -> list[Item]:
    """``same_pupil`` has the references of those about the same pupil. What else is
    looked at stands in the list for everybody: the class, its grade step, the day. So
    the order tells of no two flags that one pupil raised them."""
    day, steps = local_day(item.since), _steps(item)

    def unlike(other: Item) -> tuple[bool, bool, bool, int]:
        return (
            other.ref not in same_pupil,
            (other.school_id, other.class_id) != (item.school_id, item.class_id),
            not _steps(other) & steps,
            abs(local_day(other.since) - day).days,
        )

    return sorted(in_order(others), key=unlike)


def _steps(item: Item) -> set[str]:
    """Of the grades that the name of its class says: a class may have any name."""
    grades = map(int, re.findall(r"\d+", item.place))
    return {step_of(grade) for grade in grades if LOWEST <= grade <= HIGHEST}
