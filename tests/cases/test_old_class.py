from dataclasses import replace

import pytest

from chalicelib.cases.old_class import OldClass, old_class
from chalicelib.schools.school import ClassTurned, SchoolClass, YearTurned
from tests.cast import NOW, SCHOOL

YEAR = YearTurned("Y", NOW)
TURNED = replace(SCHOOL, turned=YEAR)


def class_(before, now, year="Y", over=False):
    turned = ClassTurned(year, before, (6,), 2)
    closed_on = NOW.date() if over else None
    return SchoolClass("K", SCHOOL.id, now, (7,), 20, 2, closed_on, turned)


@pytest.mark.parametrize(
    ("said", "ever", "found"),
    [
        ("6A", [class_("6A", "7A")], OldClass("6A", "7A")),
        ("6 a", [class_("6A", "7A")], OldClass("6 a", "7A")),
        ("7A", [class_("7A", "7A", over=True)], OldClass("7A", "7A", is_over=True)),
        # the year before says nothing of this one, and another class nothing of it
        ("6A", [class_("6A", "7A", year="X")], OldClass("6A", "6A")),
        ("6A", [class_("6B", "7B")], OldClass("6A", "6A")),
        ("6A", [], OldClass("6A", "6A")),
        ("", [class_("6A", "7A")], OldClass("", "")),
    ],
)
def test_what_the_class_is_called_since(said, ever, found):
    assert old_class(said, TURNED, ever) == found


@pytest.mark.parametrize(
    ("found", "key"),
    [
        (OldClass("6A", "7A"), "case.class.moved"),
        (OldClass("6A", "6A"), "case.class.same"),
        (OldClass("7A", "7A", is_over=True), "case.class.over"),
    ],
)
def test_it_says_what_is_known(found, key):
    assert found.key == key
