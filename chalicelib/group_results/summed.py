"""What may be told of several schools: made of what was frozen for each of them alone,
so that it tells nothing that those do not."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import NamedTuple

from chalicelib.group_results.figures import CountRange, FrozenFigures
from chalicelib.group_results.thresholds import ReportLevel, is_enough


class CountOfSchool(NamedTuple):
    """What was frozen, and the school it is of; of several together their owner."""

    source: str
    figures: FrozenFigures


@dataclass(frozen=True, slots=True)
class SummedFigures:
    """Of so many ``counts`` that were frozen, ``number`` cases in all. ``medians`` says
    in how many of the counts the median lay in a step."""

    number: int
    schools: int
    counts: int
    ranges: Mapping[str, Mapping[str, CountRange]]
    medians: Mapping[str, Mapping[str, int]]
    refused: CountRange


def summed(
    level: ReportLevel, counted: Iterable[CountOfSchool]
) -> SummedFigures | None:
    """None where it is not enough for the level."""
    found = list(counted)
    number, schools = sum(figures.number for _, figures in found), _schools(found)
    if not is_enough(level, number, schools):
        return None
    those = [figures for _, figures in found]
    refused = reduce(add, (figures.refused for figures in those))
    return SummedFigures(
        number, schools, len(those), _ranges(those), _medians(those), refused
    )


def _schools(found: Iterable[CountOfSchool]) -> int:
    schools: dict[str, int] = {}
    for source, figures in found:
        schools[source] = max(figures.schools, schools.get(source, 0))
    return sum(schools.values())


def _ranges(those: Sequence[FrozenFigures]) -> dict[str, dict[str, CountRange]]:
    """By the figures of the first: those that all of them have."""
    return {
        name: {
            option: reduce(add, (figures.ranges[name][option] for figures in those))
            for option in options
        }
        for name, options in those[0].ranges.items()
    }


def _medians(those: Sequence[FrozenFigures]) -> dict[str, Counter[str]]:
    return {
        name: Counter(figures.medians[name] for figures in those)
        for name in those[0].medians
    }
