from random import Random

import pytest

from chalicelib.core.receipt import (
    LENGTH,
    NUMBERS,
    grouped,
    is_well_formed,
    normalise,
    receipt,
)

SOME = [receipt(Random(seed).randrange(NUMBERS)) for seed in range(30)] + [receipt(0)]


@pytest.mark.parametrize("code", SOME)
def test_a_receipt_is_fourteen_digits_and_well_formed(code):
    assert len(code) == LENGTH == 14
    assert code.isdigit()
    assert is_well_formed(code)
    assert is_well_formed(normalise(grouped(code)))


@pytest.mark.parametrize("code", SOME)
def test_every_wrong_digit_is_caught(code):
    wrong = {
        code[:at] + other + code[at + 1 :]
        for at in range(LENGTH)
        for other in "0123456789"
        if other != code[at]
    }
    assert len(wrong) == LENGTH * 9
    assert not [digits for digits in wrong if is_well_formed(digits)]


@pytest.mark.parametrize("code", SOME)
def test_every_swap_of_neighbours_is_caught(code):
    swapped = {
        code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        for at in range(LENGTH - 1)
        if code[at] != code[at + 1]
    }
    assert not [digits for digits in swapped if is_well_formed(digits)]


def test_it_is_shown_like_a_phone_number():
    assert grouped("12345678901234") == "123 456 789 012 34"


@pytest.mark.parametrize("zero", "٠۰０०០𝟎")
def test_digits_of_every_script_are_digits(zero):
    code = SOME[0]
    typed = "".join(
        chr(ord(zero) + int(digit)) for digit in grouped(code).replace(" ", "")
    )
    assert normalise(typed) == code
    assert is_well_formed(normalise(f" {typed[:7]} - {typed[7:]}\u200f"))


def test_what_only_looks_like_a_digit_is_none():
    assert normalise("²①Ⅷ½五1") == "1"


def test_of_a_flood_little_is_read_and_less_is_kept():
    assert normalise(" " * 59 + "12") == "1"
    assert normalise("1" * 60) == "1" * 28


@pytest.mark.parametrize(
    "typed", ["", "12345678901", "1" * 13, "1" * 15, "abc", "9" * 5000]
)
def test_what_is_no_receipt_is_not_well_formed(typed):
    assert not is_well_formed(normalise(typed))
