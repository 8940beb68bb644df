"""A list of classes as people bring it: pasted or in a file, from any spreadsheet.

Line by line, so that each bad line can be named by its number and no line swallows the next.
"""

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_LINES = 500
_COLUMNS = ("school", "label", "grade", "pupils", "language")
_NEEDED = _COLUMNS[:4]
_HEADINGS = {
    **dict.fromkeys(("skole", "skule", "skolenavn", "skulenamn", "school"), "school"),
    **dict.fromkeys(("klasse", "class"), "label"),
    **dict.fromkeys(("trinn", "steg", "grade"), "grade"),
    **dict.fromkeys(("elever", "elevar", "antall elever", "pupils"), "pupils"),
    **dict.fromkeys(("målform", "mål", "språk", "language"), "language"),
}
_SCHOOL = re.compile(r"[^\W_][\w .,'’&()/-]{1,79}")
_LABEL = re.compile(r"[^\W_][\w ./-]{0,11}")
_MOST_PUPILS = 60
_LANGUAGES = {"nb": "nb", "bokmål": "nb", "nn": "nn", "nynorsk": "nn"}


@dataclass(frozen=True, slots=True)
class Line:
    """One class. ``language`` is empty where the list does not say it."""

    number: int
    school: str
    label: str
    grade: int
    pupils: int
    language: str


@dataclass(frozen=True, slots=True)
class BadLine:
    """``kind`` is a fixed word; ``text`` what stands there, as far as it is worth showing."""

    number: int
    kind: str
    text: str


def decoded(content: bytes) -> str:
    """A file's text: UTF-8 or UTF-16 where it says so, else what Windows in Norway writes."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read(text: str) -> tuple[list[Line], list[BadLine]]:
    """What stands in the list. Empty lines count, so that the numbers are those people see."""
    numbered = [(n, one) for n, one in enumerate(text.lstrip("\ufeff").splitlines(), 1)]
    filled = [(n, one) for n, one in numbered if one.strip(" ;,\t")]
    if len(filled) > MOST_LINES + 1:
        return [], [BadLine(len(filled), "too_many", "")]
    if not filled:
        return [], [BadLine(0, "empty", "")]
    lines, bad = _read(filled)
    return lines, sorted([*bad, *_repeated(lines)], key=lambda one: one.number)


def _read(filled: list[tuple[int, str]]) -> tuple[list[Line], list[BadLine]]:
    delimiter = max(";\t,", key=filled[0][1].count)
    order: tuple[str, ...] = _COLUMNS
    if heading := _heading(_cells(filled[0][1], delimiter) or []):
        missing = [one for one in _NEEDED if one not in heading]
        if missing:
            return [], [BadLine(filled[0][0], f"missing_{one}", "") for one in missing]
        order, filled = heading, filled[1:]
    lines: list[Line] = []
    bad: list[BadLine] = []
    for number, text in filled:
        found = _line(number, _cells(text, delimiter), order, text)
        (lines if isinstance(found, Line) else bad).append(found)  # type: ignore[arg-type]
    return lines, bad


def _heading(cells: list[str]) -> tuple[str, ...] | None:
    """Which column is which; None where the first line is a class already. One word that could be
    a heading can be a school's name too."""
    known = tuple(_HEADINGS.get(cell.casefold(), "") for cell in cells)
    return known if len({*known} - {""}) > 1 else None


def _cells(text: str, delimiter: str) -> list[str] | None:
    try:
        (row,) = csv.reader([text], delimiter=delimiter, strict=True)
    except csv.Error:
        return None
    return [" ".join(cell.split()) for cell in row]


def _line(
    number: int, cells: list[str] | None, order: tuple[str, ...], text: str
) -> Line | BadLine:
    if cells is None:
        return BadLine(number, "quotes", text[:80])
    named = {name: cell for name, cell in zip(order, cells, strict=False) if name}
    if not {*_NEEDED} <= set(named) or any(cells[len(order) :]):
        return BadLine(number, "columns", text[:80])
    for kind, cell in named.items():
        if not _fits(kind, cell):
            return BadLine(number, kind, cell[:80])
    language = _LANGUAGES.get(named.get("language", "").casefold(), "")
    grade, pupils = int(named["grade"]), int(named["pupils"])
    return Line(number, named["school"], named["label"], grade, pupils, language)


def _fits(kind: str, cell: str) -> bool:
    match kind:
        case "school":
            return bool(_SCHOOL.fullmatch(cell))
        case "label":
            return bool(_LABEL.fullmatch(cell))
        case "language":
            return not cell or cell.casefold() in _LANGUAGES
    most = 10 if kind == "grade" else _MOST_PUPILS
    return cell.isascii() and cell.isdigit() and len(cell) < 4 and 1 <= int(cell) <= most


def _repeated(lines: list[Line]) -> Iterator[BadLine]:
    first: dict[tuple[str, str], int] = {}
    for one in lines:
        where = (one.school.casefold(), one.label.casefold())
        if where in first:
            yield BadLine(one.number, "repeated", f"{one.label}: {first[where]}")
        first.setdefault(where, one.number)
