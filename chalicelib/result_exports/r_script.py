"""The codebook as a script of R that reads the table beside it, with nothing but base
R."""

import json
from collections.abc import Iterable, Iterator

from chalicelib.result_exports.codebook import Column, ColumnKind
from chalicelib.result_exports.result_rows import ResultTable

_CLASSES = {
    ColumnKind.INTEGER: "integer",
    ColumnKind.STRING: "character",
    ColumnKind.DATE: "Date",
}


def r_script(table: ResultTable) -> str:
    return "\n".join(_lines(table)) + "\n"


def _lines(table: ResultTable) -> Iterator[str]:
    name = table.name
    classes = (
        f"{column.name} = {_quoted(_CLASSES[column.kind])}" for column in table.columns
    )
    yield "# UTF-8"
    yield f"{name} <- read.csv({_quoted(f'{name}.csv')},"
    yield '  fileEncoding = "UTF-8", na.strings = character(0),'
    yield f"  colClasses = c({', '.join(classes)}))"
    for column in table.columns:
        yield from _meanings(f"{name}${column.name}", column)


def _meanings(place: str, column: Column) -> Iterator[str]:
    """Why a number is not there stands in a column of its own: NA alone does not
    say."""
    if column.values:
        said = column.values
        yield f"{place} <- {_factor(place, _texts(said), said.values())}"
    if column.missing:
        marks = ", ".join(f"{mark}L" for mark in column.missing)
        yield f"{place}_missing <- {_factor(place, marks, column.missing.values())}"
        yield f"{place}[{place} %in% c({marks})] <- NA"
    yield f'attr({place}, "label") <- {_quoted(column.title)}'


def _factor(place: str, levels: str, labels: Iterable[str]) -> str:
    return f"factor({place}, levels = c({levels}), labels = c({_texts(labels)}))"


def _texts(texts: Iterable[str]) -> str:
    return ", ".join(map(_quoted, texts))


def _quoted(text: str) -> str:
    r"""R reads what JSON writes, but for ``\/``, which is not written here."""
    return json.dumps(text, ensure_ascii=False)
