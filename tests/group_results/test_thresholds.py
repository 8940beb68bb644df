"""From how many something is told, and how coarsely."""

import pytest

from chalicelib.group_results.thresholds import (
    THRESHOLDS,
    ReportLevel,
    at_most_half,
    is_enough,
    known,
)

SCHOOL, OWNER, POOLED = ReportLevel.SCHOOL, ReportLevel.OWNER, ReportLevel.POOLED


@pytest.mark.parametrize(
    ("level", "number", "schools", "enough"),
    [
        (SCHOOL, 4, 1, False),
        (SCHOOL, 5, 1, True),
        (OWNER, 9, 2, False),
        (OWNER, 10, 1, False),
        (OWNER, 10, 2, True),
        (ReportLevel.PROGRAMME, 10, 2, True),
        (ReportLevel.PROGRAMME, 10, 1, False),
        (POOLED, 10, 3, False),
        (POOLED, 11, 2, False),
        (POOLED, 11, 3, True),
    ],
)
def test_from_how_many_it_is_told(level, number, schools, enough):
    assert is_enough(level, number, schools) is enough


@pytest.mark.parametrize("number", range(5, 60))
def test_what_a_reader_may_know_is_less_than_what_either_range_leaves_open(number):
    half = at_most_half(number)
    assert known(number) + 1 <= half
    assert known(number) + 1 <= number - half - 1
    assert 2 * half <= number < 2 * (half + 1)


def test_who_knows_all_of_a_school_that_is_counted_with_others_is_allowed_for():
    most_of_a_school = THRESHOLDS[SCHOOL].least - 1
    assert known(THRESHOLDS[POOLED].least) >= most_of_a_school


def test_each_rule_says_why():
    assert all(rule.why.endswith(".") for rule in THRESHOLDS.values())
