"""The staff's fields as they were typed, the version that was seen; days, times and
numbers as people write them."""

from datetime import date, time

import pytest
from pydantic import TypeAdapter, ValidationError

from chalicelib.web.form_body import Fields
from chalicelib.web.form_fields import (
    Clock,
    Day,
    Number,
    differences,
    seen,
    sure_of,
    typed,
)


def test_each_field_is_as_typed_and_empty_where_the_browser_sent_none():
    fields = Fields(
        {
            "name": [" a\r\nb "],
            "long": ["x" * 4001],
            "edge": ["x" * 4000],
            "more": ["x"],
        }
    )
    found = typed(fields, ["name", "gone", "long", "edge"])
    assert found == {
        "name": " a\nb ",
        "gone": "",
        "long": "x" * 4000,
        "edge": "x" * 4000,
    }


@pytest.mark.parametrize(
    ("text", "version"),
    [
        (None, 0), ("", 0), ("0", 0), ("7", 7), ("123456789", 123_456_789), ("1234567890", 0),
        ("-1", 0), ("1.0", 0), ("x", 0), ("٣", 0), ("²", 0),
    ],
)  # fmt: skip
def test_no_version_at_all_is_an_old_one(text, version):
    assert seen(Fields({} if text is None else {"version": [text]})) == version


def test_what_is_stored_otherwise_is_said_and_space_around_it_is_nothing():
    typed_, stored = (
        {"a": " x ", "b": "new", "c": ""},
        {"a": "x", "b": "old", "c": "was", "d": "-"},
    )
    assert differences(typed_, stored) == [("b", "old"), ("c", "was")]


def test_one_is_sure_of_the_days_one_said():
    sure = {"sure": ["2026-12-23", "x", "", "2026-02-30", "2026-12-24"]}
    assert sure_of(Fields(sure)) == {date(2026, 12, 23), date(2026, 12, 24)}
    assert sure_of(Fields({})) == set()


@pytest.mark.parametrize(
    "text",
    ["2026-11-04", "4.11.2026", "04.11.2026", "4/11/2026", " 4.11.2026 ", "٤.١١.٢٠٢٦"],
)
def test_a_day(text):
    assert TypeAdapter(Day).validate_python(text) == date(2026, 11, 4)


@pytest.mark.parametrize(
    "text", ["", "4.11.26", "31.2.2026", "4.11", "4-11-2026x", "11/24/2026"]
)
def test_no_day(text):
    with pytest.raises(ValidationError):
        TypeAdapter(Day).validate_python(text)


@pytest.mark.parametrize("text", ["8.30", "08.30", "8:30", "08:30", " 8.30 ", "٨.٣٠"])
def test_a_time(text):
    assert TypeAdapter(Clock).validate_python(text) == time(8, 30)


@pytest.mark.parametrize("text", ["", "8", "8.3", "24.00", "8.60", "8-30"])
def test_no_time(text):
    with pytest.raises(ValidationError):
        TypeAdapter(Clock).validate_python(text)


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), (" 26 ", 26), ("٢٦", 26), (5, 5), ("-1", -1)]
)
def test_a_number(text, number):
    assert TypeAdapter(Number).validate_python(text) == number


@pytest.mark.parametrize("text", ["", "x", "1,5", None])
def test_no_number(text):
    with pytest.raises(ValidationError):
        TypeAdapter(Number).validate_python(text)
