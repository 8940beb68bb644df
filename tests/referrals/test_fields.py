from datetime import date
from itertools import product

import pytest

from chalicelib.referrals.fields import (
    FIELDS,
    LONG,
    SEVERAL,
    MorePoints,
    check,
    check_points,
)
from chalicelib.referrals.referral import PRIORITY, Involved, Situation, Urgency, YesNo
from tests.referring import SHORT, WHOLE

TODAY = date(2026, 11, 24)


def checked(**changes):
    return check({**WHOLE, **changes}, ["6A", "7A"], TODAY)


def problems(**changes):
    return {problem.field: problem.kind for problem in checked(**changes).problems}


def test_a_whole_referral_has_no_problem():
    referral = checked(suggested=["talk", "support_group"]).referral
    assert referral.pupil == "Test Elev"
    assert referral.situations == (Situation.LEFT_OUT, Situation.BULLYING)
    assert not referral.to_owner


def test_everything_that_is_missing_is_named_at_once_in_the_order_of_the_page():
    named = [problem.field for problem in check({}, ["6A"], TODAY).problems]
    assert set(named) == set(SHORT)
    assert named == [field for field in FIELDS if field in SHORT]


def test_five_answers_and_the_confirmation_are_a_referral():
    referral = check(SHORT, ["6A"], TODAY).referral
    assert referral.model_dump(exclude_defaults=True, mode="json") == {
        name: values[0] for name, values in SHORT.items()
    }


@pytest.mark.parametrize("name", sorted(SHORT))
@pytest.mark.parametrize("nothing", [[""], [" \r\n "], []])
def test_what_is_required_is_required(name, nothing):
    assert problems(**{name: nothing}) == {name: "required"}


def test_what_the_pupil_told_is_required_when_they_did_and_who_saw_it_is_asked_less():
    told = {"pupil_says": "required"}
    assert problems(how=["told_by_pupil"], pupil_says=[""]) == told
    for how in ("seen", "parent"):
        assert problems(how=[how], pupil_says=[""]) == {}


def test_what_is_added_needs_nothing_but_is_checked_alike():
    assert check_points({}, TODAY) == (MorePoints(), ())
    points, wrong = check_points(
        {"how": ["told_by_pupil"], "guardians_on": ["31.02.2026"]}, TODAY
    )
    assert points is None
    assert [(problem.field, problem.kind) for problem in wrong] == [
        ("pupil_says", "required"),
        ("guardians_on", "bad_date"),
    ]
    assert check_points({**WHOLE, "pupil": [""]}, TODAY)[1] == ()


@pytest.mark.parametrize(
    ("involved", "to_owner"),
    [("no", False), ("employee", False), ("leadership", True), ("unsure", True)],
)
def test_what_may_concern_the_leadership_is_the_owners(involved, to_owner):
    assert checked(involved=[involved]).referral.to_owner is to_owner


@pytest.mark.parametrize("leadership", [[], ["no"], ["yes"], ["unsure"]])
@pytest.mark.parametrize("adult", ["no", "yes", "unsure"])
def test_a_page_with_the_two_questions_of_before_is_asked_again_and_never_guessed(
    adult, leadership
):
    fields = {**WHOLE, "involved": [], "adult": [adult], "leadership": leadership}
    asked = check(fields, ["6A"], TODAY)
    assert [(wrong.field, wrong.kind) for wrong in asked.problems] == [
        ("involved", "required")
    ]


def test_an_answer_of_before_and_two_answers_are_asked_about():
    assert problems(involved=["yes"]) == {"involved": "choose"}
    assert problems(involved=["no", "leadership"]) == {"involved": "choose"}


def test_guardians_that_were_told_have_a_date_and_others_have_none():
    assert problems(guardians=["yes"]) == {"guardians_on": "required"}
    assert checked(
        guardians=["yes"], guardians_on=["20.11.2026"]
    ).referral.guardians_on == date(2026, 11, 20)


def test_a_day_on_which_guardians_were_told_who_were_not_is_asked_about():
    assert problems(guardians=["no"], guardians_on=["2026-11-20"]) == {
        "guardians_on": "not_told"
    }
    assert checked(guardians=["no"], guardians_on=[""]).referral.guardians_on is None


@pytest.mark.parametrize("name", sorted(set(FIELDS) - set(SEVERAL)))
def test_two_answers_where_one_is_asked_for_are_asked_about(name):
    first = WHOLE.get(name, ["no"])[0]
    assert problems(**{name: [first, f"{first} or not"]}) == {name: "choose"}


def test_every_field_that_was_filled_in_is_in_the_referral():
    """No field drops another: what was typed is kept, or asked about."""
    values = {
        **WHOLE,
        "seen": ["s"],
        "done": ["d"],
        "works": ["w"],
        "suggested": ["talk"],
    }
    values |= {
        "suggested_other": ["o"],
        "guardians_on": ["2026-11-20"],
    }
    for involved, guardians, other in product(Involved, YesNo, ("", "why")):
        typed = values | {
            "involved": [involved],
            "guardians": [guardians],
            "guardians_why_not": [other],
        }
        made = check(typed, ["6A"], TODAY)
        kept = made.referral.model_dump(mode="json") if made.referral else {}
        lost = [name for name in typed if any(typed[name]) and not kept.get(name)]
        assert made.problems or not lost


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("learnt_on", "2026-11-25", "future"),
        ("learnt_on", "i går", "bad_date"),
        ("learnt_on", "31.02.2026", "bad_date"),
        ("class_id", "9Z", "choose"),
        ("urgency", "whenever", "choose"),
        ("situations", "health", "choose"),
        ("confirmed", "no", "required"),
        ("pupil_says", "x" * (LONG + 1), "too_long"),
    ],
)
def test_what_cannot_be_taken_is_named(field, value, kind):
    assert problems(**{field: [value]}) == {field: kind}


def test_dates_as_people_write_them():
    for typed in (
        "23.11.2026",
        "23/11/2026",
        " 2026-11-23 ",
        "٢٣.١١.٢٠٢٦",
        "２０２６-１１-２３",
    ):
        assert checked(learnt_on=[typed]).referral.learnt_on == date(2026, 11, 23)


def test_there_is_no_field_for_health_and_nothing_unknown_is_kept():
    assert not [
        field for field in FIELDS if field in ("diagnosis", "health", "gender", "born")
    ]
    assert "diagnosis" not in checked(diagnosis=["ADHD"]).referral.model_dump_json()


def test_every_urgency_has_a_level_and_the_more_urgent_never_comes_later():
    order = [
        (-PRIORITY[urgency].level, not PRIORITY[urgency].first) for urgency in Urgency
    ]
    assert order == sorted(order)
    assert PRIORITY[Urgency.DANGER_NOW].level == 3
