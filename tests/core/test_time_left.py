"""Whether there is time for one more call, with a second kept for the page that
answers."""

import pytest

from chalicelib.core.time_left import FOR_THE_PAGE, is_enough_for, of_a_request


def test_where_nothing_ends_a_request_there_is_time_for_anything():
    assert is_enough_for(10_000)
    with of_a_request(None):
        assert is_enough_for(10_000)


@pytest.mark.parametrize(
    ("seconds", "enough"),
    [(0, True), (8, True), (10, False), (11, False), (10_000, False)],
)
def test_a_second_is_kept_for_the_page(seconds, enough):
    """Whoever runs the tests is given a second too."""
    with of_a_request(10 + FOR_THE_PAGE / 2):
        assert is_enough_for(seconds) is enough


def test_a_request_within_another_has_its_own_time_and_gives_the_other_back():
    with of_a_request(100):
        with of_a_request(FOR_THE_PAGE):
            assert not is_enough_for(1)
        assert is_enough_for(1)
        assert not is_enough_for(100)
    assert is_enough_for(100)


def test_a_request_that_fails_leaves_no_time_behind():
    with pytest.raises(ZeroDivisionError), of_a_request(0):
        raise ZeroDivisionError
    assert is_enough_for(100)
