from dataclasses import replace

from chalicelib.plans.plan import Aim
from chalicelib.plans.versions import MEASURE_FIELDS, PLAN_FIELDS, changes
from tests.plans.cast import LUNCH, TALK, WHOLE


def test_the_same_plan_has_no_changes():
    assert changes(WHOLE, WHOLE) == ([], [], [])
    turned = replace(WHOLE, measures=(TALK, LUNCH))
    assert changes(WHOLE, turned) == ([], [], [])


def test_each_field_that_changed_is_told_with_both_values():
    after = replace(WHOLE, problem="Noe annet", rights_on=None)
    assert changes(WHOLE, after).changed == [
        ("problem", WHOLE.problem, "Noe annet", ""),
        ("rights_on", WHOLE.rights_on, None, ""),
    ]


def test_a_measure_of_the_same_name_is_compared_field_by_field():
    after = replace(WHOLE, measures=(LUNCH, replace(TALK, aim=Aim.ADULTS, who="Ida")))
    assert changes(WHOLE, after) == (
        [
            ("aim", Aim.PUPIL, Aim.ADULTS, TALK.what),
            ("who", TALK.who, "Ida", TALK.what),
        ],
        [],
        [],
    )


def test_a_measure_called_something_else_is_the_one_that_stood_there():
    after = replace(WHOLE, measures=(replace(LUNCH, what="Lek"), TALK))
    assert changes(WHOLE, after) == (
        [("what", LUNCH.what, "Lek", "Lek")],
        [],
        [],
    )


def test_measures_that_came_and_went_are_told_whole():
    fewer = replace(WHOLE, measures=(TALK,))
    assert changes(WHOLE, fewer) == ([], [], [LUNCH])
    assert changes(fewer, WHOLE) == ([], [LUNCH], [])


def test_every_field_is_compared():
    assert set(PLAN_FIELDS) == set(WHOLE.__slots__) - {"measures"}
    assert set(MEASURE_FIELDS) == set(LUNCH.__slots__)
