"""A row that is none of ours is left out and said in words of our own; the others are
read."""

import logging

import pytest

from chalicelib.core.log_lines import LogLine
from chalicelib.storage import readable

GOOD = {"sk": "FLAG#1", "n": 1}
BAD = {"sk": "FLAG#2", "n": "one"}
ID = "A" * 20


def number(row):
    return readable.number(row, "n")


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO)
    return lambda: [record.getMessage() for record in caplog.records]


def test_the_readable_rows_are_read_and_one_line_says_how_many_were_not(lines):
    rows = [GOOD, BAD, {"sk": "FLAG#3"}, {**GOOD, "n": 2}, BAD]
    assert list(readable.those_readable(rows, number)) == [1, 2]
    assert sorted(lines()) == [
        f"{LogLine.ROW_UNREADABLE} kind=FLAG error=KeyError rows=1",
        f"{LogLine.ROW_UNREADABLE} kind=FLAG error=TypeError rows=2",
    ]


def test_nothing_is_said_where_all_are_readable(lines):
    assert list(readable.those_readable([GOOD], number)) == [1]
    assert list(readable.those_readable([], number)) == []
    assert lines() == []


@pytest.mark.parametrize(
    ("sk", "kind"),
    [
        ("FLAG#1", "FLAG"),
        ("FLAG", "FLAG"),
        ("X" * 20 + "#1", "X" * 20),
        ("X" * 21 + "#1", "other"),
        ("KIM PRØVESEN", "other"),
        ("ÅSE#1", "other"),
        ("FLAG1#1", "other"),
        ("", "other"),
    ],
)
def test_only_a_kind_that_could_be_ours_reaches_the_log(lines, sk, kind):
    assert readable.read_or_none({"sk": sk}, number) is None
    assert lines() == [f"{LogLine.ROW_UNREADABLE} kind={kind} error=KeyError rows=1"]


def test_no_row_is_none_and_is_not_said(lines):
    assert readable.read_or_none(None, number) is None
    assert readable.read_due(None, number) is None
    assert readable.read_or_none(GOOD, number) == readable.read_due(GOOD, number) == 1
    assert lines() == []


def test_what_is_due_and_unreadable_is_no_row_that_is_gone(lines):
    with pytest.raises(readable.Unreadable):
        readable.read_due(BAD, number)
    assert len(lines()) == 1


def test_trouble_of_another_kind_is_not_taken_for_a_bad_row():
    def broken(row):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        readable.read_or_none(GOOD, broken)


@pytest.mark.parametrize(
    ("read", "good", "bad"),
    [
        (readable.text, ["", "x"], [1, None, b"x", ["x"]]),
        (readable.id_, [ID], ["", "A" * 19, "A" * 21, "a" * 20, 1]),
        (readable.key_part, ["x", "6A"], ["", "6#A", 1]),
        (number, [0, 1, readable.MOST], [-1, readable.MOST + 1, "1", None]),
    ],
)
def test_an_attribute_is_as_ours_or_refused(read, good, bad):
    def asked(row):
        return read(row) if read is number else read(row, "n")

    for value in good:
        assert asked({"n": value}) == value
    for value in bad:
        with pytest.raises((TypeError, ValueError)):
            asked({"n": value})
    with pytest.raises(KeyError):
        asked({})


@pytest.mark.parametrize(
    ("values", "taken"),
    [([], True), (["a", "b"], True), (["a", "b", "c"], False), ([1], False)],
)
def test_texts_are_no_more_than_ours(values, taken):
    if taken:
        assert readable.texts({"n": values}, "n", 2) == tuple(values)
        return
    with pytest.raises(ValueError, match="n"):
        readable.texts({"n": values}, "n", 2)
