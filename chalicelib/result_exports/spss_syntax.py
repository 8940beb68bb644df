"""The codebook as a syntax file of SPSS that reads the table beside it."""

from collections.abc import Iterator, Mapping

from chalicelib.result_exports.codebook import Column, ColumnKind
from chalicelib.result_exports.result_rows import ResultTable

MOST_IN_VARIABLE_LABEL, MOST_IN_VALUE_LABEL = 251, 120
"""Bytes."""


def spss_syntax(table: ResultTable) -> str:
    return "\n".join(_lines(table)) + "\n"


def cut(text: str, most: int) -> str:
    """As much of it as is no more than so many bytes; no character is cut in two."""
    return text.encode()[:most].decode(errors="ignore")


def _lines(table: ResultTable) -> Iterator[str]:
    yield "* Encoding: UTF-8."
    yield f"GET DATA /TYPE=TXT /FILE='{table.name}.csv' /ENCODING='UTF8'"
    yield "  /ARRANGEMENT=DELIMITED /FIRSTCASE=2 /DELIMITERS=',' /QUALIFIER='\"'"
    yield "  /VARIABLES="
    for place, column in enumerate(table.columns):
        yield f"  {column.name} {_format(table, place)}"
    yield "  ."
    for column in table.columns:
        label = _quoted(column.title, MOST_IN_VARIABLE_LABEL)
        yield f"VARIABLE LABELS {column.name} {label}."
    for column in table.columns:
        yield from _meanings(column)
    yield "EXECUTE."


def _format(table: ResultTable, place: int) -> str:
    match table.columns[place].kind:
        case ColumnKind.INTEGER:
            return "F8.0"
        case ColumnKind.DATE:
            return "SDATE10"
    longest = max((len(str(row[place]).encode()) for row in table.rows), default=0)
    # And the apostrophe that keeps a spreadsheet from running it
    return f"A{longest + 1}"


def _meanings(column: Column) -> Iterator[str]:
    said = {_quoted(code): meaning for code, meaning in column.values.items()}
    said |= {str(mark): meaning for mark, meaning in column.missing.items()}
    if said:
        yield from _value_labels(column.name, said)
    if column.missing:
        yield f"MISSING VALUES {column.name} ({', '.join(map(str, column.missing))})."


def _value_labels(name: str, said: Mapping[str, str]) -> Iterator[str]:
    yield f"VALUE LABELS {name}"
    for value, meaning in said.items():
        yield f"  {value} {_quoted(meaning, MOST_IN_VALUE_LABEL)}"
    yield "  ."


def _quoted(text: str, most: int = MOST_IN_VALUE_LABEL) -> str:
    on_a_line = cut(" ".join(text.split()), most)
    return "'" + on_a_line.replace("'", "''") + "'"
