"""The wish for contact in an anonymous round: a flag of its own, tied to nothing else."""

import pytest

from chalicelib.flags.findings import raise_flags
from chalicelib.flags.rule_sets import GRADES_1_4, GRADES_5_10

HARD = {"hurt": "often", "excluded": "few", "trusted_adult": "no", "thriving": "bad"}


@pytest.mark.parametrize("wish", ["today", "this_week"])
def test_in_an_anonymous_round_the_wish_tells_nothing_else(wish):
    alone = raise_flags({"contact": wish}, GRADES_5_10, False, wish_apart=True)
    rest, apart = raise_flags(HARD | {"contact": wish}, GRADES_5_10, False, wish_apart=True)
    assert (apart,) == alone
    assert [one.rule for one in apart.reasons] == ["asks"]
    assert not apart.first
    assert (rest,) == raise_flags(HARD, GRADES_5_10, False, wish_apart=True)


def test_in_a_confidential_round_one_pupil_is_one_flag():
    (found,) = raise_flags(HARD | {"contact": "today"}, GRADES_5_10, False)
    assert {"asks", "bullied"} <= {one.rule for one in found.reasons}


def test_small_children_too():
    found = raise_flags({"contact": "yes", "hurt": "bad"}, GRADES_1_4, False, wish_apart=True)
    assert [[one.rule for one in each.reasons] for each in found] == [["bullied"], ["asks"]]
