"""One file of OneRoster: its rows, by the headings that its first line has."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from chalicelib.class_import.list_file import UnreadableList, decoded
from chalicelib.core.text import composed
from chalicelib.roster_import.roster_fault import UnreadableRoster

_MOST_IN_CELL = 120


class RosterTable:
    """The rows of one file. ``deleted`` counts, once all have been read, those that the
    file itself says are to be deleted; they are passed over."""

    def __init__(self, name: str, content: bytes) -> None:
        self.file = f"{name}.csv"
        self.deleted = 0
        try:
            text = decoded(content)
        except UnreadableList as refused:
            kind = "not_text" if refused.kind == "not_text" else "encoding"
            raise UnreadableRoster(kind, self.file) from None
        self._lines = csv.reader(
            io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True
        )

    def rows(
        self, needed: Sequence[str], wanted: Sequence[str] = ()
    ) -> Iterator[tuple[int, list[str]]]:
        """Each row's line, and its cells in the order asked for: empty where the file
        has no such column. Raises UnreadableRoster for a heading it cannot be without
        and for a line that cannot be split."""
        try:
            heading = [cell.strip().casefold() for cell in next(self._lines, [])]
            at = self._places(heading, [*needed, *wanted])
            status = heading.index("status") if "status" in heading else None
            missing = [name for name in needed if name.casefold() not in heading]
            if missing:
                raise UnreadableRoster("columns", self.file, 1, ", ".join(missing))
            yield from self._cells(len(heading), at, status)
        except csv.Error:
            line = self._lines.line_num
            raise UnreadableRoster("quotes", self.file, line) from None

    @staticmethod
    def _places(heading: Sequence[str], names: Sequence[str]) -> list[int | None]:
        found = {name: n for n, name in enumerate(heading)}
        return [found.get(name.casefold()) for name in names]

    def _cells(
        self, columns: int, at: Sequence[int | None], status: int | None
    ) -> Iterator[tuple[int, list[str]]]:
        for row in self._lines:
            if not any(row):
                continue
            line = self._lines.line_num
            if len(row) < columns or any(row[columns:]):
                raise UnreadableRoster("row", self.file, line)
            if status is not None and row[status].strip().casefold() == "tobedeleted":
                self.deleted += 1
                continue
            yield line, ["" if n is None else _plain(row[n]) for n in at]


def tables_of(files: Mapping[str, bytes]) -> dict[str, RosterTable]:
    return {name: RosterTable(name, content) for name, content in files.items()}


def is_now(begins: str, ends: str, today: date) -> bool:
    """Whether a day lies between two of the format's dates; what is no date bounds
    nothing."""
    first, last = _day(begins), _day(ends)
    return (first is None or first <= today) and (last is None or today <= last)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _delimiter(text: str) -> str:
    """The format has commas; a spreadsheet that saved it again, semicolons."""
    first = text[: text.find("\n")] if "\n" in text else text
    return max(",;\t", key=first.count)


def _plain(cell: str) -> str:
    return " ".join(composed(cell[:_MOST_IN_CELL]).split())
