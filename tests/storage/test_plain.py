"""What a seal held is looked at before anything is made of it."""

import pytest

from chalicelib.crypto.sealing import WITH_TEXT
from chalicelib.storage import plain
from chalicelib.storage.readable import MOST


@pytest.mark.parametrize("value", [None, [], "x", 1, True])
def test_fields_are_a_mapping(value):
    assert plain.fields({"a": 1}) == {"a": 1}
    with pytest.raises(TypeError):
        plain.fields(value)


@pytest.mark.parametrize(
    ("count", "taken"), [(0, False), (1, True), (3, True), (4, False)]
)
def test_values_are_a_list_of_at_least_and_at_most_so_many(count, taken):
    if taken:
        assert len(plain.values(["x"] * count, most=3, least=1)) == count
        return
    with pytest.raises(ValueError, match="values"):
        plain.values(["x"] * count, most=3, least=1)


@pytest.mark.parametrize("value", [None, {}, "abc", ("a",), 1])
def test_nothing_else_is_a_list(value):
    assert plain.values([], most=0) == []
    with pytest.raises(TypeError):
        plain.values(value, most=9)


@pytest.mark.parametrize("text", ["", "x" * WITH_TEXT, "å" * (WITH_TEXT // 2)])
def test_words_are_text_with_room_in_a_seal(text):
    assert plain.words(text) == text


@pytest.mark.parametrize(
    "text", ["x" * (WITH_TEXT + 1), "å" * (WITH_TEXT // 2 + 1), "\ud800"]
)
def test_no_more_words_than_ours_and_no_half_character(text):
    with pytest.raises(ValueError, match=r"words|surrogates"):
        plain.words(text)


@pytest.mark.parametrize("value", [None, 1, [], b"x"])
def test_nothing_else_is_words(value):
    with pytest.raises(TypeError):
        plain.words(value)


@pytest.mark.parametrize(
    ("value", "taken"), [(1, False), (2, True), (MOST, True), (MOST + 1, False)]
)
def test_a_number_is_from_the_least_to_the_most(value, taken):
    if taken:
        assert plain.number(value, least=2) == value
        return
    with pytest.raises(ValueError, match="number"):
        plain.number(value, least=2)


@pytest.mark.parametrize("value", [True, False, None, "1", 1.0])
def test_nothing_else_is_a_number(value):
    assert plain.number(0) == 0
    with pytest.raises(TypeError):
        plain.number(value)
