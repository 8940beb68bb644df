"""The sums of a term are made once, after its day of release, by whoever asks first."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.results import count_round
from chalicelib.results import store as results
from chalicelib.results.figure import Figure
from chalicelib.results.release_term import released
from chalicelib.rounds import store as rounds
from tests.cast import NOW, NURSE, SCHOOL, set_the_stage
from tests.results.cast import answer, opened, school_classes, some_bad

RELEASED = datetime(2027, 1, 31, 8, tzinfo=UTC)
CLASSES = school_classes(20, 22)


def counted(at, bad):
    round_ = opened(CLASSES, at - timedelta(days=2), at - timedelta(days=1))
    answer(round_, "6A", some_bad(20, bad, hurt="weekly"))
    count_round.count_next(NURSE, rounds.of_school(SCHOOL.id), at)


@pytest.fixture
def counted_one(aws):
    set_the_stage(codes=1)
    counted(NOW, 7)


@pytest.mark.parametrize("body_id", [SCHOOL.owner_id, results.PROGRAMME])
def test_nothing_is_told_before_the_day(counted_one, body_id):
    assert released(body_id, RELEASED - timedelta(days=1)) == []
    (found,) = released(body_id, RELEASED)
    assert found.forms["grades_5_7"].figures["hurt"] == Figure(20, 7, 7)
    assert (found.term_id, found.owners) == ("2026-2", 1)


def test_what_is_counted_afterwards_moves_no_sum(counted_one):
    before = released(SCHOOL.owner_id, RELEASED)
    counted(NOW + timedelta(days=7), 9)
    assert released(SCHOOL.owner_id, RELEASED + timedelta(days=1)) == before


def test_who_asks_late_gets_what_all_others_got(counted_one):
    """What was counted too late for the owner is too late for the programme, whoever
    asked first."""
    released(SCHOOL.owner_id, RELEASED)
    set_the_clock = RELEASED + timedelta(days=20)
    round_ = opened(CLASSES, NOW - timedelta(days=3), NOW - timedelta(days=2))
    answer(round_, "6B", some_bad(20, 10, hurt="weekly"))
    listed = rounds.of_school(SCHOOL.id)
    count_round.count_next(NURSE, listed, set_the_clock)
    count_round.count_next(NURSE, rounds.of_school(SCHOOL.id), set_the_clock)
    (sums,) = released(results.PROGRAMME, set_the_clock)
    assert sums.forms["grades_5_7"].figures["hurt"] == Figure(20, 7, 7)
    assert sums.too_late >= 1


def test_a_body_without_rounds_is_told_of_none(aws):
    set_the_stage(codes=1)
    assert released(SCHOOL.owner_id, RELEASED) == []
