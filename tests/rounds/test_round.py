from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.accounts.account import Function
from chalicelib.rounds.round import ClassInRound, Mode, OnDuty, Openness


@pytest.mark.parametrize(
    ("seconds", "openness"),
    [
        (-1, Openness.NOT_YET),
        (0, Openness.OPEN),
        (3599, Openness.OPEN),
        (3600, Openness.CLOSED),
    ],
)
def test_a_round_is_open_from_its_opening_to_just_before_its_closing(
    a_round, seconds, openness
):
    assert a_round.openness(a_round.opens_at + timedelta(seconds=seconds)) is openness


@pytest.mark.parametrize(
    ("opened", "at", "openness"),
    [
        (None, 600, Openness.NOT_YET),
        (None, 3600, Openness.CLOSED),
        (600, 599, Openness.NOT_YET),
        (600, 600, Openness.OPEN),
        (600, 3600, Openness.CLOSED),
        (-600, -300, Openness.NOT_YET),
    ],
)
def test_a_class_is_open_once_opened_within_the_rounds_time(
    a_round, opened, at, openness
):
    def moment(seconds):
        return (
            None if seconds is None else a_round.opens_at + timedelta(seconds=seconds)
        )

    class_ = ClassInRound("6A", "6A", "5-7", 26, True, moment(opened))
    assert (
        replace(a_round, classes={"6A": class_}).class_openness("6A", moment(at))
        is openness
    )


def test_the_next_slot_is_the_first_not_passed_and_the_last_when_all_are(a_round):
    first, last = a_round.slots
    assert a_round.next_slot(first) == first
    assert a_round.next_slot(first + timedelta(seconds=1)) == last
    assert a_round.next_slot(last + timedelta(days=1)) == last


def test_a_day_ends_with_its_last_slot_and_after_the_closing_comes_the_next_weekday(
    a_round,
):
    slots = tuple(
        datetime(2026, 11, day, hour, 45, tzinfo=UTC)
        for day in (26, 27)
        for hour in (10, 13)
    )
    round_ = replace(a_round, slots=slots)
    assert round_.days_last_slot(slots[0] - timedelta(hours=2)) == slots[1]
    assert round_.days_last_slot(slots[1]) == slots[1]
    assert round_.days_last_slot(slots[1] + timedelta(seconds=1)) == slots[3]
    assert round_.days_last_slot(slots[3] + timedelta(seconds=1)) == slots[
        2
    ] + timedelta(days=3)


@pytest.fixture
def a_round():
    from chalicelib.rounds.round import Round

    start = datetime(2026, 11, 24, 8, tzinfo=UTC)
    slots = (start + timedelta(hours=2), start + timedelta(hours=5))
    return Round(
        "R", "S", "W", "grades_5_7", Mode.ANONYMOUS, "nb", ("nb",), start,
        start + timedelta(hours=1), start.date(), start.date(), b"", {}, slots, slots, "",
        OnDuty("A3", "Test A3", Function.HEALTH_SERVICE),
    )  # fmt: skip


def test_cards_are_numbered_in_a_confidential_round_alone():
    assert [mode for mode in Mode if mode.numbered] == [Mode.CONFIDENTIAL]
