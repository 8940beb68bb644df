"""What people type costs no more than its length, whatever it is made of."""

import json
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.text import (
    MOST_MARKS,
    clean,
    count_characters,
    size_problem,
    weight,
)
from chalicelib.urgent_words.find import hit
from chalicelib.urgent_words.lists import NEEDLES
from tests.worst_texts import WORST, worst

MOST = 500


def cost(text):
    """Seconds for all that is done with a text a pupil sends: the best of five."""

    def once():
        start = time.perf_counter()
        kept = clean(text, MOST)
        if not size_problem(kept, MOST):
            hit(kept, NEEDLES)
        return time.perf_counter() - start

    return min(once() for _ in range(5))


@pytest.mark.parametrize("name", WORST)
@pytest.mark.parametrize("size", [5_000, 65_536])
def test_no_text_costs_much_more_than_a_plain_one(name, size):
    plain = cost("God dag, jeg er alene. " * (MOST // 23))
    assert cost(worst(name, size)) < max(0.02, 25 * plain)


@pytest.mark.parametrize("marks", ["\u0301", "\u0316\u0301", "\u05b0\u0327", "\u0344"])
def test_marks_without_end_are_cut_to_what_some_alphabet_may_need(marks):
    text = clean("a" + marks * 20_000 + " b", 100_000)
    run = unicodedata.normalize("NFD", text).strip(" ab")
    assert len(run) <= 2 * MOST_MARKS
    assert text.endswith(" b")


@pytest.mark.parametrize(
    "text",
    ["Tiếng Việt", "שָׁלוֹם", "नमस्ते", "ความสุข", "e\u0323\u0302", "👩🏽‍❤️‍💋‍👨🏽", "각 ᄀ"],
)
def test_what_people_write_is_kept_letter_for_letter(text):
    assert clean(f" {text}\r\n", MOST) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a" * MOST, None),
        ("字" * MOST, None),
        ("😀" * MOST, None),
        ('"' * MOST, None),
        ("\n" * MOST, None),
        ("👍🏽" * (MOST * 7 // 8), None),
        ("👍🏽" * MOST, "too_heavy"),
        ("👩🏽‍❤️‍💋‍👨🏽" * MOST, "too_heavy"),
        (('"' + '\u200d"' * 4) * MOST, "too_heavy"),
        ("a" * (MOST + 1), "too_long"),
        ("👩" + "\u200d👩" * (5 * MOST), "too_long"),
    ],
)
def test_a_text_is_bounded_in_characters_and_in_bytes(text, problem):
    assert size_problem(text, MOST) == problem


def test_a_family_is_one_character():
    assert count_characters("👩" + "\u200d👩" * 3) == 1


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n")
    )
)
def test_a_text_weighs_what_it_takes_in_json(text):
    assert weight(text) == len(json.dumps(text, ensure_ascii=False).encode()) - 2


@given(st.text(max_size=200), st.integers(1, 100))
def test_clean_twice_is_clean_once_and_never_longer(text, most):
    once = clean(text, most)
    assert clean(once, most) == once
    assert count_characters(once) <= max(count_characters(text), len(text))


@pytest.mark.parametrize(
    "unseen",
    [
        "\u200b",
        "\u00a0\u200d",
        "\u2060 \ufeff",
        "\u3164",
        "\u2800",
        "\ufe0f",
        "\U000e0041",
    ],
)
def test_what_no_eye_sees_is_nothing(unseen):
    assert clean(unseen * 3, 80) == ""
    assert clean(f"Kim{unseen}", 80).startswith("Kim")


def test_joiners_inside_words_stay():
    assert clean("\u0645\u06cc\u200c\u062e", 80) == "\u0645\u06cc\u200c\u062e"
