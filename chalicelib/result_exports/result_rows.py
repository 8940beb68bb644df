"""Released figures as tables: a row a question, the columns as the codebook has
them."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from chalicelib.forms.definitions import FORMS
from chalicelib.forms.form import SKIP
from chalicelib.forms.questions import Choice
from chalicelib.result_exports.codebook import (
    HIDDEN,
    ITEMS,
    NOT_ASKED,
    QUESTIONS,
    ROUNDS,
    TERMS,
    Column,
    columns,
)
from chalicelib.result_exports.released import Released
from chalicelib.results.figure import Figure
from chalicelib.results.grouping import GROUPINGS, Grouping
from chalicelib.results.snapshot import Snapshot
from chalicelib.results.term_figures import TermFigures
from chalicelib.web.language import Texts

Cell = int | str
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ResultTable:
    """``name`` is what its files are called."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def tables(t: Texts, released: Released) -> list[ResultTable]:
    """Those that have rows; the questions last."""
    made = (
        _table(t, "terms", TERMS, tuple(_of_terms(released))),
        _table(t, "rounds", ROUNDS, tuple(_of_rounds(released))),
        _table(t, "questions", QUESTIONS, tuple(_of_questions(t))),
    )
    return [table for table in made if table.rows]


def _table(
    t: Texts, name: str, names: tuple[str, ...], rows: tuple[Row, ...]
) -> ResultTable:
    return ResultTable(name, t(f"export.table.{name}"), columns(t, names), rows)


def _of_terms(released: Released) -> Iterator[Row]:
    for term in released.terms_in_order:
        yield from _of_term(term)


def _of_term(term: TermFigures) -> Iterator[Row]:
    for form_id in GROUPINGS:
        if shown := term.forms.get(form_id):
            of_what = (term.term_id, term.released_on.isoformat(), form_id)
            summed = (term.owners, shown.schools, shown.rounds, term.too_late)
            about = (*of_what, *summed, shown.pupils, shown.answers)
            yield from _a_row_a_question(about, shown.figures, shown.figures)


def _of_rounds(released: Released) -> Iterator[Row]:
    for number, (school, snapshot) in enumerate(released.rounds_in_order, 1):
        about, asked = _about(number, school, snapshot), snapshot.figures
        whole = (*about, "round", "", snapshot.pupils, snapshot.answers)
        yield from _a_row_a_question(whole, asked, snapshot.figures)
        if released.shows_classes:
            yield from _of_classes(about, snapshot)


def _of_classes(about: Row, snapshot: Snapshot) -> Iterator[Row]:
    for class_ in snapshot.classes:
        row = (*about, "class", class_.label, class_.pupils, class_.answers)
        yield from _a_row_a_question(row, snapshot.figures, class_.figures)
    for label in snapshot.without_row:
        row = (*about, "class", label, HIDDEN, HIDDEN)
        yield from _a_row_a_question(row, snapshot.figures, {})


def _about(number: int, school: str, snapshot: Snapshot) -> Row:
    days = (snapshot.opened_on.isoformat(), snapshot.closed_on.isoformat())
    return number, school, snapshot.form_id, *days


def _a_row_a_question(
    about: Row, asked: Container[str], figures: Mapping[str, Figure]
) -> Iterator[Row]:
    """``asked`` are the questions of the round or the term as a whole."""
    for item in ITEMS:
        if item in asked:
            yield (*about, item, *_numbers(figures.get(item)))
        else:
            yield (*about, item, *[NOT_ASKED] * 6)


def _numbers(figure: Figure | None) -> Row:
    """Of how many, at least, at most, and the three groups where they are told."""
    if figure is None:
        return (HIDDEN,) * 6
    told = (figure.exact, figure.middle, figure.good)
    groups = (HIDDEN if number is None else number for number in told)
    return figure.answers, figure.low, figure.high, *groups


def _of_questions(t: Texts) -> Iterator[Row]:
    """In which group each option is counted, in the words that pupils were asked."""
    for form_id, asked in GROUPINGS.items():
        for grouping in asked:
            text = t.item(form_id, grouping.item)
            for option in (*_options(form_id, grouping.item), SKIP):
                said = _said(t, form_id, grouping.item, option)
                group = _group(grouping, option)
                yield form_id, grouping.item, text, option, said, group


def _options(form_id: str, item: str) -> tuple[str, ...]:
    questions = FORMS[form_id].questions
    return next(
        question.options
        for question in questions
        if question.id == item and isinstance(question, Choice)
    )


def _said(t: Texts, form_id: str, item: str, option: str) -> str:
    if option == SKIP:
        return t("export.skipped")
    return t.option(form_id, item, option)


def _group(grouping: Grouping, option: str) -> str:
    answer = {grouping.item: option}
    if grouping.needs_attention(answer):
        return "attention"
    return "middle" if grouping.is_in_between(answer) else "good"
