"""Dataclasses as rows and back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time
from enum import IntEnum, StrEnum

import pytest

from chalicelib.storage import codec
from chalicelib.storage.readable import read_or_none
from chalicelib.storage.records import decode, encode


class Colour(StrEnum):
    RED = "red"


class Size(IntEnum):
    SMALL = 1


@dataclass(frozen=True, slots=True)
class Inner:
    name: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Outer:
    id: str
    at: datetime
    colour: Colour
    size: Size
    sealed: bytes
    pairs: tuple[tuple[date, date], ...]
    slots: tuple[time, ...]
    inner: Inner
    by_name: Mapping[str, datetime] = field(default_factory=dict)
    perhaps: Inner | None = None
    active: bool = True
    first: bool = False
    number: int = 1
    parts: tuple[Inner, ...] = ()


NOW = datetime(2026, 11, 24, 8, 7, 31, tzinfo=UTC)
DAY = date(2026, 11, 24)
WHOLE = Outer(
    *("X", NOW, Colour.RED, Size.SMALL, b"s", ((DAY, DAY),), (time(9), time(11, 45))),
    *(
        Inner("a", DAY),
        {"b": NOW},
        Inner("c", None),
        False,
        True,
        0,
        (Inner("d", None), Inner("e", DAY)),
    ),
)
LEAST = Outer("X", NOW, Colour.RED, Size.SMALL, b"", (), (time(9),), Inner("", None))


@pytest.mark.parametrize("record", [WHOLE, LEAST])
def test_what_is_read_is_what_was_written(record):
    row = codec.decode(codec.encode(encode(record)))
    assert decode(Outer, row) == record


def test_a_row_holds_plain_values_under_the_names_of_the_fields():
    assert encode(WHOLE) == {
        "id": "X",
        "at": "2026-11-24T08:07:31Z",
        "colour": "red",
        "size": 1,
        "sealed": b"s",
        "pairs": [["2026-11-24", "2026-11-24"]],
        "slots": ["09:00:00", "11:45:00"],
        "inner": {"name": "a", "on": "2026-11-24"},
        "by_name": {"b": "2026-11-24T08:07:31Z"},
        "perhaps": {"name": "c", "on": None},
        "active": False,
        "first": True,
        "number": 0,
        "parts": [{"name": "d", "on": None}, {"name": "e", "on": "2026-11-24"}],
    }


def test_none_says_what_is_to_go_from_a_row():
    row = encode(LEAST)
    assert {name for name, value in row.items() if value is None} == {"perhaps"}
    assert (row["by_name"], row["first"], row["parts"]) == ({}, False, [])


@pytest.mark.parametrize("name", [field.name for field in fields(Outer)])
def test_what_is_absent_is_as_by_default_or_the_row_is_none_of_ours(name):
    row = encode(LEAST) | {"perhaps": {"name": "c", "on": None}}
    del row[name]
    if name in ("by_name", "perhaps", "active", "first", "number", "parts"):
        assert getattr(decode(Outer, row), name) == getattr(LEAST, name)
    else:
        with pytest.raises(KeyError, match=name):
            decode(Outer, row)


def test_what_may_be_none_may_be_absent_without_a_default():
    assert decode(Inner, {"name": "a"}) == Inner("a", None)


def test_what_stands_elsewhere_is_neither_written_nor_read():
    row = encode(WHOLE, "id", "inner")
    assert not {"id", "inner"} & set(row)
    assert decode(Outer, row | {"id": "Z"}, id="Y", inner=Inner("z", None)).id == "Y"


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": None},
        {"first": None},
        {"first": 1},
        {"first": 0},
        {"first": "yes"},
        {"sealed": None},
        {"parts": "x"},
        {"parts": {"x": "y"}},
        {"pairs": [["2026-11-24", "2026-11-24", "2026-11-24"]]},
        {"id": 7},
        {"at": "2026"},
        {"at": 7},
        {"colour": "blue"},
        {"size": 9},
        {"sealed": "s"},
        {"pairs": [["2026-11-24"]]},
        {"pairs": 7},
        {"slots": ["x"]},
        {"inner": "x"},
        {"inner": {}},
        {"by_name": []},
        {"number": True},
        {"number": "1"},
        {"active": 1},
        {"parts": [None]},
    ],
)
def test_a_row_that_is_none_of_ours_is_left_out_and_said(wrong, caplog):
    row = {"sk": "X#1", **encode(WHOLE), **wrong}
    assert read_or_none(row, lambda row: decode(Outer, row)) is None
    assert "row unreadable kind=X" in caplog.text


def test_a_field_that_no_row_can_hold_is_an_error_at_once():
    @dataclass
    class Odd:
        share: float
        name: str

    with pytest.raises(TypeError, match="a row cannot hold"):
        encode(Odd(0.5, "x"))
    assert encode(Odd(0.5, "x"), "share") == {"name": "x"}
