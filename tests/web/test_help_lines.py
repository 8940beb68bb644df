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
        one.id: one.phone for one in known.others
    }.items()
    assert [one for one in known.others if one.id != "ombud"] == unknown.others
    assert "ombud" not in [one.id for one in unknown.others]


def test_who_is_in_danger_has_a_list_alone():
    shown = help_shown("22 00 00 00")
    assert [one.id for one in shown.danger] == ["legevakt", "ambulance", "police"]
    assert len(shown.others) + len(shown.danger) == len(HELP_LINES)
    assert [one.id for one in shown.others if one.stands_large] == ["alarm"]
