"""Rounds as they come in schools: renamed classes, forms that changed, answers that
cannot be read, clocks that are put forward."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.answers import store as answers
from chalicelib.core.settings import settings
from chalicelib.results import count_round
from chalicelib.results import store as results
from chalicelib.results.figure import Figure
from chalicelib.results.release_term import released
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import MAY_FINISH, Mode
from chalicelib.schools.school import SchoolClass
from chalicelib.storage import keys, transaction
from chalicelib.storage.writes import Put
from tests.cast import NOW, NURSE, SCHOOL, set_the_stage
from tests.results.cast import WELL, answer, opened, school_classes, some_bad

OPENS, CLOSES = NOW - timedelta(days=8), NOW - timedelta(days=7)
CLASSES = school_classes(20, 22)


@pytest.fixture(autouse=True)
def stage(aws):
    return set_the_stage(codes=1)


def counted(now=NOW):
    count_round.count_next(NURSE, rounds.of_school(SCHOOL.id), now)
    return {found.round_id: found for found in results.snapshots(SCHOOL.id)}


def test_a_round_that_nobody_answered_has_no_rows():
    round_ = opened(CLASSES, OPENS, CLOSES)
    found = counted()[round_.id]
    assert (found.answers, found.classes) == (0, ())
    assert found.without_row == ("6A", "6B")


def test_of_a_round_of_one_class_the_round_says_what_the_class_says():
    round_ = opened(CLASSES[:1], OPENS, CLOSES)
    answer(round_, "6A", some_bad(20, 3, hurt="weekly"))
    found = counted()[round_.id]
    assert found.figures["hurt"] == found.classes[0].figures["hurt"] == Figure(20, 0, 4)


def test_where_everybody_answers_the_same_it_is_not_said_of_everybody():
    round_ = opened(CLASSES[:1], OPENS, CLOSES)
    answer(round_, "6A", some_bad(20, 20, hurt="often"))
    figures = counted()[round_.id].figures
    assert figures["hurt"] == Figure(20, 16, 20)
    assert figures["safe"] == Figure(20, 0, 4)


def test_a_class_that_is_renamed_between_two_rounds_has_the_name_of_its_time():
    first = opened(CLASSES[:1], OPENS, CLOSES)
    renamed = replace(CLASSES[0], label="7A")
    second = opened([renamed], OPENS + timedelta(days=1), CLOSES + timedelta(days=1))
    for round_ in (first, second):
        answer(round_, "6A", some_bad(20, 6, hurt="often"))
    counted()
    found = counted()
    rows = [found[round_.id].classes[0] for round_ in (first, second)]
    assert [(row.label, row.class_ids) for row in rows] == [
        ("6A", ("6A",)),
        ("7A", ("6A",)),
    ]


def test_a_class_of_several_grades_is_one_class():
    together = SchoolClass("5-7", SCHOOL.id, "5.-7.", (5, 6, 7), 21)
    round_ = opened([together], OPENS, CLOSES)
    answer(round_, "5-7", some_bad(21, 7, hurt="often"))
    (row,) = counted()[round_.id].classes
    assert (row.label, row.figures["hurt"]) == ("5.-7.", Figure(21, 7, 7))


def test_pupils_who_skip_everything_are_in_between():
    round_ = opened(CLASSES, OPENS, CLOSES)
    answer(round_, "6A", [{}] * 9 + some_bad(11, 6, hurt="often"))
    answer(round_, "6B", [{}] * 5 + some_bad(17, 7, hurt="often"))
    figure = counted()[round_.id].figures["hurt"]
    assert (figure, figure.good) == (Figure(42, 13, 13, 14), 15)


def test_answers_in_a_language_that_was_added_midway_count_alike():
    round_ = opened(CLASSES[:1], OPENS, CLOSES)
    for number, language in enumerate(["nb"] * 10 + ["uk"] * 10):
        attempt = f"L{number:021d}"
        said = WELL | ({"hurt": "often"} if number % 3 == 0 else {})
        put = answers.put_answer(round_, "6A", attempt, said, language, None, 2**31)
        transaction.commit(put)
    assert counted()[round_.id].figures["hurt"] == Figure(20, 7, 7)


def test_a_row_that_cannot_be_read_or_is_forged_is_in_no_figure(caplog):
    """Sealed for another class, or an option that the form has not."""
    round_ = opened(CLASSES, OPENS, CLOSES)
    answer(round_, "6A", some_bad(20, 6, hurt="often"))
    answer(round_, "6A", [{"hurt": "terribly"}, {"nothing": "often"}])
    elsewhere = answers.put_answer(
        round_, "6B", "E" * 22, WELL | {"hurt": "often"}, "nb", None, 2**31
    )
    here = keys.answer(round_.id, "6A", "MOVED")
    transaction.commit(Put(settings().answers_table, here, elsewhere.row))
    assert counted()[round_.id].figures["hurt"] == Figure(20, 6, 6)
    assert "terribly" not in caplog.text


def test_two_rounds_of_a_term_are_summed_and_none_is_counted_twice():
    for days in (0, 1):
        moved = timedelta(days=days)
        round_ = opened(CLASSES[:1], OPENS + moved, CLOSES + moved)
        answer(round_, "6A", some_bad(20, 6 + days, hurt="often"))
    counted(), counted(), counted()
    (term,) = released(SCHOOL.owner_id, datetime(2027, 2, 1, tzinfo=UTC))
    shown = term.forms["grades_5_7"]
    assert (shown.rounds, shown.figures["hurt"]) == (2, Figure(40, 13, 13))


@pytest.mark.parametrize("seconds", [-1, 0])
def test_a_round_is_counted_at_the_very_second_that_its_last_hour_is_over(seconds):
    round_ = opened(CLASSES, OPENS, CLOSES)
    found = counted(CLOSES + MAY_FINISH + timedelta(seconds=seconds))
    assert (round_.id in found) == (seconds == 0)


def test_the_day_of_a_round_is_norways_also_as_the_clock_is_put_back():
    """23:30 on 24 October in UTC is half past one on the 25th, the night with an hour
    more; the term and the day it is counted go by it."""
    closes = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    round_ = opened(CLASSES, closes - timedelta(hours=3), closes)
    found = counted(closes + MAY_FINISH)[round_.id]
    assert found.closed_on.isoformat() == "2026-10-25"


def test_a_confidential_round_is_counted_like_another():
    round_ = opened(CLASSES[:1], OPENS, CLOSES, mode=Mode.CONFIDENTIAL)
    answer(round_, "6A", some_bad(20, 6, hurt="often"))
    assert counted()[round_.id].figures["hurt"] == Figure(20, 6, 6)
