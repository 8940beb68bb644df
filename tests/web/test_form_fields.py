"""The fields of setting up as they were typed, and the version that was seen."""

from datetime import date

import pytest

from chalicelib.web.form_fields import differences, seen, sure_of, typed
from chalicelib.web.http import Fields


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
