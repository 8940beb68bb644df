from datetime import date

import pytest

from chalicelib.result_exports.released import Released, SchoolRounds
from tests.result_exports.cast import of_owner, of_school, snapshot


def test_rounds_stand_school_by_school_the_oldest_first():
    listed = [
        (name, found.closed_on.month) for name, found in of_school().rounds_in_order
    ]
    assert listed == [("Testskolen", 5), ("Testskolen", 11)]


def test_rounds_of_a_day_stand_in_the_same_order_whichever_comes_first():
    days = [snapshot(id_, form_id=form) for id_, form in PAIRS]
    orders = [
        [found for _, found in school(given).rounds_in_order]
        for given in (days, days[::-1])
    ]
    assert orders[0] == orders[1]


PAIRS = (("R2", "grades_1_4"), ("R1", "grades_1_4"), ("R0", "grades_8_10"))


def school(rounds):
    return Released(schools=(SchoolRounds("Testskolen", tuple(rounds)),))


def test_terms_stand_in_order():
    terms = [found.term_id for found in of_owner().terms_in_order]
    assert terms == ["2026-1", "2026-2"]


def test_the_last_day_is_the_latest_of_anything():
    assert of_school().last_day == date(2026, 11, 3)
    assert of_owner().last_day == date(2026, 8, 31)


def test_schools_without_a_round_are_nothing_to_take_along():
    assert school(()).is_empty
    assert Released().is_empty
    assert not of_owner().is_empty
    with pytest.raises(ValueError):
        _ = Released().last_day
