"""What may be told, in words and as bars: all of it made of what was frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chalicelib.closing_answers.share import Share
from chalicelib.group_results.figures import CountRange
from chalicelib.group_results.report import SummedSaid
from chalicelib.group_results.summed import SummedFigures
from chalicelib.web.language import Texts


@dataclass(frozen=True, slots=True)
class FigureRow:
    """``bar`` is where the bar begins and how long it is, in per cent."""

    label: str
    words: str
    bar: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class FigureTable:
    name: str
    title: str
    rows: list[FigureRow]


def table(t: Texts, name: str, summed: SummedFigures) -> FigureTable:
    """Of a figure: its ranges, or where the medians lay."""
    title = t(f"figures.{name}")
    if name in summed.medians:
        return FigureTable(name, title, _medians(t, name, summed))
    return FigureTable(name, title, _ranges(t, name, summed))


def tables(
    t: Texts, names: Iterable[str], summed: SummedFigures | None
) -> list[FigureTable]:
    return [table(t, name, summed) for name in names] if summed else []


def refused(t: Texts, summed: SummedFigures) -> str:
    """In words: beside so many groups."""
    found = summed.refused
    if found.least == 0:
        return t("figures.refused.at_most", most=found.most)
    return t("figures.refused.at_least", least=found.least)


def said_table(t: Texts, item: str, said: SummedSaid) -> FigureTable:
    """What supporters said: in words of how many, by half-year."""
    found = said.shares[item]
    rows = [
        FigureRow(t(f"closing.share.{share}"), _terms(t, found[share], said.terms))
        for share in Share
        if found.get(share)
    ]
    return FigureTable(item, t(f"closing.said.{item}"), rows)


def _ranges(t: Texts, name: str, summed: SummedFigures) -> list[FigureRow]:
    return [
        FigureRow(
            t(f"figures.{name}.{option}"),
            _words(t, found, summed.number),
            _bar(found, summed.number),
        )
        for option, found in summed.ranges[name].items()
    ]


def _medians(t: Texts, name: str, summed: SummedFigures) -> list[FigureRow]:
    found: Mapping[str, int] = summed.medians[name]
    return [
        FigureRow(t(f"figures.{name}.{step}"), _counts(t, number, summed.counts))
        for step, number in found.items()
    ]


def _words(t: Texts, found: CountRange, of: int) -> str:
    if found.least == 0:
        return t("figures.at_most", most=found.most, of=of)
    if found.most == of:
        return t("figures.at_least", least=found.least, of=of)
    return t("figures.between", least=found.least, most=found.most, of=of)


def _bar(found: CountRange, of: int) -> tuple[int, int]:
    least, most = (100 * count // of for count in (found.least, found.most))
    return least, most - least


def _counts(t: Texts, number: int, counts: int) -> str:
    """Where all is told of one count, it is the middle of that."""
    if counts == 1:
        return t("figures.middle")
    return t("figures.middle.counts", number=number, counts=counts)


def _terms(t: Texts, number: int, terms: int) -> str:
    if terms == 1:
        return t("figures.term")
    return t("figures.terms", number=number, terms=terms)
