"""The plan of a case, read from the case's entries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from chalicelib.cases.case import Case
from chalicelib.cases.entry import CaseEntry, EntryKind, ReadEntry
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.plans.duties import Duty
from chalicelib.plans.duty_log import OPENED, DutyLine, duty_log
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


@dataclass(frozen=True, slots=True)
class SeenPlan:
    """All of it, the first first. ``corrections`` are of what, by number.
    ``unreadable``: something of it does not open."""

    versions: list[PlanVersion]
    evaluations: list[DoneEvaluation]
    log: list[DutyLine]
    corrections: Mapping[int, list[ReadEntry]]
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


_OF_THE_PLAN = frozenset({EntryKind.PLAN, EntryKind.EVALUATION, EntryKind.DUTY})
_OPENED = _OF_THE_PLAN | OPENED | {EntryKind.CORRECTION, EntryKind.NO_PLAN}


def is_of_plan(_: Case, entry: CaseEntry) -> bool:
    """For ``see_case.see``: no other entry is opened."""
    return entry.kind in _OPENED


def latest_plan(entries: Sequence[ReadEntry]) -> ActivityPlan | None:
    """The version that stands, where it was opened."""
    found = [content for _, content in _of(EntryKind.PLAN, entries)]
    return records.decode(ActivityPlan, found[-1]) if found else None


def no_plan_in(entries: Sequence[ReadEntry]) -> ReadEntry | None:
    """Where it was last decided that none is needed, as long as there is none."""
    kinds = (EntryKind.PLAN, EntryKind.NO_PLAN)
    found = [read for read in entries if read.entry.kind in kinds][-1:]
    return next((read for read in found if read.entry.kind is kinds[1]), None)


def plan_in(entries: Sequence[ReadEntry]) -> SeenPlan:
    """Of a case's entries, opened as ``is_of_plan`` says."""
    wanted = [read for read in entries if read.entry.kind in _OF_THE_PLAN]
    versions = [
        PlanVersion(read, records.decode(ActivityPlan, content))
        for read, content in _of(EntryKind.PLAN, entries)
    ]
    return SeenPlan(
        versions=versions,
        evaluations=[
            DoneEvaluation(read, records.decode(PlanEvaluation, content))
            for read, content in _of(EntryKind.EVALUATION, entries)
        ],
        log=duty_log(entries, versions),
        corrections=_corrections(entries),
        unreadable=any(read.content is None for read in wanted),
    )


def _of(
    kind: EntryKind, entries: Sequence[ReadEntry]
) -> Iterator[tuple[ReadEntry, Row]]:
    for read in entries:
        if read.entry.kind is kind and read.content is not None:
            yield read, dict(read.content)


def _corrections(entries: Sequence[ReadEntry]) -> Mapping[int, list[ReadEntry]]:
    found: dict[int, list[ReadEntry]] = {}
    for read in entries:
        if read.entry.kind is EntryKind.CORRECTION and read.entry.corrects:
            found.setdefault(read.entry.corrects, []).append(read)
    return found
