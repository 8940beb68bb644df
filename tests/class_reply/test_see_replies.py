"""What the school's people see of the replies."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.class_reply import see_replies
from chalicelib.class_reply.reply import WHOLE
from chalicelib.core import errors
from tests.cast import (
    CLASS_TEACHER,
    NOW,
    NURSE,
    STRANGER,
    TEACHER,
    set_the_stage,
)
from tests.class_reply.cast import OVER, STEP, answered, told


@pytest.fixture
def stage(aws):
    return answered(set_the_stage())


def test_another_schools_round_is_not_there(stage):
    assert see_replies.own_round(NURSE, stage.round.id) == stage.round
    for who, round_id in ((STRANGER, stage.round.id), (NURSE, "X")):
        with pytest.raises(errors.NotFound):
            see_replies.own_round(who, round_id)


def test_a_part_that_the_round_lacks_is_not_there(stage):
    with pytest.raises(errors.NotFound):
        see_replies.part_of(stage.round, "9Z", OVER)


def test_each_part_with_how_it_stands(stage):
    told(stage)
    states = {part.id: part.state for part in see_replies.parts(stage.round, OVER)}
    assert states == {STEP: "few", "6A": "up", WHOLE: "none"}


def test_a_class_teacher_sees_their_own_of_rounds_that_have_closed_lately(stage):
    told(stage)
    found = see_replies.of_own_classes(CLASS_TEACHER, OVER)
    assert [(own.part.id, own.can_be_read) for own in found] == [
        (STEP, False),
        ("6A", True),
    ]
    assert see_replies.of_own_classes(CLASS_TEACHER, NOW) == []
    long_after = stage.round.closes_at + see_replies.LATELY
    assert see_replies.of_own_classes(CLASS_TEACHER, long_after) == []
    shortly = long_after - timedelta(seconds=1)
    assert len(see_replies.of_own_classes(CLASS_TEACHER, shortly)) == 2


def test_others_classes_are_not_among_them(stage):
    other = replace(TEACHER, classes=("7A",))
    found = see_replies.of_own_classes(other, OVER)
    assert [own.part.id for own in found] == [STEP]
    assert see_replies.of_own_classes(TEACHER, OVER) == []


def test_what_all_are_told_can_be_read_by_the_teachers_class(stage):
    told(stage, WHOLE)
    found = see_replies.of_own_classes(CLASS_TEACHER, OVER)
    assert [own.can_be_read for own in found] == [True, True]
    assert {own.grouped.replace(" ", "") for own in found} == {
        own.address.partition("?word=")[2] for own in found
    }
