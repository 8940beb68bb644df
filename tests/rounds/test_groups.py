"""Which groups a round is opened for: no group is so small that one can guess who
answered."""

import pytest

from chalicelib.rounds.groups import GroupTooSmall, classes_in_round, groups_of
from chalicelib.rounds.round import Mode
from chalicelib.schools.grades import step_label
from chalicelib.schools.school import SchoolClass
from tests.schools.test_grades import GRADE_STEPS


def _class(label, grade, pupils):
    return SchoolClass(label, "S", label, (grade,), pupils)


def test_small_classes_are_joined_into_their_step_of():
    groups = classes_in_round(
        Mode.ANONYMOUS,
        [_class("6A", 6, 10), _class("6B", 6, 9), _class("7A", 7, 1)],
        "5-7",
    )
    assert [
        (group.id, group.label, group.pupils, group.text_allowed) for group in groups
    ] == [
        ("6A", "6A", 10, True),
        ("STEP5-7", "5–7", 10, False),
    ]


def test_a_group_of_joined_classes_says_which_they_are():
    small = [_class("6A", 6, 10), _class("6B", 6, 9), _class("7A", 7, 1)]
    groups = classes_in_round(Mode.ANONYMOUS, small, "5-7")
    assert [group.joined for group in groups] == [(), ("6B", "7A")]
    groups = classes_in_round(Mode.CONFIDENTIAL, small, "5-7")
    assert [group.joined for group in groups] == [(), (), ()]


def test_steps_are_not_joined_with_one_another():
    with pytest.raises(GroupTooSmall):
        classes_in_round(
            Mode.ANONYMOUS, [_class("4A", 4, 9), _class("5A", 5, 9)], "5-7"
        )


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
    assert [(group.id, group.label, group.text_allowed) for group in groups] == [
        ("6B", "5–7", False),
        ("7B", "5–7", False),
    ]
    assert [group.called for group in groups] == ["6B", "7B"]


def test_classes_that_answer_together_are_called_by_their_step_alone():
    (group,) = classes_in_round(
        Mode.ANONYMOUS, [_class("6B", 6, 9), _class("7B", 7, 3)], "5-7"
    )
    assert group.called == "5–7"


@pytest.mark.parametrize(("pupils", "refused"), [(9, True), (10, False), (11, False)])
def test_a_class_of_ten_answers_alone_and_one_of_nine_not(pupils, refused):
    if refused:
        with pytest.raises(GroupTooSmall, match="STEP5-7"):
            classes_in_round(Mode.ANONYMOUS, [_class("6A", 6, pupils)], "5-7")
        return
    (group,) = classes_in_round(Mode.ANONYMOUS, [_class("6A", 6, pupils)], "5-7")
    assert (group.id, group.pupils, group.text_allowed, group.called) == (
        "6A",
        pupils,
        True,
        "6A",
    )


@pytest.mark.parametrize(("other", "refused"), [(4, True), (5, False), (6, False)])
def test_small_classes_together_must_be_ten(other, refused):
    small = [_class("6A", 6, 5), _class("6B", 6, other)]
    if refused:
        with pytest.raises(GroupTooSmall):
            classes_in_round(Mode.ANONYMOUS, small, "5-7")
        return
    (group,) = classes_in_round(Mode.ANONYMOUS, small, "5-7")
    assert (group.pupils, group.text_allowed) == (5 + other, False)


@pytest.mark.parametrize(
    ("pupils", "text"), [(1, False), (9, False), (10, True), (11, True)]
)
def test_in_a_confidential_round_no_class_is_too_small_and_text_is_for_ten(
    pupils, text
):
    (group,) = classes_in_round(Mode.CONFIDENTIAL, [_class("6A", 6, pupils)], "5-7")
    assert (group.id, group.pupils, group.text_allowed) == ("6A", pupils, text)
    assert (group.label, group.name) == ("6A" if text else "5–7", "6A")


def test_a_round_without_classes_has_no_groups():
    assert classes_in_round(Mode.ANONYMOUS, [], "5-7") == ()


def test_small_classes_join_wherever_in_the_list_they_stand_and_the_first_says_where():
    listed = [_class("6B", 6, 9), _class("6A", 6, 10), _class("7B", 7, 9)]
    groups = classes_in_round(Mode.ANONYMOUS, listed, "5-7")
    assert [(group.id, group.pupils) for group in groups] == [
        ("STEP5-7", 18),
        ("6A", 10),
    ]


def test_a_class_answers_as_itself_or_with_the_small_ones_of_its_step():
    assert groups_of(_class("6A", 6, 10)) == {"6A"}
    assert groups_of(_class("6B", 6, 9)) == {"6B", "STEP5-7"}
    mixed = SchoolClass("45", "S", "4-5", (4, 5), 8)
    assert groups_of(mixed) == {"45", "STEP1-4", "STEP5-7"}
