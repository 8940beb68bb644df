import pytest

from chalicelib.result_exports.sheet_names import MOST, sheet_names


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("6A/6B", "6A 6B"),
        (r"a\b?c*d[e]f:g", "a b c d e f g"),
        ("'6A'", "6A"),
        ("History", "History (2)"),
        ("", "(2)"),
        ("x" * 40, "x" * MOST),
        ("❤" * 40, "❤" * MOST),
        ("😀" * 40, "😀" * 15),
    ],
)
def test_a_name_is_what_excel_takes(wanted, given):
    assert sheet_names([wanted]) == [given]


def test_names_that_differ_by_case_alone_are_told_apart():
    assert sheet_names(["6a", "6A", "6A"]) == ["6a", "6A (2)", "6A (3)"]


def test_long_names_alike_stay_within_the_length_and_apart():
    names = sheet_names(["y" * 200] * 12)
    assert len({name.casefold() for name in names}) == 12
    assert max(map(len, names)) == MOST
