"""What is told of several schools is made of what is told of each of them."""

from dataclasses import replace

import pytest

from chalicelib.group_results.figures import CountRange, frozen
from chalicelib.group_results.summed import CountOfSchool, summed
from chalicelib.group_results.thresholds import ReportLevel
from tests.group_results.cast import TALK, counts, of

OWNER = ReportLevel.OWNER
FIVE = counts(4, 1, 0)


@pytest.mark.parametrize(
    ("schools", "told"),
    [("", False), ("A", False), ("AA", False), ("AB", True), ("AAB", True)],
)
def test_from_ten_groups_in_two_schools(schools, told):
    found = summed(OWNER, [CountOfSchool(school, FIVE) for school in schools])
    assert (found is not None) is told


def test_schools_counted_together_are_as_many_as_they_are():
    together = replace(counts(5, 3, 3), schools=3)
    found = summed(OWNER, [CountOfSchool("OWNER", together)])
    assert found
    assert (found.number, found.schools, found.counts) == (11, 3, 1)


def test_the_ranges_are_added_and_never_the_counts():
    found = summed(
        OWNER, [CountOfSchool("A", FIVE), CountOfSchool("B", counts(0, 5, 0))]
    )
    assert found
    assert found.ranges["outcome"] == {
        "better": CountRange(3, 7),
        "same": CountRange(3, 7),
        "worse": CountRange(0, 4),
    }
    assert found.refused == CountRange(0, 8)


def test_of_medians_it_is_told_how_many_counts_had_which():
    soon = frozen((TALK,), of(TALK, *["soon"] * 5))
    later = frozen((TALK,), of(TALK, *["later"] * 5))
    those = [
        CountOfSchool("A", soon),
        CountOfSchool("B", later),
        CountOfSchool("B", soon),
    ]
    found = summed(OWNER, those)
    assert found
    assert found.medians == {"talk": {"soon": 2, "later": 1}}
