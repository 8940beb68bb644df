"""What is asked when a support group is over."""

import pytest

from chalicelib.forms.closing_forms import CLOSING_FORMS, PUPIL, SUPPORTERS, form_of
from chalicelib.forms.definitions import FORMS
from chalicelib.forms.questions import Choice

FINDINGS = {
    "new friends, and included": (PUPIL, {"friends", "included"}),
    "showing it was hard, and good afterwards": (PUPIL, {"hard_to_tell", "glad_told"}),
    "significant, proud and glad": (SUPPORTERS, {"mattered", "proud", "glad_to_help"}),
    "easier to speak up": (SUPPORTERS, {"speak_up"}),
    "the class does better": (SUPPORTERS, {"climate"}),
}


@pytest.mark.parametrize(("form", "items"), FINDINGS.values(), ids=FINDINGS)
def test_each_of_the_pilots_findings_is_asked_for(form, items):
    assert items <= {question.id for question in form.questions}


@pytest.mark.parametrize("items", [items for _, items in FINDINGS.values()])
def test_each_finding_can_be_refuted(items):
    """Every item that shows it has an answer that speaks against it."""
    asked = [q for form in CLOSING_FORMS.values() for q in form.questions]
    for question in asked:
        if question.id in items:
            assert {"no", "worse", "harder"} & set(question.options)


def test_nothing_is_written_in_a_closing_form_and_no_rule_looks_at_it():
    for form in CLOSING_FORMS.values():
        assert not form.of_class
        assert all(isinstance(question, Choice) for question in form.questions)


def test_the_scale_has_every_number_from_nought_to_ten():
    assert PUPIL.questions[0].options == tuple(str(number) for number in range(11))


def test_a_form_is_found_by_its_id_whoever_it_asks():
    for form in (*FORMS.values(), *CLOSING_FORMS.values()):
        assert form_of(form.id, form.version) == form
    with pytest.raises(KeyError):
        form_of("grades_11", 1)
