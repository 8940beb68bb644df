"""The lines and columns of a list that was pasted or came as a file, from any
spreadsheet.

Line by line, so that each bad line can be named by its number and no line swallows the
next.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from chalicelib.class_import.list_heading import Columns, heading_of
from chalicelib.core.text import composed

MOST_LINES = 500
MOST_IN_LINE = 400
_MOST_CELLS = 30
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\0"
_UNSEEN = re.compile(f"[{_INVISIBLE}]+")
_LINE_END = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_FILLED = re.compile(rf"^[{_INVISIBLE} \xa0;,\t]*+[^\n]+", re.M)
"""A line with something in it. A table may be followed by any number of empty ones."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """``kind`` is a fixed word; ``text`` what stands there, as far as it is worth
    showing. ``first`` is the line that a class stood in before, where it is
    repeated. ``file`` is the one of several that it is a line of; where that file was
    made a list, ``number`` is the list's line and ``line_of_file`` the file's."""

    number: int
    kind: str
    text: str
    first: str = ""
    file: str = ""
    line_of_file: int = 0

    @property
    def where(self) -> str:
        """The string that says which line it is; empty where it is no line."""
        if self.line_of_file:
            return "staff.roster.at.file_line_list"
        if self.file:
            return (
                "staff.roster.at.file_line" if self.number else "staff.roster.at.file"
            )
        return "" if self.of_whole_list else "staff.setup.import.line"

    @property
    def of_whole_list(self) -> bool:
        """It is too long, or none of its lines could be read: no line is named."""
        return self.kind == "too_many" or not self.number

    @property
    def said(self) -> str:
        """The end of a key of ``staff.setup.line``: of a file that cannot be read, it
        is said which sign it is written in that we know."""
        known = self.kind in ("empty", "not_text") or self.kind.startswith("roster.")
        unread = not self.number and not known
        return "encoding" if unread else self.kind

    @property
    def quoted(self) -> str:
        """What stands there, where the sentence does not say it."""
        return "" if self.first else self.text


@dataclass(frozen=True, slots=True)
class Row:
    """``cells`` is None where the line cannot be split."""

    number: int
    cells: list[str] | None
    text: str

    def named(
        self, order: tuple[str, ...], columns: Columns
    ) -> dict[str, str] | BadLine:
        """Each cell by its column, of the columns we know."""
        if self.cells is None:
            kind = "quotes" if len(self.text) <= MOST_IN_LINE else "columns"
            return BadLine(self.number, kind, self.text[:80])
        pairs = zip(order, self.cells, strict=False)
        named = {name: cell for name, cell in pairs if name}
        if columns.missing(named) or any(self.cells[len(order) :]):
            return BadLine(self.number, "columns", self.text[:80])
        return named


class Table(NamedTuple):
    """``bad`` says why nothing can be read; ``skipped`` are titles above the
    heading."""

    rows: list[Row]
    order: tuple[str, ...]
    bad: list[BadLine]
    skipped: list[BadLine]


def read_table(text: str, columns: Columns) -> Table:
    """Empty lines count, so that the numbers are those people see."""
    text = _LINE_END.sub("\n", text.lstrip("\ufeff"))
    filled = list(islice(_filled(text), MOST_LINES + 3))
    delimiter = ""
    if filled and (said := re.fullmatch(r'"?sep=(.)"?\s*', filled[0][1], re.I)):
        delimiter, filled = said[1], filled[1:]
    if len(filled) > MOST_LINES + 1:
        last = text.strip("\n").count("\n") + 1
        return Table([], (), [BadLine(last, "too_many", "")], [])
    if not filled:
        return Table([], (), [BadLine(0, "empty", "")], [])
    # Where there is a title above the heading, the heading knows the delimiter better.
    delimiter = delimiter or max(
        ";\t,", key="".join(row_text for _, row_text in filled[:5]).count
    )
    return _split(filled, delimiter, columns)


def _split(filled: list[tuple[int, str]], delimiter: str, columns: Columns) -> Table:
    order, skipped = columns.order, []
    if heading := heading_of(filled, lambda text: _cells(text, delimiter), columns):
        if missing := columns.missing(heading.order):
            number = filled[heading.first][0]
            bad = [BadLine(number, f"missing_{name}", "") for name in missing]
            return Table([], (), bad, [])
        above = filled[: heading.first]
        skipped = [BadLine(number, "title", text[:80]) for number, text in above]
        order, filled = heading.order, filled[heading.after :]
    rows = [Row(number, _cells(text, delimiter), text) for number, text in filled]
    return Table(rows, order, [], skipped)


def _filled(text: str) -> Iterator[tuple[int, str]]:
    number, before = 1, 0
    for found in _FILLED.finditer(text):
        number, before = number + text.count("\n", before, found.start()), found.start()
        yield number, found[0]


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
