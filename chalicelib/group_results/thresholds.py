"""From how many something is told, and why: rules as data, for groups, cases and
threads alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ReportLevel(StrEnum):
    """Where figures are read. ``pooled`` is no page: what schools with few groups are
    counted together by."""

    SCHOOL = "school"
    OWNER = "owner"
    PROGRAMME = "programme"
    POOLED = "pooled"


@dataclass(frozen=True, slots=True)
class Threshold:
    """``least`` of whatever is counted, from so many ``schools``."""

    least: int
    schools: int
    why: str


THRESHOLDS: Mapping[ReportLevel, Threshold] = {
    ReportLevel.SCHOOL: Threshold(
        5,
        1,
        "Of five, who knows the outcome of one of them learns that of no other.",
    ),
    ReportLevel.OWNER: Threshold(
        10, 2, "A sum of what each school may be told tells nothing more of any case."
    ),
    ReportLevel.PROGRAMME: Threshold(
        10, 2, "As for the owner: the same figures, added up."
    ),
    ReportLevel.POOLED: Threshold(
        11,
        3,
        "No school has more than four of them: who knows all of their school's"
        " learns nothing of the others.",
    ),
}
MOST_KNOWN = 4
"""A reader who was in so many of the cases themselves learns nothing of another. It is
as many as a school may have that is told of nothing alone."""


def is_enough(level: ReportLevel, number: int, schools: int) -> bool:
    """It hangs on how many there are alone: that nothing is told says nothing of how
    any of them went."""
    rule = THRESHOLDS[level]
    return number >= rule.least and schools >= rule.schools


def known(number: int) -> int:
    """How many of so many a reader may know, and still learn nothing of another: with
    more, fewer of the rest would be left open by the ranges."""
    return min(MOST_KNOWN, (number - 3) // 2)


def at_most_half(number: int) -> int:
    """Of so many: up to here a count is told as at most half, beyond it as more. A step
    between them would tell of three ways to go, two of which are said to be between,
    that nobody went the third."""
    return number // 2
