"""The groups of a school that are over and not counted yet, as its cases have them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.cases import store as cases
from chalicelib.cases.case import Case
from chalicelib.cases.entry import ReadEntry
from chalicelib.closing_answers import read_answers
from chalicelib.group_results.figures import CaseFigures
from chalicelib.group_results.group_figures import (
    has_met,
    is_ripe,
    of_group,
    was_refused,
)
from chalicelib.group_results.store import FigureKind, counted
from chalicelib.schools.school import School
from chalicelib.storage import key_pairs

POOLED_AFTER = timedelta(days=490)
"""Since a case was closed: after the check it has waited a year for four others of its
school."""


@dataclass(frozen=True, slots=True)
class WaitingGroups:
    """``met`` are the cases with a group, ``refused`` those where it was not wanted:
    with all that is written in them."""

    school: School
    met: Mapping[Case, Sequence[ReadEntry]]
    refused: Sequence[Case]

    @property
    def numbers(self) -> list[int]:
        return [case.number for case in (*self.met, *self.refused)]

    def figures(self) -> list[CaseFigures]:
        return [of_group(entries, _pupils(entries)) for entries in self.met.values()]

    def long_over(self, today: date) -> "WaitingGroups":
        def is_long_over(case: Case) -> bool:
            return bool(case.closed_on and case.closed_on + POOLED_AFTER <= today)

        met = {case: read for case, read in self.met.items() if is_long_over(case)}
        refused = [case for case in self.refused if is_long_over(case)]
        return WaitingGroups(self.school, met, refused)


def waiting_at(school: School, today: date) -> WaitingGroups:
    """What no clear row says is opened for it: nobody reads it, and nothing of it is
    kept but what is frozen."""
    done = counted(school.id, FigureKind.GROUPS)
    ripe = [
        case
        for case in cases.of_body(school.id)
        if case.number not in done and is_ripe(case, today)
    ]
    key = key_pairs.private(school.id) if ripe else None
    found = {
        case: [cases.read(key, case, row) for row in cases.entries(case)]
        for case in ripe
    }
    return WaitingGroups(
        school,
        {case: entries for case, entries in found.items() if has_met(entries)},
        [case for case, entries in found.items() if was_refused(entries)],
    )


def _pupils(entries: Sequence[ReadEntry]) -> Mapping[str, str]:
    """What the pupil answered last."""
    found = read_answers.of_entries(entries)
    answers = [answer for code in found for answer in code.answers]
    return answers[0] if answers else {}
