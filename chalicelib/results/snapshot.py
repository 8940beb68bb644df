"""A round's figures as they were when it was over: made once, and never again. Answers
go in, figures come out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from chalicelib.forms.form import Answer
from chalicelib.results.disclosure import (
    FEWEST_FOR_ROW,
    PartOfSum,
    of_class,
    of_round,
)
from chalicelib.results.figure import Figure
from chalicelib.results.grouping import Grouping, groupings_in
from chalicelib.rounds.round import Round


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """Of a class, or of classes that answer under one name: ``class_ids`` has the ids
    they have in the round, and then those of classes joined there. ``figures`` by
    question."""

    label: str
    class_ids: tuple[str, ...]
    pupils: int
    answers: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All of it may be shown. ``without_row`` are classes with too few answers to have
    figures of their own. ``figures`` by question, in the order they were asked; a
    question that the round did not ask has none."""

    round_id: str
    school_id: str
    form_id: str
    opened_on: date
    closed_on: date
    pupils: int
    answers: int
    figures: Mapping[str, Figure] = field(default_factory=dict)
    classes: tuple[ClassFigures, ...] = ()
    without_row: tuple[str, ...] = ()


Parts = Mapping[str, PartOfSum]
"""What a round, or a school owner, is in the sum above, by question. Raw."""
Answered = Mapping[str, Sequence[Answer]]
"""Class id to the answers there."""


def of_answers(
    round_: Round, answered: Answered, closed_on: date
) -> tuple[Snapshot, Parts]:
    """The same for the same answers, in whatever order they come."""
    groupings = groupings_in(round_.form_id, round_.form_version)
    joined = _by_label(round_)
    together = {label: _all(ids, answered) for label, ids in joined.items()}
    counted = {label: _count(groupings, said) for label, said in together.items()}
    parts = _parts(groupings, counted, _all(round_.classes, answered))
    has_row = {label for label, said in together.items() if len(said) >= FEWEST_FOR_ROW}
    rows = (
        _row(round_, label, joined[label], counted[label])
        for label in joined
        if label in has_row
    )
    snapshot = Snapshot(
        round_id=round_.id,
        school_id=round_.school_id,
        form_id=round_.form_id,
        opened_on=round_.opened_on,
        closed_on=closed_on,
        pupils=_pupils(round_, round_.classes),
        answers=sum(map(len, together.values())),
        figures=_figures(parts),
        classes=tuple(rows),
        without_row=tuple(label for label in joined if label not in has_row),
    )
    return snapshot, parts


def _by_label(round_: Round) -> dict[str, tuple[str, ...]]:
    """The ids of the classes that are read under one name."""
    labels = dict.fromkeys(class_.label for class_ in round_.classes.values())
    return {
        label: tuple(
            class_.id for class_ in round_.classes.values() if class_.label == label
        )
        for label in labels
    }


def _all(class_ids: Iterable[str], answered: Answered) -> list[Answer]:
    return [answer for id_ in class_ids for answer in answered.get(id_, ())]


def _count(groupings: Sequence[Grouping], said: Sequence[Answer]) -> Parts:
    return {
        grouping.item: of_class(len(said), sum(map(grouping.needs_attention, said)))
        for grouping in groupings
    }


def _parts(
    groupings: Sequence[Grouping],
    counted: Mapping[str, Parts],
    everybody: Sequence[Answer],
) -> Parts:
    return {
        grouping.item: of_round(
            [in_class[grouping.item] for in_class in counted.values()],
            sum(map(grouping.is_in_between, everybody)),
        )
        for grouping in groupings
    }


def _row(
    round_: Round, label: str, class_ids: tuple[str, ...], counted: Parts
) -> ClassFigures:
    answers = next(iter(counted.values())).figure.answers
    pupils = _pupils(round_, class_ids)
    joined = (id_ for group in class_ids for id_ in round_.classes[group].joined)
    ids = (*class_ids, *joined)
    return ClassFigures(label, ids, pupils, answers, _figures(counted))


def _pupils(round_: Round, class_ids: Iterable[str]) -> int:
    return sum(round_.classes[id_].pupils for id_ in class_ids)


def _figures(parts: Parts) -> dict[str, Figure]:
    return {item: part.figure for item, part in parts.items()}
