"""What a reader is told of support groups: a school's, an owner's or the programme's
people, made of what was frozen for them alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chalicelib.closing_answers.share import Share
from chalicelib.group_results import store as frozen_store
from chalicelib.group_results.store import FigureKind, FrozenSaid
from chalicelib.group_results.summed import CountOfSchool, SummedFigures, summed
from chalicelib.group_results.thresholds import ReportLevel, is_enough

LEADS_BACK = {
    ReportLevel.SCHOOL: "report",
    ReportLevel.OWNER: "sums",
    ReportLevel.PROGRAMME: "programme",
}
"""The page that leads to the reports: an entry of the menu."""


@dataclass(frozen=True, slots=True)
class SummedSaid:
    """What supporters said, by item: in how many of the half-years which share."""

    terms: int
    schools: int
    shares: Mapping[str, Mapping[Share, int]]


@dataclass(frozen=True, slots=True)
class SummedOf:
    """``on`` is the day it was counted last, None where it never was. ``figures`` is
    None where it is not enough."""

    on: date | None
    figures: SummedFigures | None


@dataclass(frozen=True, slots=True)
class GroupsReport:
    """``cases`` has how long it was to the first talk, of all cases."""

    groups: SummedOf
    cases: SummedOf
    said: SummedSaid | None


def groups_report(level: ReportLevel, reader: str) -> GroupsReport:
    return GroupsReport(
        summed_of(level, reader, FigureKind.GROUPS),
        summed_of(level, reader, FigureKind.CASES),
        _said(level, frozen_store.said_for(reader)),
    )


def summed_of(level: ReportLevel, reader: str, kind: FigureKind) -> SummedOf:
    found = frozen_store.frozen_for(reader, kind)
    figures = summed(level, [CountOfSchool(of.source, of.figures) for of in found])
    return SummedOf(max((of.on for of in found), default=None), figures)


def _said(level: ReportLevel, found: Sequence[FrozenSaid]) -> SummedSaid | None:
    """A school's half-years have been told there already, each for itself."""
    schools, groups = (
        {said.source for said in found},
        sum(said.groups for said in found),
    )
    if not found:
        return None
    if level is not ReportLevel.SCHOOL and not is_enough(level, groups, len(schools)):
        return None
    items = found[0].shares
    shares = {item: Counter(said.shares[item] for said in found) for item in items}
    return SummedSaid(len(found), len(schools), shares)
