"""What is taken of OneRoster or of Feide as the lists that people paste: seen, mended
and saved as those are."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace

from chalicelib.class_import.list_table import BadLine
from chalicelib.roster_import.roster import RosterClass, RosterTeacher
from chalicelib.schools import grades as in_grades

_CLASSES = ("skole", "klasse", "trinn", "elever")
_PEOPLE = ("navn", "e-post", "rolle", "skole", "kontaktlærer for")
_FIRST = 2
"""The line of the first that the list has: the heading stands above it."""


def class_list(classes: Iterable[RosterClass]) -> str:
    """What is not known of a class is left open."""
    return _text(_CLASSES, (_class_row(class_) for class_ in classes))


def people_list(teachers: Iterable[RosterTeacher]) -> str:
    rows = (
        (t.name, t.email, "lærer", t.school, ", ".join(t.classes)) for t in teachers
    )
    return _text(_PEOPLE, rows)


def with_places(
    bad: Iterable[BadLine], file: str, lines: Sequence[int]
) -> tuple[BadLine, ...]:
    """Each bad line with where it came from: ``lines`` are the file's, in the list's
    order."""
    return tuple(
        replace(line, file=file, line_of_file=lines[line.number - _FIRST])
        if _FIRST <= line.number < _FIRST + len(lines)
        else line
        for line in bad
    )


def _class_row(class_: RosterClass) -> tuple[str, ...]:
    grades = in_grades.read(class_.grades.replace(" ", ""))
    said = in_grades.said(grades) if grades else class_.grades
    return (class_.school, class_.title, said, str(class_.pupils or ""))


def _text(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=";", lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return held.getvalue()
