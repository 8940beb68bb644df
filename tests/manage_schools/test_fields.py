from datetime import date, time

import pytest

from chalicelib.accounts.account import Position
from chalicelib.manage_schools.fields import PersonFields, SchoolFields, read

SCHOOL = {
    "name": "Nyskolen",
    "language": "nb",
    "slots": "11.45 14:45",
    "breaks": "22.02.2027–26.02.2027\n\n2026-12-24 - 2027-01-03\n17.5.2027",
    "ombud": "22 33 44 55",
    "last_grade": "7",
}
PERSON = {
    "name": "Kari",
    "email": " Kari@Skolen.NO ",
    "position": "principal",
    "language": "nb",
    "active": "yes",
}


def test_times_and_days_are_read_as_people_write_them():
    given, wrong = read(SchoolFields, SCHOOL)
    assert wrong == ()
    assert given.slots == (time(11, 45), time(14, 45))
    assert given.breaks == (
        (date(2027, 2, 22), date(2027, 2, 26)),
        (date(2026, 12, 24), date(2027, 1, 3)),
        (date(2027, 5, 17), date(2027, 5, 17)),
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "=cmd()"),
        ("language", "en"),
        ("slots", ""),
        ("slots", "14:45 11:45"),
        ("slots", "11:45 11:45"),
        ("slots", "25:00"),
        ("slots", "07:00"),
        ("slots", "9:00"),
        ("slots", "08:00 09:00 10:00 11:00 12:00"),
        ("breaks", "i påsken"),
        ("breaks", "26.02.2027–22.02.2027"),
        ("breaks", "30.02.2027"),
        ("breaks", "1.1.2027 2.1.2027 3.1.2027"),
        ("breaks", "1.1.2027\n" * 21),
        ("ombud", ""),
        ("ombud", "ring oss"),
        ("last_grade", ""),
        ("last_grade", "0"),
        ("last_grade", "11"),
        ("last_grade", "sju"),
    ],
)
def test_each_field_that_cannot_be_taken_is_named(field, value):
    assert read(SchoolFields, {**SCHOOL, field: value}) == (None, (field,))


def test_a_phone_number_and_a_grade_in_the_digits_of_another_alphabet():
    given, wrong = read(
        SchoolFields, SCHOOL | {"ombud": "٢٢ ۳۳ ４４ 55", "last_grade": "٧"}
    )
    assert (wrong, given.ombud, given.last_grade) == ((), "22 33 44 55", 7)


def test_what_is_too_long_is_said_to_be_so():
    assert read(SchoolFields, {**SCHOOL, "name": "x" * 81}) == (None, ("name.long",))


def test_a_person():
    given, _ = read(PersonFields, PERSON)
    assert (given.email, given.position) == ("kari@skolen.no", Position.PRINCIPAL)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("email", "kari"),
        ("email", "kari@skolen.no, per@skolen.no"),
        ("email", "kari@skolen.no\nBcc: x@y.no"),
        ("position", "god"),
        ("position", ""),
        ("language", "fr"),
    ],
)
def test_each_field_of_a_person(field, value):
    assert read(PersonFields, {**PERSON, field: value}) == (None, (field,))
