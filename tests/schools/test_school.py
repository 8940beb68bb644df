"""A class after the summer, what it is called, and the last grade of its school."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.schools.school import SchoolClass, last_grade, next_year
from tests.cast import SCHOOL as PLACE


@pytest.mark.parametrize(
    ("label", "grade", "becomes"),
    [
        ("6A", 6, "7A"),
        ("9B", 9, "10B"),
        ("Blå", 5, "Blå"),
        ("1", 1, "2"),
        ("10A", 1, "10A"),
        ("5-1", 5, "6-1"),
        ("5-5", 5, "6-5"),
        ("5.A", 5, "6.A"),
        ("5-6", 5, "5-6"),
        ("5/6A", 5, "5/6A"),
        ("5/ 6", 5, "5/ 6"),
    ],
)
def test_grades_move_up(label, grade, becomes):
    moved = next_year(SchoolClass("X", "S", label, (grade,), 20), 10, date(2027, 8, 1))
    assert (moved.label, moved.grades, moved.closed_on) == (becomes, (grade + 1,), None)


@pytest.mark.parametrize(
    ("label", "grades"),
    [("5-6", (5, 6)), ("5/6A", (5, 6)), ("5-7", (5, 6, 7)), ("6-7", (6, 7))],
)
def test_a_class_of_several_grades_stays_whole_with_its_name(label, grades):
    mixed = SchoolClass("X", "S", label, grades, 20)
    assert next_year(mixed, 7, date(2027, 8, 1)) == mixed


def test_the_last_grade_closes():
    closed = next_year(SchoolClass("X", "S", "7A", (7,), 20), 7, date(2027, 8, 1))
    assert (closed.label, closed.closed_on) == ("7A", date(2027, 8, 1))


@pytest.mark.parametrize(
    ("said", "grades", "last"),
    [
        (None, (5, 5), 7),
        (None, (1, 7), 7),
        (None, (8, 9), 10),
        (None, (), 7),
        (4, (1, 4), 4),
    ],
)
def test_the_schools_last_grade_is_what_it_says_and_never_the_highest_there_is(
    said, grades, last
):
    classes = [
        SchoolClass(str(n), "S", "X", (grade,), 20) for n, grade in enumerate(grades)
    ]
    assert last_grade(replace(PLACE, last_grade=said), classes) == last


def test_a_bare_number_is_still_given_its_grade():
    assert not SchoolClass("X", "S", "8", (8,), 24).named_by_grade
    assert not SchoolClass("X", "S", "8. trinn", (9,), 24).named_by_grade
    assert SchoolClass("X", "S", "8. trinn", (8,), 24).named_by_grade


@pytest.mark.parametrize(("last", "closes"), [(5, True), (6, True), (7, False)])
def test_a_class_in_or_past_the_last_grade_closes_and_keeps_its_grade(last, closes):
    after = next_year(SchoolClass("X", "S", "6A", (6,), 20), last, date(2027, 8, 1))
    assert (after.closed_on is not None) is closes
    assert after.grades == ((6,) if closes else (7,))


@pytest.mark.parametrize(
    ("grades", "steps"),
    [
        ((4,), {"1-4"}),
        ((4, 5), {"1-4", "5-7"}),
        ((7, 8), {"5-7", "8-10"}),
        ((10,), {"8-10"}),
    ],
)
def test_a_class_may_answer_the_form_of_each_of_its_steps(grades, steps):
    assert SchoolClass("X", "S", "X", grades, 20).grade_steps == steps


def test_its_grades_are_said_as_people_say_them():
    assert SchoolClass("X", "S", "X", (6,), 20).grades_said == "6"
