"""What the staff type of a round, in the digits and the ways they have."""

from datetime import UTC, date, datetime

import pytest

from chalicelib.manage_schools.fields import read
from chalicelib.rounds.fields import (
    ChangeFields,
    PreparationFields,
    RetentionFields,
    RoundFields,
)

FIELDS = {
    "form_id": "grades_5_7",
    "mode": "anonymous",
    "classes": "6A 7A",
    "languages": "nb nn",
    "opens_on": "2027-03-26",
    "opens": "12:00",
    "closes_on": "2027-03-30",
    "closes": "12:00",
    "on_duty": "A3",
    "pace": "each",
}


def test_noon_is_noon_on_both_sides_of_the_change_to_summer_time():
    given, _ = read(RoundFields, FIELDS)
    assert given.opens_at == datetime(2027, 3, 26, 11, tzinfo=UTC)
    assert given.closes_at == datetime(2027, 3, 30, 10, tzinfo=UTC)
    assert given.classes == ("6A", "7A")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mode", "open"),
        ("opens_on", "2027-02-30"),
        ("closes", "25:00"),
        ("pace", ""),
        ("opens", ""),
    ],
)
def test_each_field_that_cannot_be_taken_is_named(field, value):
    assert read(RoundFields, {**FIELDS, field: value}) == (None, (field,))


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ({"opens_on": "٢٠٢٧-٠٣-٢٦", "opens": "١٢:٠٠"}, {}),
        ({"closes_on": "３０.３.２０２７", "closes": "12.00"}, {}),
        ({"opens_on": " 26.03.2027 ", "opens": "۸.۳۰"}, {"opens": "08:30"}),
    ],
)
def test_days_and_times_are_read_as_people_write_them_in_every_alphabet(typed, same):
    assert read(RoundFields, FIELDS | typed) == read(RoundFields, FIELDS | same)
    when = {name: value for name, value in typed.items() if name.startswith("closes")}
    change = {"on_duty": "A3", "closes_on": "2027-03-30", "closes": "12:00"}
    assert read(ChangeFields, change | when) == read(ChangeFields, change)


@pytest.mark.parametrize("digits", ["٢٠٠", "۲۰۰", "２００", " 200 "])
def test_so_are_the_days_answers_are_kept_and_those_of_courses(digits):
    assert read(RetentionFields, {"days": digits}) == (RetentionFields(days=200), ())
    on = {"course_on": "١.٩.٢٠٢٦", "workshop_on": "", "on_duty": ""}
    given, _ = read(PreparationFields, on)
    assert (given.course_on, given.workshop_on) == (date(2026, 9, 1), None)
