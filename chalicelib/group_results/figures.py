"""Raw figures, and what may be told of them: two types, and one way from the first to
the second. A page takes the second alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chalicelib.group_results.thresholds import at_most_half


@dataclass(frozen=True, slots=True)
class CaseQuestion:
    """Something that each case has one of the ``options`` of. ``median``: they are
    steps of a number, in order, and the step is told that the median lies in."""

    name: str
    options: tuple[str, ...]
    median: bool = False


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """Raw: how it went in one case, by figure. Never stored, and never shown."""

    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CountRange:
    """Of a number of cases, at least and at most so many: never which of them it is."""

    least: int
    most: int

    def __add__(self, other: "CountRange") -> "CountRange":
        return CountRange(self.least + other.least, self.most + other.most)


@dataclass(frozen=True, slots=True)
class FrozenFigures:
    """What may be told of ``number`` cases, once and for all: by figure and option the
    range, or the step of the median. ``refused`` is how many groups did not come to
    be beside them, ``schools`` how many schools they are of."""

    number: int
    schools: int
    ranges: Mapping[str, Mapping[str, CountRange]]
    medians: Mapping[str, str]
    refused: CountRange


_REFUSED = (0, 5, 10, 20, 40, 80)
"""Where the steps begin that refusals are told by: five are never told apart."""


def frozen(
    figures: Sequence[CaseQuestion],
    cases: Sequence[CaseFigures],
    refused: int = 0,
    schools: int = 1,
) -> FrozenFigures:
    """Of so many cases that they may be told of: see ``thresholds``."""
    return FrozenFigures(
        number=len(cases),
        schools=schools,
        ranges={
            figure.name: _ranges(figure, cases)
            for figure in figures
            if not figure.median
        },
        medians={
            figure.name: _median(figure, cases) for figure in figures if figure.median
        },
        refused=_step(refused),
    )


def range_of(count: int, number: int) -> CountRange:
    """At most half, or more than half: what a count of so many is told as."""
    half = at_most_half(number)
    return CountRange(0, half) if count <= half else CountRange(half + 1, number)


def _ranges(
    figure: CaseQuestion, cases: Sequence[CaseFigures]
) -> dict[str, CountRange]:
    said = [case.said[figure.name] for case in cases]
    return {
        option: range_of(said.count(option), len(said)) for option in figure.options
    }


def _median(figure: CaseQuestion, cases: Iterable[CaseFigures]) -> str:
    """The lower of the two in the middle, where the number is even."""
    steps = sorted(figure.options.index(case.said[figure.name]) for case in cases)
    return figure.options[steps[(len(steps) - 1) // 2]]


def _step(count: int) -> CountRange:
    least = max(start for start in _REFUSED if start <= count)
    after = [start for start in _REFUSED if start > count]
    return CountRange(least, after[0] - 1 if after else 10**6)
