from datetime import date

import pytest

from chalicelib.web.help_lines import HELP_LINES, help_shown, wants_check


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


def test_the_ombud_is_named_only_where_the_number_is_known():
    known, unknown = help_shown("22 00 00 00"), help_shown("")
    assert {"ombud": "22 00 00 00"}.items() <= {
        line.id: line.phone for line in known.others
    }.items()
    assert [line for line in known.others if line.id != "ombud"] == unknown.others
    assert "ombud" not in [line.id for line in unknown.others]


def test_who_is_in_danger_has_a_list_alone():
    shown = help_shown("22 00 00 00")
    assert [line.id for line in shown.danger] == ["legevakt", "ambulance", "police"]
    assert len(shown.others) + len(shown.danger) == len(HELP_LINES)
    assert [line.id for line in shown.others if line.stands_large] == ["alarm"]
