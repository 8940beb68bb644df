from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.result_pages.not_counted import not_counted
from chalicelib.rounds.failed import Failed
from chalicelib.rounds.round import MAY_FINISH, Mode, RoundInList
from chalicelib.web.language import texts
from tests.cast import NOW

T = texts("nb")
HOUR = timedelta(hours=1)
LISTED = RoundInList(
    "RND",
    "grades_5_7",
    Mode.ANONYMOUS,
    NOW - 5 * HOUR,
    NOW + HOUR,
    ("6A",),
    "Test",
    NOW + timedelta(days=300),
)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"opens_at": NOW + HOUR / 2}, "not_yet"),
        ({}, "open"),
        ({"closes_at": NOW - MAY_FINISH / 2}, "hour"),
        ({"closes_at": NOW - MAY_FINISH}, "waits"),
        ({"closes_at": NOW - MAY_FINISH, "not_counted": Failed(1, NOW)}, "failed"),
        ({"closes_at": NOW - HOUR, "shredded_on": date(2026, 9, 1)}, "deleted"),
    ],
)
def test_a_round_without_figures_says_why(changes, why):
    (found,) = not_counted(T, [replace(LISTED, **changes)], NOW)
    assert found.why == T(f"results.none.{why}")


def test_a_counted_round_is_not_among_them():
    assert not_counted(T, [replace(LISTED, counted=True)], NOW) == []
