"""What saving would do with one line: here, as far as classes go."""

from dataclasses import replace

import pytest

from chalicelib.accounts.account import Position
from chalicelib.people_import.people_list import PersonLine
from chalicelib.people_import.planned_person import What, planned
from tests.cast import CLASSES, NURSE, PRINCIPAL, SCHOOL, TEACHER

KNOWN = {class_.label.casefold(): class_ for class_ in CLASSES}
HAS_6A = replace(TEACHER, classes=("6A",))


def plan(before, *classes, name="Test A6", position=Position.TEACHER):
    line = PersonLine(1, name, before.email, position, "", classes)
    return planned(line, SCHOOL, [before, PRINCIPAL], KNOWN)


@pytest.mark.parametrize(
    ("before", "classes", "what", "teaches"),
    [
        (TEACHER, ("6A",), What.TEACHES, "6A"),
        (TEACHER, ("6a", "7A", "6A"), What.TEACHES, "6A, 7A"),
        (HAS_6A, ("6A",), What.SAME, ""),
        (HAS_6A, ("7A",), What.TEACHES, "7A"),
        (HAS_6A, (), What.SAME, ""),
        (replace(TEACHER, active=False), ("6A",), What.LEFT, ""),
        (NURSE, ("6A",), What.KEPT, ""),
    ],
)
def test_a_list_gives_classes_and_takes_none(before, classes, what, teaches):
    found = plan(before, *classes, name=before.name)
    assert (found.what, found.teaches) == (what, teaches)


def test_who_is_new_renamed_or_asked_about_gets_the_classes_too():
    new = replace(TEACHER, email="other@test.example")
    line = PersonLine(1, "Ny", "ny@test.example", Position.TEACHER, "", ("6A",))
    assert planned(line, SCHOOL, [new], KNOWN).teaches == "6A"
    renamed = plan(TEACHER, "6A", name="Nytt Navn")
    assert (renamed.what, renamed.teaches) == (What.RENAMED, "6A")
    asked = plan(TEACHER, "6A", position=Position.SOCIAL_TEACHER)
    assert (asked.what, asked.teaches) == (What.MORE, "6A")
