"""A figure as a bar with its numbers beside it. How long the parts are, and what is
said of them, comes from the figure alone: a hidden number is drawn as any other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chalicelib.result_pages.figure_words import words_of
from chalicelib.results.figure import Figure
from chalicelib.web.language import Texts


@dataclass(frozen=True, slots=True)
class BarPart:
    """``start`` and ``width`` in per cent of the bar."""

    kind: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class BarRow:
    """Of one question. ``numbers`` by kind: good, middle and attention, or rest and
    attention where those who are well and in between are not told apart; none where the
    number may not be told. ``said`` is the bar in words."""

    item: str
    name: str
    numbers: Mapping[str, int]
    parts: tuple[BarPart, ...]
    said: str


def bar_rows(t: Texts, figures: Mapping[str, Figure]) -> list[BarRow]:
    """In the order the questions are asked."""
    return [_row(t, item, figure) for item, figure in figures.items()]


def _row(t: Texts, item: str, figure: Figure) -> BarRow:
    numbers = numbers_of(figure)
    return BarRow(
        item=item,
        name=t(f"results.item.{item}"),
        numbers=numbers,
        parts=tuple(_parts(numbers, figure.answers)),
        said=_said(t, numbers, figure),
    )


def numbers_of(figure: Figure) -> dict[str, int]:
    """What may be told of the groups, in the order they are drawn."""
    if figure.exact is None or not figure.answers:
        return {}
    if figure.good is None or figure.middle is None:
        rest = figure.answers - figure.exact
        return {"rest": rest, "attention": figure.exact}
    return {
        "good": figure.good,
        "middle": figure.middle,
        "attention": figure.exact,
    }


def _parts(numbers: Mapping[str, int], answers: int) -> Iterator[BarPart]:
    before = 0
    for kind, number in numbers.items():
        if number:
            start, width = 100 * before / answers, 100 * number / answers
            yield BarPart(kind, round(start, 1), round(width, 1))
        before += number


def _said(t: Texts, numbers: Mapping[str, int], figure: Figure) -> str:
    if not numbers:
        return words_of(t, figure)
    kind = "split" if "good" in numbers else "two"
    return t(f"results.bar.{kind}", answers=figure.answers, **numbers)
