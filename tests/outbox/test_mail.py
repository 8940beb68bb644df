"""Mail that waits: when it is tried again, and what became of it and of what followed
it."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.core.ids import ALPHABET
from chalicelib.core.local_time import OSLO
from chalicelib.outbox.mail import (
    BACK_OFF,
    MARK_LENGTH,
    MailOutcome,
    in_turn,
    is_mark,
    next_try,
)
from chalicelib.outbox.recipients import Recipients

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
MINUTES = (1, 5, 15, 60, 240, 720, 720)


def told(*who, dead=False):
    return MailOutcome(
        Recipients.GROUP, dict.fromkeys(who, NOW), None if who else NOW, dead
    )


@pytest.mark.parametrize("for_ever", [False, True])
@pytest.mark.parametrize(("attempts", "minutes"), list(enumerate(MINUTES, start=1)))
def test_after_each_failed_try_it_waits_longer(attempts, minutes, for_ever):
    assert next_try(attempts, for_ever, NOW) == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize("attempts", [len(MINUTES) + 1, len(MINUTES) + 2, 1000])
def test_then_it_is_dead_unless_the_trouble_is_ours(attempts):
    assert next_try(attempts, False, NOW) is None
    assert next_try(attempts, True, NOW) == NOW + timedelta(hours=12)


def test_the_tries_together_are_longer_than_the_day_of_a_quota_even_when_clocks_are_put_on():
    at = start = datetime(2027, 3, 27, 12, tzinfo=OSLO).astimezone(UTC)
    for attempts in range(1, len(BACK_OFF) + 1):
        at = next_try(attempts, False, at)
    assert at - start > timedelta(hours=24)


@pytest.mark.parametrize(
    "number",
    [ALPHABET[:MARK_LENGTH], ALPHABET[-MARK_LENGTH:], ALPHABET[0] * MARK_LENGTH],
)
def test_a_mark_is_so_many_signs_of_the_alphabet(number):
    assert is_mark(number)


@pytest.mark.parametrize(
    "number",
    [
        "",
        ALPHABET[: MARK_LENGTH - 1],
        ALPHABET[: MARK_LENGTH + 1],
        f"{ALPHABET[:MARK_LENGTH]}\n",
        f" {ALPHABET[: MARK_LENGTH - 1]}",
        f"{ALPHABET[: MARK_LENGTH - 1]}!",
        ALPHABET[-MARK_LENGTH:].swapcase(),
    ],
)
def test_nothing_else_stands_in_a_mail(number):
    assert not is_mark(number)


@pytest.mark.parametrize("ids", [(), ("m",), ("m", "n")])
def test_mails_that_are_not_there_are_left_out(ids):
    assert in_turn(ids, {}.get) == []


def test_mails_stand_in_the_order_they_are_asked_for():
    mails = {"m": told("A2"), "n": told("A3")}
    assert in_turn(("n", "gone", "m"), mails.get) == [mails["n"], mails["m"]]


def test_the_mail_to_the_next_circle_follows_the_one_given_up_and_so_on():
    mails = {
        "m": told(dead=True),
        "m-principal": told(dead=True),
        "m-principal-owner": told("A5"),
        "n": told("A2"),
    }
    assert in_turn(("m", "n"), mails.get) == list(mails.values())


def test_what_was_not_given_up_is_followed_by_nothing():
    mails = {"m": told("A2"), "m-principal": told("A3")}
    assert in_turn(("m",), mails.get) == [mails["m"]]
