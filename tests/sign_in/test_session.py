"""A session ends after three quarters of an hour of silence, or with the working
day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.core.local_time import OSLO
from chalicelib.sign_in.session import ABSOLUTE_LIMIT, IDLE_LIMIT, Session

START = datetime(2026, 11, 24, 7, tzinfo=UTC)
SECOND = timedelta(seconds=1)
ONE = Session("H", "A2", "S", "csrf", START, START)


def test_the_limits_are_those_promised():
    assert timedelta(minutes=45) == IDLE_LIMIT
    assert timedelta(hours=9) == ABSOLUTE_LIMIT


@pytest.mark.parametrize(
    ("past", "alive"), [(-SECOND, True), (0 * SECOND, False), (SECOND, False)]
)
def test_it_ends_with_silence_and_at_the_latest_with_the_day(past, alive):
    assert ONE.is_alive(START + IDLE_LIMIT + past) is alive
    end = START + ABSOLUTE_LIMIT + past
    assert replace(ONE, seen_at=end - SECOND).is_alive(end) is alive


def test_it_is_no_longer_in_the_night_the_clocks_are_put_back():
    start = datetime(2026, 10, 25, 0, tzinfo=OSLO).astimezone(UTC)
    nine = datetime(2026, 10, 25, 9, tzinfo=OSLO).astimezone(UTC)  # ten hours later
    assert not replace(ONE, started_at=start, seen_at=nine - SECOND).is_alive(nine)
