"""A list of classes as people bring it: pasted or in a file, from any spreadsheet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from chalicelib.class_import.list_heading import Columns
from chalicelib.class_import.list_table import BadLine, Row, read_table
from chalicelib.core.text import ascii_digits
from chalicelib.schools import grades as in_grades

_NUMBERS = ("antall", "antal", "elevtall", "elevtal", "antall elever", "antal elevar")
SCHOOL_WORDS = ("skole", "skule", "skolenavn", "skulenamn", "school")
COLUMNS = Columns(
    ("school", "label", "grade", "pupils", "language"),
    ("school", "label", "grade", "pupils"),
    {
        **dict.fromkeys(SCHOOL_WORDS, "school"),
        **dict.fromkeys(("klasse", "class"), "label"),
        **dict.fromkeys(("trinn", "steg", "grade"), "grade"),
        **dict.fromkeys(
            ("elever", "elevar", "tal på elevar", "pupils", *_NUMBERS), "pupils"
        ),
        **dict.fromkeys(("målform", "mål", "språk", "language"), "language"),
    },
)
_SCHOOL = re.compile(r"[^\W_][\w .,'’&()/-]{1,79}")
_LABEL = re.compile(r"[^\W_][\w ./-]{0,11}")
_MOST_PUPILS = 60
_LANGUAGES = {"nb": "nb", "bokmål": "nb", "nn": "nn", "nynorsk": "nn"}
_TOTALS = frozenset(
    ("sum", "totalt", "total", "i alt", "til sammen", "tilsammen", "til saman")
)
_MONTH = r"(?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[sc])[a-zæøå]*"
_DATE = re.compile(
    rf"\d{{1,4}}[. /-]*{_MONTH}[. /-]*\d*|{_MONTH}[. /-]*\d{{1,4}}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d?-\d\d?(?: [\d:]+)?",
    re.I,
)
"""What a spreadsheet makes of 1-2, the name of a class of two grades."""
_DASHES = str.maketrans("–—−‐‑", "-----")


@dataclass(frozen=True, slots=True)
class Line:
    """One class. ``language`` is empty where the list does not say it."""

    number: int
    school: str
    label: str
    grades: tuple[int, ...]
    pupils: int
    language: str


class ClassList(NamedTuple):
    """``skipped`` are lines that are no class and need not be: titles and sums, named
    by kind."""

    lines: list[Line]
    bad: list[BadLine]
    skipped: list[BadLine]


def read(text: str) -> ClassList:
    """What stands in the list."""
    table = read_table(text, COLUMNS)
    lines: list[Line] = []
    bad, skipped = list(table.bad), list(table.skipped)
    for row in table.rows:
        if row.cells and _is_total(row.cells):
            skipped.append(BadLine(row.number, "total", row.text[:80]))
            continue
        found = _line(row, table.order)
        (lines if isinstance(found, Line) else bad).append(found)  # type: ignore[arg-type]
    return ClassList(
        lines, sorted([*bad, *_repeated(lines)], key=lambda line: line.number), skipped
    )


def _is_total(cells: list[str]) -> bool:
    """A sum is no class: something of what every class has is missing, and a word says
    so."""
    said = {cell.casefold().rstrip(":. ") for cell in cells}
    return bool(said & _TOTALS) and len([cell for cell in cells if cell]) < len(
        COLUMNS.needed
    )


def _line(row: Row, order: tuple[str, ...]) -> Line | BadLine:
    named = row.named(order, COLUMNS)
    if isinstance(named, BadLine):
        return named
    named = {name: _folded(name, cell) for name, cell in named.items()}
    number = row.number
    for kind, cell in named.items():
        if kind in ("label", "grade") and _DATE.fullmatch(cell):
            return BadLine(number, "date", cell[:80])
        if not _fits(kind, cell):
            return BadLine(number, kind, cell[:80])
    language = _LANGUAGES.get(named.get("language", "").casefold(), "")
    grades, pupils = in_grades.read(named["grade"]), int(named["pupils"])
    return Line(number, named["school"], named["label"], grades, pupils, language)


def _folded(name: str, cell: str) -> str:
    return cell if name == "school" else ascii_digits(cell).translate(_DASHES)


def _fits(kind: str, cell: str) -> bool:
    match kind:
        case "school":
            return bool(_SCHOOL.fullmatch(cell))
        case "label":
            return bool(_LABEL.fullmatch(cell))
        case "language":
            return not cell or cell.casefold() in _LANGUAGES
        case "grade":
            return bool(in_grades.read(cell))
    return (
        cell.isascii()
        and cell.isdigit()
        and len(cell) < 4
        and 1 <= int(cell) <= _MOST_PUPILS
    )


def _repeated(lines: list[Line]) -> Iterator[BadLine]:
    first: dict[tuple[str, str], int] = {}
    for line in lines:
        where = (line.school.casefold(), line.label.casefold())
        if where in first:
            yield BadLine(line.number, "repeated", line.label, str(first[where]))
        first.setdefault(where, line.number)
