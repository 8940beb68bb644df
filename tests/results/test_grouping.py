import pytest

from chalicelib.flags.conditions import AnyOf
from chalicelib.flags.rule_sets import rules_for
from chalicelib.forms.definitions import FORMS
from chalicelib.forms.form import SKIP
from chalicelib.forms.questions import Text
from chalicelib.items.level import Level
from chalicelib.results.grouping import GROUPINGS, as_asked, by_form

NEVER_COUNTED = {"adult_hurt", "leadership", "contact", "more"}


def test_every_form_of_classes_has_its_questions_grouped_but_for_those_never_counted():
    for form_id, form in FORMS.items():
        asked = [question.id for question in form.questions]
        grouped = [grouping.item for grouping in GROUPINGS[form_id]]
        assert grouped == [item for item in asked if item not in NEVER_COUNTED]
    assert set(GROUPINGS) == set(FORMS)


@pytest.mark.parametrize("form_id", FORMS)
def test_what_needs_attention_is_what_the_flag_rule_acts_on(form_id):
    rules = rules_for(FORMS[form_id].grade_step)
    of_item = {rule.item: rule for rule in rules.rules if rule.item}
    for grouping in GROUPINGS[form_id]:
        if grouping.item == "trusted_adult":  # no rule of its own: "prioritise" asks it
            assert grouping.attention == {"no"}
            continue
        levels = _levels(of_item[grouping.item])
        acts = Level.L2 if max(levels.values()) >= Level.L2 else Level.L1
        attention = {option for option, level in levels.items() if level >= acts}
        assert grouping.attention == attention
        if form_id != "grades_1_4":
            assert grouping.middle == {*(levels.keys() - attention), SKIP}


def _levels(rule):
    levels = {}
    for tier in rule.cases:
        assert isinstance(tier.when, AnyOf)
        for option in tier.when.options:
            levels.setdefault(option, tier.level)
    return levels


@pytest.mark.parametrize("form_id", FORMS)
def test_every_option_is_in_one_group_and_only_those_there_are(form_id):
    options = {
        question.id: {*question.options, SKIP}
        for question in FORMS[form_id].questions
        if not isinstance(question, Text)
    }
    for grouping in GROUPINGS[form_id]:
        assert not grouping.attention & grouping.middle
        assert grouping.attention | grouping.middle < options[grouping.item]


def test_a_skipped_question_is_in_between():
    (thriving, *_) = GROUPINGS["grades_5_7"]
    assert thriving.is_in_between({})
    assert not thriving.needs_attention({})
    assert not thriving.is_in_between({"thriving": "bad"})
    assert thriving.needs_attention({"thriving": "bad"})


def test_questions_and_forms_come_as_they_are_asked_and_what_is_not_asked_last():
    said = {"old": 0, "safe": 1, "thriving": 2, "hurt": 3, "gone": 4}
    order = ["thriving", "hurt", "safe", "gone", "old"]
    assert [*as_asked("grades_5_7", said)] == order
    assert [*by_form({"grades_8_10": 1, "grades_1_4": 2})] == [
        "grades_1_4",
        "grades_8_10",
    ]
