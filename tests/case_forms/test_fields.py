from datetime import date

import pytest

from chalicelib.case_forms.fields import SHORT, check, questions
from chalicelib.case_forms.forms import (
    CaseClosing,
    FirstTalk,
    GroupMeeting,
    PupilReview,
)
from chalicelib.case_forms.rules import FORM_RULES
from chalicelib.cases.clocks import NextKind

TODAY = date(2026, 11, 24)
WHOLE = {
    "happened": ["2026-11-24"],
    "scale": ["4"],
    "helped": ["yes"],
    "decision": ["continue"],
}


def checked(model=PupilReview, context=None, **changes):
    return check(
        model, {**WHOLE, **changes}, ("present",), {"today": TODAY, **(context or {})}
    )


def test_a_page_asks_for_all_fields_in_order_the_day_first():
    asked = questions(PupilReview)
    assert [field.name for field in asked] == [
        *("happened", "scale", "better", "who_did"),
        *("helped", "frightening", "decision"),
    ]
    assert (asked[1].how, asked[1].most) == ("scale", 10)
    assert asked[4].options == ("yes", "partly", "no", "worse")


@pytest.mark.parametrize("rule", FORM_RULES.values(), ids=lambda rule: rule.model)
def test_no_field_but_what_is_next_is_left_out_of_a_page(rule):
    names = {field.name for field in questions(rule.model)}
    assert names == {*rule.model.model_fields} - {"next_kind", "next_on"}


def test_what_is_typed_becomes_the_form():
    form = checked(happened=["24.11.2026"], scale=["٧"], better=[" Litt \r\n"]).form
    assert (form.happened, form.scale, form.better) == (TODAY, 7, "Litt")


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"happened": [""]}, {"happened": "required"}),
        ({"happened": ["i går"]}, {"happened": "bad_date"}),
        ({"happened": ["2026-11-25"]}, {"happened": "future"}),
        ({"happened": ["2026-11-20"]}, {"happened": "before_last"}),
        ({"scale": ["11"]}, {"scale": "number"}),
        ({"scale": ["-1"]}, {"scale": "number"}),
        ({"scale": ["fire"]}, {"scale": "number"}),
        ({"helped": []}, {"helped": "required"}),
        ({"helped": ["kanskje"]}, {"helped": "choose"}),
        ({"better": ["x" * 2001]}, {"better": "too_long"}),
        ({"next_kind": ["meeting"]}, {"next_on": "required"}),
        ({"next_kind": ["meeting"], "next_on": ["2026-11-23"]}, {"next_on": "past"}),
        (
            {"happened": [""], "decision": [""]},
            {"happened": "required", "decision": "required"},
        ),
    ],
)
def test_everything_that_is_wrong_is_said_by_field(changes, problems):
    found = checked(context={"not_before": date(2026, 11, 21)}, **changes)
    assert (found.form, found.problems) == (None, problems)


def test_what_may_be_chosen_more_than_once_is_a_list_and_a_skipped_number_is_none():
    form = check(
        GroupMeeting,
        {"happened": ["2026-11-24"], "leader": ["Kari"], "present": ["1", "3"]},
        ("present",),
        {},
    ).form
    assert (form.present, form.mood) == ((1, 3), None)


def test_a_short_line_is_short():
    typed = {"happened": ["2026-11-24"], "wants_group": ["yes"], "adult": ["x" * 201]}
    assert check(FirstTalk, typed, (), {}).problems == {"adult": "too_long"}
    assert SHORT == 200


def test_what_is_next_has_its_day():
    form = checked(next_kind=["meeting"], next_on=["2026-12-01"]).form
    assert (form.next_kind, form.next_on) == (NextKind.MEETING, date(2026, 12, 1))
    assert checked(CaseClosing, outcome=["reached"], guardian=["yes"]).form


def test_a_day_of_another_year_is_a_slip_of_the_finger():
    context = {"first_day": date(2025, 11, 24), "not_before": date(2026, 11, 20)}
    for day, problem in (
        ("2025-11-23", "long_ago"),
        ("0202-11-24", "long_ago"),
        ("2025-11-24", "before_last"),
        ("2026-11-19", "before_last"),
        ("2026-11-25", "future"),
    ):
        assert checked(context=context, happened=[day]).problems["happened"] == problem
    assert checked(context=context, happened=["2026-11-20"]).form
