from datetime import date

import pytest

from chalicelib.core.local_time import usually_off


@pytest.mark.parametrize(
    ("day", "off"),
    [
        ("2026-12-22", False),
        ("2026-12-23", True),
        ("2026-12-24", True),
        ("2026-12-31", True),
        ("2027-01-04", False),
        ("2027-03-22", True),  # the Monday before Easter
        ("2027-03-19", False),
        ("2027-05-07", True),  # after Ascension Day
        ("2027-05-05", False),
        ("2027-07-05", True),
        ("2026-11-24", False),
    ],
)
def test_days_on_which_most_schools_are_closed_though_they_are_no_holidays(day, off):
    assert usually_off(date.fromisoformat(day)) is off
