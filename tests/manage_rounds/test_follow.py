"""How far a class has come."""

from datetime import UTC, datetime

import pytest

from chalicelib.manage_rounds.follow import ClassProgress
from chalicelib.rounds.round import ClassInRound, Openness
from chalicelib.rounds.steps import Shown
from tests.rounds.test_plan import ROUND

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
