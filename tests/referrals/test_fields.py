from datetime import date
from itertools import product

import pytest

from chalicelib.referrals.fields import FIELDS, LONG, SEVERAL, check
from chalicelib.referrals.referral import PRIORITY, Involved, Situation, Urgency, YesNo
from tests.referring import WHOLE

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
    required = set(WHOLE) - {"pupil_says"}
    assert set(named) == required
    assert named == [field for field in FIELDS if field in required]


@pytest.mark.parametrize("name", sorted(set(WHOLE) - {"pupil_says"}))
@pytest.mark.parametrize("nothing", [[""], [" \r\n "], []])
def test_what_is_required_is_required(name, nothing):
    assert problems(**{name: nothing}) == {name: "required"}


@pytest.mark.parametrize(
    ("how", "field"), [("told_by_pupil", "pupil_says"), ("seen", "seen")]
)
def test_what_was_told_or_seen_is_required_when_it_was(how, field):
    assert problems(how=[how], pupil_says=[""]) == {field: "required"}
    assert problems(how=["parent"], pupil_says=[""]) == {}


@pytest.mark.parametrize("adult", ["yes", "unsure"])
def test_whether_it_is_the_leadership_is_asked_when_an_adult_is_or_may_be_involved(
    adult,
):
    assert problems(adult=[adult]) == {"leadership": "required"}
    assert checked(adult=[adult], leadership=["unsure"]).referral.to_owner
    assert checked(adult=[adult], leadership=["yes"]).referral.to_owner
    assert not checked(adult=[adult], leadership=["no"]).referral.to_owner


@pytest.mark.parametrize("leadership", ["yes", "unsure"])
def test_no_adult_and_yet_the_leadership_is_asked_about_and_never_dropped(leadership):
    assert problems(adult=["no"], leadership=[leadership]) == {"leadership": "no_adult"}
    assert problems(adult=[], leadership=[leadership]) == {"adult": "required"}


def test_no_adult_and_not_the_leadership_agree():
    referral = checked(adult=["no"], leadership=["no"]).referral
    assert referral.leadership is Involved.NO
    assert not referral.to_owner


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
        "leadership": ["unsure"],
        "guardians_on": ["2026-11-20"],
    }
    for adult, guardians, other in product(Involved, YesNo, ("", "why")):
        typed = values | {
            "adult": [adult],
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
