"""Days, times and numbers as people write them."""

from datetime import date, time

import pytest
from pydantic import TypeAdapter, ValidationError

from chalicelib.web.typed_values import Clock, Day, Number


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
