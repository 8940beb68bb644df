from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.results.uncounted import is_uncounted
from chalicelib.rounds.round import MAY_FINISH, Mode, RoundInList
from tests.cast import NOW

LISTED = RoundInList(
    "RND",
    "grades_5_7",
    Mode.ANONYMOUS,
    NOW - timedelta(days=7),
    NOW - MAY_FINISH,
    ("6A",),
    "Test",
    NOW + timedelta(days=53),
)


def test_a_round_waits_for_figures_from_its_last_answer_on():
    assert is_uncounted(LISTED, NOW)
    assert not is_uncounted(LISTED, NOW - timedelta(seconds=1))


@pytest.mark.parametrize(
    "changes",
    [
        {"counted": True},
        {"shredded_on": date(2026, 9, 1)},
        {"form_id": "closing_supporters"},
    ],
)
def test_what_has_figures_or_never_will_have_any_waits_for_none(changes):
    assert not is_uncounted(replace(LISTED, **changes), NOW)
