"""What is said of a class: the question, and how many, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.result_pages.figure_words import words_of
from chalicelib.result_pages.report_view import name_of
from chalicelib.results.grouping import GROUPINGS
from chalicelib.results.snapshot import ClassFigures, Snapshot
from chalicelib.web.language import Texts

_TALKED_OF = ("company", "excluded", "hurt", "safe")
"""What a class has together; how somebody thrives, and whom they go to, is their
own."""


@dataclass(frozen=True, slots=True)
class ClassRow:
    name: str
    said: str


@dataclass(frozen=True, slots=True)
class ClassInList:
    """``round_name`` is what tells the round from others; ``class_id`` any of those
    that answered under the name."""

    round_id: str
    class_id: str
    label: str
    round_name: str
    answers: int
    pupils: int


def class_rows(t: Texts, shown: ClassFigures) -> list[ClassRow]:
    """In the order the questions were asked."""
    return [
        ClassRow(t(f"results.item.{item}"), words_of(t, figure))
        for item, figure in shown.figures.items()
    ]


def classes_of(
    t: Texts, snapshots: Iterable[Snapshot], mine: frozenset[str] | None
) -> list[ClassInList]:
    """Those that somebody may see (None: all), the latest round first."""
    return [
        ClassInList(
            snapshot.round_id,
            row.class_ids[0],
            row.label,
            name_of(t, snapshot, several_forms=False),
            row.answers,
            row.pupils,
        )
        for snapshot in snapshots
        for row in snapshot.classes
        if mine is None or mine & set(row.class_ids)
    ]


def sheet_topics(t: Texts, form_id: str) -> list[str]:
    """What the class may talk about: the same whatever anybody answered."""
    return [
        t(f"results.topic.{grouping.item}")
        for grouping in GROUPINGS[form_id]
        if grouping.item in _TALKED_OF
    ]
