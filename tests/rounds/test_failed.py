from datetime import timedelta

from chalicelib.rounds.failed import Failed, may_try
from tests.cast import NOW

HOUR = timedelta(hours=1)


def test_the_wait_grows_to_a_day_and_stays_there():
    failed, waits = None, []
    for _ in range(6):
        failed = Failed.after(failed, NOW)
        waits.append((failed.again - NOW) / HOUR)
    assert waits == [0.25, 1, 4, 24, 24, 24]
    assert failed.times == 6


def test_what_never_failed_may_be_tried_and_what_did_from_the_second_on():
    assert may_try(None, NOW)
    failed = Failed(1, NOW)
    assert may_try(failed, NOW)
    assert not may_try(failed, NOW - timedelta(seconds=1))
