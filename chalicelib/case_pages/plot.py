"""The pupil's own numbers over time, drawn with the numbers beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from chalicelib.case_forms.trend import PupilSaid

_TOP, _BOTTOM, _LEFT, _RIGHT = 16, 176, 8, 92
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """``x`` in per cent, ``y`` in pixels; ``change`` since the number before."""

    x: float
    y: int
    scale: int
    on: date
    change: int | None


@dataclass(frozen=True, slots=True)
class ScalePlot:
    """``goal_y`` is where what the pupil called good enough is drawn."""

    points: list[PlotPoint]
    goal: int | None
    goal_y: int

    @property
    def lines(self) -> list[tuple[PlotPoint, PlotPoint]]:
        return list(pairwise(self.points))


def plot_of(said: Sequence[PupilSaid], goal: int | None) -> ScalePlot:
    """The latest, evenly spaced: a week is a step."""
    given = [(talk.scale, talk.on) for talk in said if talk.scale is not None]
    changes = [after - before for (before, _), (after, _) in pairwise(given)]
    shown = [
        (*pair, change) for pair, change in zip(given, [None, *changes], strict=False)
    ]
    shown = shown[-_SHOWN:]
    step = (_RIGHT - _LEFT) / max(1, len(shown) - 1)
    points = [
        PlotPoint(round(_LEFT + step * number, 1), _y(scale), scale, on, change)
        for number, (scale, on, change) in enumerate(shown)
    ]
    return ScalePlot(points, goal, _y(goal or 0))


def _y(scale: int) -> int:
    return _BOTTOM - (_BOTTOM - _TOP) * scale // 10
