"""Rows as DynamoDB wants them: checked against boto3's own reading and writing of
them."""

from decimal import Decimal
from enum import IntEnum, StrEnum

import pytest
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from hypothesis import given
from hypothesis import strategies as some

from chalicelib.storage.codec import decode, encode

values = some.recursive(
    some.none()
    | some.booleans()
    | some.integers(-(10**30), 10**30)
    | some.text()
    | some.binary(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    max_leaves=8,
)


class Word(StrEnum):
    ONE = "one"


class Number(IntEnum):
    ONE = 1


@given(values)
def test_marked_as_boto3_marks_it(value):
    assert encode({"a": value}).get("a") == (
        None if value is None else TypeSerializer().serialize(value)
    )


@given(values)
def test_what_is_read_is_what_was_written(value):
    row = {"a": [value]}
    assert decode(encode(row)) == row


def test_what_is_absent_is_not_written():
    assert encode({"a": None, "b": ""}) == {"b": {"S": ""}}


def test_enumerations_are_written_as_what_they_stand_for():
    assert encode({"a": Word.ONE, "b": Number.ONE}) == {
        "a": {"S": "one"},
        "b": {"N": "1"},
    }
    assert TypeDeserializer().deserialize(encode({"b": Number.ONE})["b"]) == Decimal(1)


@pytest.mark.parametrize("value", [1.5, {1}, object()])
def test_a_kind_no_row_holds_is_an_error(value):
    with pytest.raises(TypeError, match="a row cannot hold"):
        encode({"a": value})
