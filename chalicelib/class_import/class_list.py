"""A list of classes as people bring it: pasted or in a file, from any spreadsheet.

Line by line, so that each bad line can be named by its number and no line swallows the
next.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from chalicelib.class_import.class_heading import COLUMNS, NEEDED, heading_of
from chalicelib.core.text import ascii_digits, composed
from chalicelib.schools import grades as in_grades

MOST_LINES = 500
MOST_IN_LINE = 400
_MOST_CELLS = 30
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
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\0"
_UNSEEN = re.compile(f"[{_INVISIBLE}]+")
_LINE_END = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_FILLED = re.compile(rf"^[{_INVISIBLE} \xa0;,\t]*+[^\n]+", re.M)
"""A line with something in it. A table may be followed by any number of empty ones."""
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


@dataclass(frozen=True, slots=True)
class BadLine:
    """``kind`` is a fixed word; ``text`` what stands there, as far as it is worth
    showing. ``first`` is the line that a class stood in before, where it is
    repeated."""

    number: int
    kind: str
    text: str
    first: str = ""

    @property
    def of_whole_list(self) -> bool:
        """It is too long, or none of its lines could be read: no line is named."""
        return self.kind == "too_many" or not self.number

    @property
    def said(self) -> str:
        """The end of a key of ``staff.setup.line``: of a file that cannot be read, it
        is said which sign it is written in that we know."""
        unread = not self.number and self.kind not in ("empty", "not_text")
        return "encoding" if unread else self.kind

    @property
    def quoted(self) -> str:
        """What stands there, where the sentence does not say it."""
        return "" if self.first else self.text


class ClassList(NamedTuple):
    """``skipped`` are lines that are no class and need not be: titles and sums, named
    by kind."""

    lines: list[Line]
    bad: list[BadLine]
    skipped: list[BadLine]


def read(text: str) -> ClassList:
    """What stands in the list. Empty lines count, so that the numbers are those people
    see."""
    text = _LINE_END.sub("\n", text.lstrip("\ufeff"))
    filled = list(islice(_filled(text), MOST_LINES + 3))
    delimiter = ""
    if filled and (said := re.fullmatch(r'"?sep=(.)"?\s*', filled[0][1], re.I)):
        delimiter, filled = said[1], filled[1:]
    if len(filled) > MOST_LINES + 1:
        return ClassList(
            [], [BadLine(text.strip("\n").count("\n") + 1, "too_many", "")], []
        )
    if not filled:
        return ClassList([], [BadLine(0, "empty", "")], [])
    # Where there is a title above the heading, the heading knows the delimiter better.
    delimiter = delimiter or max(
        ";\t,", key="".join(row_text for _, row_text in filled[:5]).count
    )
    lines, bad, skipped = _read(filled, delimiter)
    return ClassList(
        lines, sorted([*bad, *_repeated(lines)], key=lambda line: line.number), skipped
    )


def _filled(text: str) -> Iterator[tuple[int, str]]:
    number, before = 1, 0
    for found in _FILLED.finditer(text):
        number, before = number + text.count("\n", before, found.start()), found.start()
        yield number, found[0]


def _read(filled: list[tuple[int, str]], delimiter: str) -> ClassList:
    order: tuple[str, ...] = COLUMNS
    skipped: list[BadLine] = []
    if heading := heading_of(filled, lambda text: _cells(text, delimiter)):
        if heading.missing:
            number = filled[heading.first][0]
            return ClassList(
                [], [BadLine(number, f"missing_{n}", "") for n in heading.missing], []
            )
        above = filled[: heading.first]
        skipped = [BadLine(number, "title", text[:80]) for number, text in above]
        order, filled = heading.order, filled[heading.after :]
    lines: list[Line] = []
    bad: list[BadLine] = []
    for number, text in filled:
        cells = _cells(text, delimiter)
        if cells and _is_total(cells):
            skipped.append(BadLine(number, "total", text[:80]))
            continue
        found = _line(number, cells, order, text)
        (lines if isinstance(found, Line) else bad).append(found)  # type: ignore[arg-type]
    return ClassList(lines, bad, skipped)


def _is_total(cells: list[str]) -> bool:
    """A sum is no class: something of what every class has is missing, and a word says
    so."""
    said = {cell.casefold().rstrip(":. ") for cell in cells}
    return bool(said & _TOTALS) and len([cell for cell in cells if cell]) < len(NEEDED)


def _cells(text: str, delimiter: str) -> list[str] | None:
    if len(text) > MOST_IN_LINE:
        return None
    plain = composed(_UNSEEN.sub("", text))
    try:
        (row,) = csv.reader([plain], delimiter=delimiter, strict=True)
    except (csv.Error, ValueError):
        return None
    if len(row) > _MOST_CELLS:  # what stands there matters only where it is something
        row = [*row[:_MOST_CELLS], "".join(row[_MOST_CELLS:])]
    return [" ".join(cell.split()) for cell in row]


def _line(
    number: int, cells: list[str] | None, order: tuple[str, ...], text: str
) -> Line | BadLine:
    if cells is None:
        return BadLine(
            number, "quotes" if len(text) <= MOST_IN_LINE else "columns", text[:80]
        )
    named = {
        name: _folded(name, cell)
        for name, cell in zip(order, cells, strict=False)
        if name
    }
    if not {*NEEDED} <= set(named) or any(cells[len(order) :]):
        return BadLine(number, "columns", text[:80])
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
