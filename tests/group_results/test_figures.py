"""From raw figures to what may be told of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.group_results.figures import CountRange, frozen, range_of
from tests.group_results.cast import OUTCOME, TALK, counts, of, told


@pytest.mark.parametrize(
    ("count", "number", "least", "most"),
    [
        (0, 5, 0, 2),
        (2, 5, 0, 2),
        (3, 5, 3, 5),
        (5, 5, 3, 5),
        (3, 6, 0, 3),
        (4, 6, 4, 6),
        (5, 10, 0, 5),
        (6, 10, 6, 10),
        (20, 40, 0, 20),
        (21, 40, 21, 40),
    ],
)
def test_a_count_is_told_as_at_most_half_or_more(count, number, least, most):
    assert range_of(count, number) == CountRange(least, most)


@given(st.integers(5, 200), st.data())
def test_a_range_holds_the_count(number, data):
    count = data.draw(st.integers(0, number))
    told_ = range_of(count, number)
    assert told_.least <= count <= told_.most


def test_none_and_all_are_never_said():
    assert told(counts(5, 0, 0)) == told(counts(3, 1, 1)) == [(3, 5), (0, 2), (0, 2)]


@pytest.mark.parametrize(
    ("said", "median"),
    [
        (("soon", "soon", "soon", "never", "never"), "soon"),
        (("soon", "soon", "later", "never", "never"), "later"),
        (("soon", "soon", "soon", "later", "never", "never"), "soon"),
        (("never",) * 5, "never"),
    ],
)
def test_of_a_number_the_step_is_told_that_the_median_lies_in(said, median):
    found = frozen((TALK,), of(TALK, *said))
    assert found.medians == {"talk": median}
    assert found.ranges == {}


@pytest.mark.parametrize(
    ("refused", "least", "most"),
    [(0, 0, 4), (4, 0, 4), (5, 5, 9), (19, 10, 19), (90, 80, 10**6)],
)
def test_refusals_are_told_in_steps(refused, least, most):
    found = frozen((OUTCOME,), of(OUTCOME, *["same"] * 5), refused)
    assert found.refused == CountRange(least, most)


def test_what_is_frozen_says_how_many_cases_and_schools_it_is_of():
    found = frozen((OUTCOME,), of(OUTCOME, *["same"] * 11), schools=3)
    assert (found.number, found.schools) == (11, 3)
