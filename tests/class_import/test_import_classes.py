"""What a line of a list would change in the class that is there."""

from chalicelib.class_import.class_list import Line
from chalicelib.class_import.import_classes import Planned
from chalicelib.schools.school import SchoolClass

BEFORE = SchoolClass("C", "S", "6A", (6,), 24)


def changes(after, what="changed", before=BEFORE):
    return Planned(
        Line(1, "Skolen", after.label, (6,), after.pupils, ""),
        what,
        False,
        after,
        before,
    ).changes


def test_each_thing_that_becomes_another_is_named_with_what_it_was():
    after = SchoolClass("C", "S", "6B", (6, 7), 25)
    assert changes(after) == [
        ("staff.setup.import.from_to", "6A", "6B"),
        ("staff.setup.import.from_to.grades", "6", "6–7"),
        ("staff.setup.import.from_to.pupils", 24, 25),
    ]


def test_what_stays_is_not_named():
    assert changes(SchoolClass("C", "S", "6A", (6,), 25)) == [
        ("staff.setup.import.from_to.pupils", 24, 25)
    ]
    assert changes(BEFORE, "same") == []
    assert changes(BEFORE, "new", None) == []
