import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core import ids

RANDOM = random.Random(7)
CODE = ids.new_code(RANDOM.choice)


def test_a_code_has_ten_letters_without_look_alikes():
    assert len(CODE) == 10
    assert not set(ids.ALPHABET) & set("01IOL")
    assert len(ids.ALPHABET) == 31


@given(st.randoms(use_true_random=False))
def test_every_new_code_is_well_formed(source):
    assert ids.is_well_formed(ids.new_code(source.choice))


@given(st.integers(0, 9), st.sampled_from(ids.ALPHABET))
def test_every_single_slip_is_caught(place, letter):
    slipped = CODE[:place] + letter + CODE[place + 1 :]
    assert ids.is_well_formed(slipped) == (slipped == CODE)


@given(st.text(ids.ALPHABET, min_size=1, max_size=20), st.integers(0, 20))
def test_letters_of_any_number_fit_with_their_check_character_alone(body, at):
    whole = ids.with_check(body)
    assert ids.fits(whole)
    place = at % len(body)
    other = "3" if body[place] == "2" else "2"
    assert not ids.fits(whole[:place] + other + whole[place + 1 :])


@pytest.mark.parametrize("text", ["", "0", "a2", "Æ2", "22 2"])
def test_what_fits_nowhere(text):
    assert not ids.fits(text)


@given(st.integers(0, 9), st.integers(0, 9), st.randoms(use_true_random=False))
def test_every_swap_of_two_is_caught(first, second, source):
    code = ids.new_code(source.choice)
    letters = list(code)
    letters[first], letters[second] = letters[second], letters[first]
    swapped = "".join(letters)
    assert ids.is_well_formed(swapped) == (swapped == code)


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{1}", "{2}", "{3}"])
def test_spaces_hyphens_and_small_letters_do_not_matter(typed):
    forms = (CODE, ids.grouped(CODE), CODE.lower(), f"{CODE[:5]}-{CODE[5:]}")
    assert ids.normalise(typed.format(*forms)) == CODE


@given(st.text())
def test_any_text_is_normalised_to_something_short(text):
    assert len(ids.normalise(text)) <= 20
    ids.is_well_formed(ids.normalise(text))


def test_ids_are_fit_for_a_path():
    assert set(ids.new_id(RANDOM.choice)) <= set(ids.ALPHABET)


@pytest.mark.parametrize("zero", [0x0660, 0x06F0, 0xFF10])
def test_digits_of_another_alphabet_are_the_same_code(zero):
    code = "2345678923"
    assert ids.normalise("".join(chr(zero + int(c)) for c in code)) == code
