"""The inbox as the list of a day: what is urgent or over its deadline, what one follows
up, what nobody does, and what others do."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain
from typing import Protocol

from chalicelib.core.local_time import SchoolCalendar
from chalicelib.items.deadline import Deadline, deadline_of
from chalicelib.items.item import Item
from chalicelib.items.level import Level


class DayGroup(StrEnum):
    """In the order they are shown in."""

    URGENT = "urgent"
    MINE = "mine"
    NOBODYS = "nobodys"
    OTHERS = "others"
    DONE = "done"


_ORDER = list(DayGroup)
_NEVER = datetime.max.replace(tzinfo=UTC)


class Ranked(Protocol):
    """What has its place in the list."""

    @property
    def group(self) -> DayGroup: ...
    @property
    def level(self) -> Level: ...
    @property
    def ends(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class DayLine:
    item: Item
    deadline: Deadline | None
    group: DayGroup

    @property
    def level(self) -> Level:
        return self.item.level

    @property
    def ends(self) -> datetime:
        return self.deadline.ends if self.deadline else _NEVER


def lines_of(
    items: Iterable[Item],
    account_id: str,
    calendar_of: Callable[[Item], SchoolCalendar],
    now: datetime,
) -> list[DayLine]:
    """Group by group; within one the level, then the deadline, then as ``items`` stand:
    what is late never stands before what is urgent."""
    lines = [_line(item, account_id, calendar_of(item), now) for item in items]
    return sorted(lines, key=rank)


def next_to_read(
    lines: Sequence[DayLine],
    but: str,
    account_id: str,
    may_read: Callable[[Item], bool],
) -> DayLine | None:
    """The first that waits for the account and for nobody else: what is unread, then
    what is urgent or late. ``but`` is the ``Item.ref`` it has before it."""
    waiting = [line for line in lines if line.group is not DayGroup.DONE]
    unread = (line for line in waiting if line.item.wants_opening)
    urgent = (line for line in waiting if line.group is DayGroup.URGENT)
    return next(
        (
            line
            for line in chain(unread, urgent)
            if line.item.ref != but
            and not _is_anothers(line.item, account_id)
            and may_read(line.item)
        ),
        None,
    )


def _is_anothers(item: Item, account_id: str) -> bool:
    taken = item.handling.taken
    return taken is not None and taken.who != account_id


def _line(
    item: Item, account_id: str, calendar: SchoolCalendar, now: datetime
) -> DayLine:
    deadline = deadline_of(item, calendar)
    return DayLine(item, deadline, _group(item, deadline, account_id, now))


def _group(
    item: Item, deadline: Deadline | None, account_id: str, now: datetime
) -> DayGroup:
    if not item.is_open:
        return DayGroup.DONE
    if deadline and (item.level is Level.L3 or deadline.is_over(now)):
        return DayGroup.URGENT
    if item.handling.taken is None:
        return DayGroup.NOBODYS
    return DayGroup.OTHERS if _is_anothers(item, account_id) else DayGroup.MINE


def next_rank(line: DayLine) -> tuple[bool, tuple[int, int, datetime]]:
    """The least is read next: see ``next_to_read``."""
    return not line.item.wants_opening, rank(line)


def rank(line: Ranked) -> tuple[int, int, datetime]:
    """Where it stands: see ``lines_of``."""
    return _ORDER.index(line.group), -line.level, line.ends
