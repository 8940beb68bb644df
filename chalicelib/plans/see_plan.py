"""The plan of a case, read from the case's entries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from chalicelib.cases.case import Case
from chalicelib.cases.entry import CaseEntry, EntryKind, ReadEntry
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.plans.duties import FILLED_BY, MEANS_OF, Duty, DutyDone, Means
from chalicelib.plans.plan import ActivityPlan, PlanEvaluation
from chalicelib.storage import records
from chalicelib.storage.codec import Row


class PlanVersion(NamedTuple):
    """``read`` is the entry it stands in; it was decided the day it happened."""

    read: ReadEntry
    plan: ActivityPlan

    @property
    def decided(self) -> date:
        return self.read.entry.happened

    @property
    def number(self) -> int:
        return self.read.entry.number


class DoneEvaluation(NamedTuple):
    read: ReadEntry
    evaluation: PlanEvaluation

    @property
    def on(self) -> date:
        return self.read.entry.happened

    @property
    def number(self) -> int:
        return self.read.entry.number


class DutyLine(NamedTuple):
    """Something that was done for a duty; ``means`` where it was an investigation."""

    read: ReadEntry
    duty: Duty
    means: Means | None

    @property
    def on(self) -> date:
        return self.read.entry.happened


@dataclass(frozen=True, slots=True)
class SeenPlan:
    """All of it, the first first. ``unreadable``: something of it does not open."""

    versions: list[PlanVersion]
    evaluations: list[DoneEvaluation]
    log: list[DutyLine]
    unreadable: bool

    @property
    def latest(self) -> PlanVersion | None:
        return self.versions[-1] if self.versions else None

    @property
    def investigated(self) -> list[DutyLine]:
        return [line for line in self.log if line.duty is Duty.INVESTIGATE]


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """``current`` is the version that stands."""

    seen: SeenPlan
    current: PlanVersion
    is_open: bool
    calendar: SchoolCalendar
    today: date

    @property
    def plan(self) -> ActivityPlan:
        return self.current.plan


_OPENED = frozenset({EntryKind.PLAN, EntryKind.EVALUATION, EntryKind.DUTY})
"""The kinds whose words are read here; of the others it is enough that they are
there."""


def is_of_plan(_: Case, entry: CaseEntry) -> bool:
    """For ``see_case.see``: no other entry is opened."""
    return entry.kind in _OPENED


def plan_in(entries: Sequence[ReadEntry]) -> SeenPlan:
    """Of a case's entries, opened as ``is_of_plan`` says."""
    wanted = [read for read in entries if read.entry.kind in _OPENED]
    return SeenPlan(
        versions=[
            PlanVersion(read, records.decode(ActivityPlan, content))
            for read, content in _of(EntryKind.PLAN, entries)
        ],
        evaluations=[
            DoneEvaluation(read, records.decode(PlanEvaluation, content))
            for read, content in _of(EntryKind.EVALUATION, entries)
        ],
        log=[line for read in entries if (line := _line(read))],
        unreadable=any(read.content is None for read in wanted),
    )


def _of(
    kind: EntryKind, entries: Sequence[ReadEntry]
) -> Iterator[tuple[ReadEntry, Row]]:
    for read in entries:
        if read.entry.kind is kind and read.content is not None:
            yield read, dict(read.content)


def _line(read: ReadEntry) -> DutyLine | None:
    kind = read.entry.kind
    if kind is not EntryKind.DUTY:
        duty = FILLED_BY.get(kind)
        return DutyLine(read, duty, MEANS_OF.get(kind)) if duty else None
    if read.content is None:
        return None
    done = records.decode(DutyDone, dict(read.content))
    return DutyLine(read, done.duty, done.means)
