"""The word under which a class reads."""

from dataclasses import replace

import pytest

from chalicelib.answer_form.submit import open_form
from chalicelib.class_reply.class_word import (
    LENGTH,
    address_of,
    grouped,
    is_word,
    of_thread,
    word_of,
)
from chalicelib.core import errors, ids
from tests.cast import NOW, set_the_stage
from tests.class_reply.cast import OVER


def test_it_is_always_the_same_and_each_class_has_its_own(environment):
    words = {word_of(round_, class_) for round_ in ("R1", "R2") for class_ in "ABC"}
    assert len(words) == 6
    assert word_of("R1", "A") == word_of("R1", "A")
    assert all(is_word(word) for word in words)


def test_who_knows_round_and_class_cannot_work_it_out(environment, tmp_path):
    from chalicelib.crypto import secret_keys

    before = word_of("R1", "A")
    (tmp_path / "codes").write_text("another secret")
    secret_keys.named.cache_clear()
    assert word_of("R1", "A") != before


def test_a_wrong_letter_and_two_swapped_are_seen(environment):
    word = word_of("R1", "A")
    for at in range(LENGTH):
        other = "3" if word[at] == "2" else "2"
        assert not is_word(word[:at] + other + word[at + 1 :])
    swapped = word[1] + word[0] + word[2:]
    assert swapped == word or not is_word(swapped)


def test_it_is_no_pupils_code_and_no_pupils_code_is_one(aws):
    stage = set_the_stage(codes=1)
    word = word_of(stage.round.id, "6A")
    assert not is_word(stage.codes[0])
    assert len(word) != ids.CODE_LENGTH
    with pytest.raises(errors.CodeMistyped):
        open_form(word, NOW)


def test_on_paper_it_stands_in_threes_and_typed_so_it_is_the_same(environment):
    word = word_of("R1", "A")
    assert [len(part) for part in grouped(word).split()] == [3, 3, 3]
    assert ids.normalise(f" {grouped(word).lower()} ") == word


def test_the_address_leads_to_the_pupils_door(environment):
    assert address_of("W") == "https://svar.example/class?word=W"


@pytest.mark.parametrize("text", ["", "2", "222", "A" * 9, "ÆØÅ" * 3, "2" * 200])
def test_what_is_none(text):
    assert not is_word(text)


def test_who_has_a_receipt_is_led_there_once_the_class_is_over(aws):
    round_ = set_the_stage(codes=1).round
    assert of_thread(round_, "6A", NOW) == ""
    assert of_thread(round_, "6A", OVER) == word_of(round_.id, "6A")
    assert of_thread(round_, "9Z", OVER) == ""
    closing = replace(round_, form_id="closing_pupil")
    assert of_thread(closing, "6A", OVER) == ""
