"""How far a class has come."""

from datetime import UTC, datetime

import pytest

from chalicelib.manage_rounds.follow import ClassProgress, RoundListing
from chalicelib.rounds.round import ClassInRound, Openness
from chalicelib.rounds.steps import Shown
from tests.rounds.test_plan import ROUND

OPEN = Openness.OPEN
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("openness", "opened_at", "can_open"),
    [
        (Openness.NOT_YET, None, True),
        (Openness.NOT_YET, NOW, False),
        (Openness.OPEN, NOW, False),
        (Openness.CLOSED, None, False),
    ],
)
def test_a_class_is_opened_once_and_not_when_the_round_is_over(
    openness, opened_at, can_open
):
    class_ = ClassInRound("6A", "6A", "5-7", 26, True, opened_at)
    shown = ClassProgress(ROUND, class_, openness, Shown(0, exact=True))
    assert shown.can_open is can_open


def listing(*answered, pupils=24):
    classes = tuple(
        ClassProgress(
            ROUND, ClassInRound(f"{n}A", f"{n}A", "5-7", pupils, True), OPEN, shown
        )
        for n, shown in enumerate(answered)
    )
    return RoundListing(None, OPEN, (), classes)


@pytest.mark.parametrize(
    ("answered", "number", "said"),
    [
        ([Shown(20, False), Shown(5, False)], 25, "some"),
        ([Shown(20, False), Shown(23, True)], 43, "some"),
        ([Shown(24, True), Shown(23, True)], 47, "exact"),
        ([Shown(0, False), Shown(0, False)], 0, "few_each"),
        ([Shown(0, False), Shown(0, True)], 0, "few_each"),
        ([Shown(0, False)], 0, "few"),
        ([Shown(0, True)], 0, "exact"),
    ],
)
def test_a_rounds_bar_is_the_sum_of_what_is_shown_of_its_classes(
    answered, number, said
):
    shown = listing(*answered)
    assert (shown.answered.number, shown.said) == (number, said)
    assert shown.pupils == 24 * len(answered)
    assert shown.missing_cards == 24 * len(answered)
