from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.accounts.account import Function
from chalicelib.rounds.groups import GroupTooSmall, classes_in_round
from chalicelib.rounds.round import ClassInRound, Mode, OnDuty, Openness
from chalicelib.schools.grades import step_label, step_of
from chalicelib.schools.school import SchoolClass
from tests.schools.test_grades import GRADE_STEPS


def _class(label, grade, pupils):
    return SchoolClass(label, "S", label, (grade,), pupils)


def test_small_classes_are_joined_into_their_step_of():
    groups = classes_in_round(
        Mode.ANONYMOUS, [_class("6A", 6, 10), _class("6B", 6, 9), _class("7A", 7, 1)], "5-7"
    )
    assert [(one.id, one.label, one.pupils, one.text_allowed) for one in groups] == [
        ("6A", "6A", 10, True),
        ("STEP5-7", "5–7", 10, False),
    ]


def test_steps_are_not_joined_with_one_another():
    with pytest.raises(GroupTooSmall):
        classes_in_round(Mode.ANONYMOUS, [_class("4A", 4, 9), _class("5A", 5, 9)], "5-7")


def test_a_class_of_several_grades_answers_the_form_of_each_and_is_joined_with_that_step():
    mixed = SchoolClass("45", "S", "4-5", (4, 5), 8)
    for step, other in (("1-4", _class("3A", 3, 9)), ("5-7", _class("6A", 6, 9))):
        (group,) = classes_in_round(Mode.ANONYMOUS, [mixed, other], step)
        assert (group.id, group.grade_step, group.pupils) == (f"STEP{step}", step, 17)


def test_a_class_called_as_a_grade_step_is_not_one():
    named = SchoolClass("X", "S", "5-7", (5, 6, 7), 20)
    (group,) = classes_in_round(Mode.ANONYMOUS, [named], "5-7")
    assert (group.id, group.label) == ("X", "5-7")
    assert group.label not in map(step_label, GRADE_STEPS)


def test_a_confidential_round_keeps_small_classes_but_shows_the_step_and_takes_no_text():
    small = [_class("6B", 6, 9), _class("7B", 7, 3)]
    groups = classes_in_round(Mode.CONFIDENTIAL, small, "5-7")
    assert [(one.id, one.label, one.text_allowed) for one in groups] == [
        ("6B", "5–7", False),
        ("7B", "5–7", False),
    ]
    assert [one.called for one in groups] == ["6B", "7B"]


def test_classes_that_answer_together_are_called_by_their_step_alone():
    (group,) = classes_in_round(Mode.ANONYMOUS, [_class("6B", 6, 9), _class("7B", 7, 3)], "5-7")
    assert group.called == "5–7"


@pytest.mark.parametrize(
    ("grade", "step"), [(1, "1-4"), (4, "1-4"), (5, "5-7"), (7, "5-7"), (8, "8-10"), (10, "8-10")]
)
def test_grade_steps(grade, step):
    assert step_of(grade) == step


@pytest.mark.parametrize("grade", [0, 11])
def test_no_other_grades(grade):
    with pytest.raises(ValueError, match="grade"):
        step_of(grade)


@pytest.mark.parametrize(
    ("seconds", "openness"),
    [(-1, Openness.NOT_YET), (0, Openness.OPEN), (3599, Openness.OPEN), (3600, Openness.CLOSED)],
)
def test_a_round_is_open_from_its_opening_to_just_before_its_closing(a_round, seconds, openness):
    assert a_round.openness(a_round.opens_at + timedelta(seconds=seconds)) is openness


@pytest.mark.parametrize(
    ("opened", "at", "openness"),
    [
        (None, 600, Openness.NOT_YET),
        (None, 3600, Openness.CLOSED),
        (600, 599, Openness.NOT_YET),
        (600, 600, Openness.OPEN),
        (600, 3600, Openness.CLOSED),
        (-600, -300, Openness.NOT_YET),
    ],
)
def test_a_class_is_open_once_opened_within_the_rounds_time(a_round, opened, at, openness):
    def moment(seconds):
        return None if seconds is None else a_round.opens_at + timedelta(seconds=seconds)

    one = ClassInRound("6A", "6A", "5-7", 26, True, moment(opened))
    assert replace(a_round, classes={"6A": one}).class_openness("6A", moment(at)) is openness


def test_the_next_slot_is_the_first_not_passed_and_the_last_when_all_are(a_round):
    first, last = a_round.slots
    assert a_round.next_slot(first) == first
    assert a_round.next_slot(first + timedelta(seconds=1)) == last
    assert a_round.next_slot(last + timedelta(days=1)) == last


def test_a_day_ends_with_its_last_slot_and_after_the_closing_comes_the_next_weekday(a_round):
    slots = tuple(
        datetime(2026, 11, day, hour, 45, tzinfo=UTC) for day in (26, 27) for hour in (10, 13)
    )
    one = replace(a_round, slots=slots)
    assert one.days_last_slot(slots[0] - timedelta(hours=2)) == slots[1]
    assert one.days_last_slot(slots[1]) == slots[1]
    assert one.days_last_slot(slots[1] + timedelta(seconds=1)) == slots[3]
    assert one.days_last_slot(slots[3] + timedelta(seconds=1)) == slots[2] + timedelta(days=3)


@pytest.fixture
def a_round():
    from chalicelib.rounds.round import Round

    start = datetime(2026, 11, 24, 8, tzinfo=UTC)
    slots = (start + timedelta(hours=2), start + timedelta(hours=5))
    return Round(
        "R", "S", "W", "grades_5_7", Mode.ANONYMOUS, "nb", ("nb",), start,
        start + timedelta(hours=1), start.date(), start.date(), b"", {}, slots, slots, "",
        OnDuty("A3", "Test A3", Function.HEALTH_SERVICE),
    )  # fmt: skip
