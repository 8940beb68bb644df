from datetime import date, timedelta

import pytest

from chalicelib.service_status.status import Night, ServiceState, ServiceStatus
from tests.cast import NOW

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("behind", "state"),
    [
        ([0, 0, 0, 0], ServiceState.WORKS),
        ([5, 0, 1, 2], ServiceState.WORKS),
        ([0, 0, 0, 5.1], ServiceState.LATE),
        ([0, 0, None, 0], ServiceState.UNKNOWN),
        ([None] * 4, ServiceState.UNKNOWN),
        ([-1, -1, -1, -1], ServiceState.WORKS),
        ([-2, -2, -2, -2], ServiceState.UNKNOWN),
        ([0, 0, -2, 0], ServiceState.UNKNOWN),
        ([6, 0, -2, 0], ServiceState.LATE),
        ([6, 0, None, 0], ServiceState.LATE),
    ],
)
def test_the_sweep_that_is_furthest_behind_says_how_it_is(behind, state):
    swept = tuple(
        NOW - minutes * MINUTE if minutes is not None else None for minutes in behind
    )
    assert ServiceStatus(swept).state(NOW) is state


def test_no_sweep_at_all_is_not_known():
    assert ServiceStatus(()).state(NOW) is ServiceState.UNKNOWN


@pytest.mark.parametrize(("on", "missed"), [(24, False), (23, False), (22, True)])
def test_a_night_without_comparing_is_missed_the_day_after(on, missed):
    status = ServiceStatus((NOW,), Night(date(2026, 11, on), whole=True))
    assert status.night_missed(date(2026, 11, 24)) is missed
