from datetime import date

import pytest

from chalicelib.web.help_lines import wants_check


@pytest.mark.parametrize(
    ("today", "old"),
    [
        (date(2026, 11, 23), False),
        (date(2027, 5, 25), False),
        (date(2027, 5, 26), True),
        (date(2028, 1, 1), True),
        (date(2026, 1, 1), False),
    ],
)
def test_half_a_year(today: date, old: bool) -> None:
    assert wants_check(date(2026, 11, 23), today) is old
