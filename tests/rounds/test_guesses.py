from datetime import timedelta

import pytest

from chalicelib.rounds import guesses
from tests.cast import NOW


@pytest.mark.parametrize(
    ("number", "seconds"),
    [(0, 0), (29, 0), (30, 2), (59, 2), (60, 4), (150, 10), (9000, 10)],
)
def test_the_wait_grows_with_what_pours_in_and_has_an_end(number, seconds):
    assert guesses.wait([NOW] * number, NOW) == timedelta(seconds=seconds)


def test_a_minute_later_it_is_forgotten():
    assert guesses.wait([NOW] * 90, NOW + timedelta(seconds=59))
    assert not guesses.wait([NOW] * 90, NOW + timedelta(seconds=60))
