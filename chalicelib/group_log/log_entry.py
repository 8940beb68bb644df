"""What the resource group writes in its log. Nothing is changed in it: what corrects an
entry is its next version, and the versions before stay."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum


class LogKind(StrEnum):
    MEETING = "meeting"
    COURSE = "course"
    WORKSHOP = "workshop"
    GATHERING = "gathering"

    @property
    def is_meeting(self) -> bool:
        return self is LogKind.MEETING


EVENTS = tuple(kind for kind in LogKind if not kind.is_meeting)
"""What is told of in the same few fields."""


@dataclass(frozen=True, slots=True)
class LogContent:
    """What is sealed. ``present`` are ids of accounts of the school, ``cases`` numbers
    of its cases, ``texts`` what was written, by the field's name."""

    present: tuple[str, ...]
    cases: tuple[int, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, object]:
        """As it is sealed."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A version of an entry, with what stands in clear. ``version`` counts from 1,
    ``on`` is the day it is about. ``mark`` follows from what was written and the press
    it came with: the same sent twice is known by it. All versions go at
    ``expires_at``."""

    id: str
    version: int
    mark: str
    kind: LogKind
    on: date
    by: str
    at: datetime
    expires_at: int

    @property
    def is_corrected(self) -> bool:
        return self.version > 1


def newest_first(versions: Iterable[LogEntry]) -> list[LogEntry]:
    """The latest version of each entry, by the day it is about."""
    in_turn = sorted(versions, key=lambda entry: entry.version)
    latest = {entry.id: entry for entry in in_turn}.values()
    return sorted(latest, key=lambda entry: (entry.on, entry.at), reverse=True)


def first_day(kind: LogKind, versions: Iterable[LogEntry]) -> date | None:
    """The first day with something of the kind, as it stands now."""
    days = (entry.on for entry in newest_first(versions) if entry.kind is kind)
    return min(days, default=None)
