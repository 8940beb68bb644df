"""Shares over rounds or terms, drawn with how sure they are. Made from figures that may
be told alone; what is hidden has no place of its own in the plot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from chalicelib.result_pages.figure_words import short_words
from chalicelib.results.figure import Figure
from chalicelib.web.language import Texts

MOST_MOMENTS = 4
_Z = 1.96
_BOTTOM, _HEIGHT = 120, 100
_LEFT, _RIGHT = 25, 90
_SCALES = (30, 60, 100)


@dataclass(frozen=True, slots=True)
class Moment:
    """A round or a term. ``answered`` in words."""

    name: str
    year: int
    answered: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """``x`` in per cent of the plot, ``y`` and the ends of the interval in pixels; they
    are None where the number may not be told. ``words`` stand in the table, ``mark`` in
    the plot."""

    name: str
    year: int
    x: int
    mark: str
    words: str
    y: float | None = None
    top: float | None = None
    bottom: float | None = None


@dataclass(frozen=True, slots=True)
class TrendPlot:
    """``lines`` go between points that stand side by side."""

    item: str
    title: str
    said: str
    points: tuple[TrendPoint, ...]
    lines: tuple[tuple[TrendPoint, TrendPoint], ...]

    @property
    def has_number(self) -> bool:
        return any(point.y is not None for point in self.points)


@dataclass(frozen=True, slots=True)
class Trend:
    """``plots`` of all questions, for the table; ``scale`` has the marks of the axis
    with where they stand."""

    moments: tuple[Moment, ...]
    plots: tuple[TrendPlot, ...]
    scale: tuple[tuple[int, float], ...]

    @property
    def drawn(self) -> list[TrendPlot]:
        """Those with a number that may be told."""
        return [plot for plot in self.plots if plot.has_number]


def interval(number: int, answers: int) -> tuple[float, float]:
    """Wilson's score interval at 95 %, as shares. E. B. Wilson, J. Am. Stat. Assoc. 22
    (1927), 209-212."""
    share, square = number / answers, _Z * _Z
    middle = share + square / (2 * answers)
    spread = _Z * sqrt(share * (1 - share) / answers + square / (4 * answers**2))
    whole = 1 + square / answers
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def trend_of(t: Texts, moments: Sequence[Moment]) -> Trend | None:
    """``moments`` the earliest first, of the same form; the questions of the last. None
    where there is nothing to compare with."""
    shown = tuple(moments[-MOST_MOMENTS:])
    if len(shown) < 2:
        return None
    top = _top(shown)
    plots = tuple(_plot(t, item, shown, top) for item in shown[-1].figures)
    marks = tuple((mark, _y(mark / 100, top)) for mark in (0, top // 2, top))
    return Trend(shown, plots, marks)


def _top(moments: Sequence[Moment]) -> int:
    """Where the axis ends: the same for all plots beside each other."""
    highest = max(
        (
            interval(figure.exact, figure.answers)[1]
            for moment in moments
            for figure in moment.figures.values()
            if figure.exact is not None and figure.answers
        ),
        default=0.0,
    )
    return next(scale for scale in _SCALES if 100 * highest <= scale)


def _plot(t: Texts, item: str, moments: Sequence[Moment], top: int) -> TrendPlot:
    step = (_RIGHT - _LEFT) / (len(moments) - 1)
    points = tuple(
        _point(t, moment, moment.figures.get(item), round(_LEFT + step * place), top)
        for place, moment in enumerate(moments)
    )
    said = ", ".join(
        t("results.trend.said", when=f"{point.name} {point.year}", what=point.words)
        for point in points
    )
    lines = tuple(
        (before, after)
        for before, after in pairwise(points)
        if before.y is not None and after.y is not None
    )
    return TrendPlot(item, t(f"results.need.{item}"), said, points, lines)


def _point(
    t: Texts, moment: Moment, figure: Figure | None, x: int, top: int
) -> TrendPoint:
    name, year = moment.name, moment.year
    if figure is None:
        unasked = t("results.trend.unasked")
        return TrendPoint(name, year, x, unasked, unasked)
    if figure.exact is None or not figure.answers:
        return TrendPoint(name, year, x, *short_words(t, figure))
    low, high = interval(figure.exact, figure.answers)
    share = figure.exact / figure.answers
    words = t(
        "results.trend.words",
        percent=round(100 * share),
        number=figure.exact,
        low=round(100 * low),
        high=round(100 * high),
    )
    mark = str(round(100 * share))
    ends = _y(high, top), _y(low, top)
    return TrendPoint(name, year, x, mark, words, _y(share, top), *ends)


def _y(share: float, top: int) -> float:
    return round(_BOTTOM - _HEIGHT * 100 * share / top, 1)
