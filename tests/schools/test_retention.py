"""How long a school owner may choose to keep what pupils sent."""

import pytest

from chalicelib.schools.retention import LONGEST, SHORTEST, Retention


@pytest.mark.parametrize("days", [60, 61, 365, 729, 730])
def test_from_two_months_to_two_years(days):
    assert Retention(days).days == days


@pytest.mark.parametrize("days", [-1, 0, 59, 731])
def test_no_shorter_and_no_longer(days):
    with pytest.raises(ValueError, match=f"{SHORTEST} and {LONGEST}"):
        Retention(days)


def test_a_year_unless_something_else_is_chosen():
    assert Retention().days == 365
