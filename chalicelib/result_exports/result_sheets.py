"""Released figures as sheets for people to read: a sheet a round or a term, and one
that says what the numbers are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chalicelib.result_exports.codebook import ABOUT, GROUPS, HIDDEN, NOT_ASKED
from chalicelib.result_exports.released import Released
from chalicelib.result_exports.result_rows import Cell, ResultTable, Row, tables
from chalicelib.result_pages.figure_words import words_of
from chalicelib.results.figure import Figure
from chalicelib.results.grouping import GROUPINGS
from chalicelib.results.snapshot import ClassFigures, Snapshot
from chalicelib.results.term_figures import FormFigures, TermFigures
from chalicelib.web.language import Texts


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, lines of text, and a table where it has a ``header``."""

    heading: str
    lines: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultSheet:
    name: str
    blocks: tuple[Block, ...]


def sheets(t: Texts, released: Released) -> list[ResultSheet]:
    made = [_about(t, released)]
    made += [_of_term(t, term) for term in released.terms_in_order]
    if released.shows_classes:
        made += [_of_round(t, snapshot) for _, snapshot in released.rounds_in_order]
    else:
        made += [_listed(t, table) for table in _named("rounds", t, released)]
    return made


def _named(name: str, t: Texts, released: Released) -> list[ResultTable]:
    return [table for table in tables(t, released) if table.name == name]


def _about(t: Texts, released: Released) -> ResultSheet:
    lines = tuple(t(f"export.about.{about}") for about in ABOUT)
    questions = (
        Block(table.title, (), _titles(table), _in_words(t, table))
        for table in _named("questions", t, released)
    )
    return ResultSheet(
        t("export.about"), (Block(t("export.file.title"), lines), *questions)
    )


def _of_term(t: Texts, term: TermFigures) -> ResultSheet:
    name = t("results.term", term=term.term_id)
    late = (t("results.too_late", number=term.too_late),) if term.too_late else ()
    blocks = (
        _figures(t, t(f"results.form.{form_id}"), form_id, shown)
        for form_id, shown in sorted(term.forms.items())
    )
    return ResultSheet(name, (Block(name, late), *blocks))


def _of_round(t: Texts, snapshot: Snapshot) -> ResultSheet:
    form = t(f"results.form.{snapshot.form_id}")
    name = t("export.sheet.round", day=f"{snapshot.closed_on:%d.%m.%Y}", form=form)
    heading = t("results.round", day=t.full_day(snapshot.closed_on))
    blocks = [_figures(t, f"{heading}, {form}", snapshot.form_id, snapshot)]
    blocks += [
        _figures(t, class_.label, snapshot.form_id, class_)
        for class_ in snapshot.classes
    ]
    if snapshot.without_row:
        labels = ", ".join(snapshot.without_row)
        blocks.append(Block("", (t("results.without_row", labels=labels),)))
    return ResultSheet(name, tuple(blocks))


def _figures(
    t: Texts, heading: str, form_id: str, shown: Snapshot | ClassFigures | FormFigures
) -> Block:
    answered = t("results.answered", answers=shown.answers, pupils=shown.pupils)
    header = (
        t("results.question"),
        t("export.words"),
        *(t(f"export.column.{name}") for name in ("asked", "low", "high", *GROUPS)),
    )
    rows = tuple(_rows(t, form_id, shown.figures))
    return Block(heading, (answered,), header, rows)


def _rows(t: Texts, form_id: str, figures: Mapping[str, Figure]) -> Iterator[Row]:
    for grouping in GROUPINGS[form_id]:
        figure = figures.get(grouping.item)
        said = _in_cells(t, figure) if figure else (t("export.not_asked"),) * 7
        yield t.item(form_id, grouping.item), *said


def _in_cells(t: Texts, figure: Figure) -> Row:
    told = (figure.exact, figure.middle, figure.good)
    groups = (t("export.hidden") if number is None else number for number in told)
    return words_of(t, figure), figure.answers, figure.low, figure.high, *groups


def _listed(t: Texts, table: ResultTable) -> ResultSheet:
    """A table as its file has it, in words."""
    block = Block(table.title, (), _titles(table), _in_words(t, table))
    return ResultSheet(table.title, (block,))


def _titles(table: ResultTable) -> tuple[str, ...]:
    return tuple(column.title for column in table.columns)


def _in_words(t: Texts, table: ResultTable) -> tuple[Row, ...]:
    marks = {HIDDEN: t("export.hidden"), NOT_ASKED: t("export.not_asked")}
    return tuple(
        tuple(
            _said(cell, column.values, marks if column.missing else {})
            for cell, column in zip(row, table.columns, strict=True)
        )
        for row in table.rows
    )


def _said(cell: Cell, values: Mapping[str, str], marks: Mapping[int, str]) -> Cell:
    if isinstance(cell, str):
        return values.get(cell, cell)
    return marks.get(cell, cell)
