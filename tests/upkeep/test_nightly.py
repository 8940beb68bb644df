"""The night's work is one sweep's, once a day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.storage.keys import RECONCILED, WEEK_PLANNED
from chalicelib.upkeep import nightly
from chalicelib.upkeep import store as upkeep_store

FOUR = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
"""In Norway."""
SECOND = timedelta(seconds=1)
pytestmark = pytest.mark.usefixtures("aws")


def test_the_very_first_sweep_then_the_first_after_four_each_day():
    ats = (-20, -19, -1, 0, 1, 23, 24, 25)
    found = [nightly.claim(WEEK_PLANNED, FOUR + timedelta(hours=h)) for h in ats]
    first, today = date(2026, 11, 23), date(2026, 11, 24)
    assert found == [first, None, None, first, None, None, today, None]


def test_four_o_clock_is_norways_in_summer_and_winter():
    for four in (FOUR, datetime(2027, 7, 1, 2, 0, tzinfo=UTC)):
        nightly.claim(WEEK_PLANNED, four - timedelta(days=2))
        assert not nightly.claim(WEEK_PLANNED, four - SECOND)
        assert nightly.claim(WEEK_PLANNED, four)


def test_one_work_takes_no_day_from_another():
    assert nightly.claim(WEEK_PLANNED, FOUR)
    assert nightly.claim(RECONCILED, FOUR)


def test_after_days_without_any_sweep_it_is_due_at_whatever_hour_but_before_four():
    nightly.claim(WEEK_PLANNED, FOUR)
    assert not nightly.claim(WEEK_PLANNED, FOUR + timedelta(days=3) - SECOND)
    assert nightly.claim(WEEK_PLANNED, FOUR + timedelta(days=3, hours=9))


def test_of_two_sweeps_that_look_at_once_one_has_it(monkeypatch):
    seen = upkeep_store.last

    def look_while_another_takes(key):
        found = seen(key)
        monkeypatch.setattr(upkeep_store, "last", seen)
        assert nightly.claim(key, FOUR)
        return found

    monkeypatch.setattr(upkeep_store, "last", look_while_another_takes)
    assert not nightly.claim(WEEK_PLANNED, FOUR)
