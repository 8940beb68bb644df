"""Who is told before something that nobody has read would be deleted, to the second."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.core.local_time import OSLO
from chalicelib.outbox.recipients import Recipients
from chalicelib.rounds.unread_end import due_warning, next_warning

END = datetime(2027, 4, 10, tzinfo=UTC)
"""Summer time begins on 28 March: between the first warning and the second."""
SECOND = timedelta(seconds=1)
FIRST, SECOND_LAST, LAST = (END - timedelta(days=days) for days in (30, 7, 1))


@pytest.mark.parametrize(
    ("after", "at"),
    [
        (FIRST - timedelta(days=300), FIRST),
        (FIRST - SECOND, FIRST),
        (FIRST, SECOND_LAST),
        (SECOND_LAST - SECOND, SECOND_LAST),
        (SECOND_LAST, LAST),
        (LAST - SECOND, LAST),
        (LAST, None),
        (END, None),
    ],
)
def test_the_next_look_is_later_than_this_one_and_after_the_last_there_is_none(
    after, at
):
    assert next_warning(END, after) == at


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (FIRST, Recipients.GROUP),
        (SECOND_LAST - SECOND, Recipients.GROUP),
        (SECOND_LAST, Recipients.PRINCIPAL),
        (LAST - SECOND, Recipients.PRINCIPAL),
        (LAST, Recipients.OWNER),
        (END + timedelta(days=1), Recipients.OWNER),
    ],
)
def test_the_latest_warning_whose_time_has_come_is_the_one_that_is_due(now, told):
    assert due_warning(END, now).tell is told


def test_a_day_is_twenty_four_hours_though_the_clocks_are_put_on():
    end = datetime(2027, 3, 28, 12, tzinfo=OSLO).astimezone(UTC)
    at = next_warning(end, end - timedelta(days=7))
    assert at == end - timedelta(hours=24)
    assert at.astimezone(OSLO).hour == 11
