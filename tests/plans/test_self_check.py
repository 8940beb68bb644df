"""Each sentence of the self-check, at its boundary."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.cases.entry import EntryKind
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.plans import self_check
from chalicelib.plans.duties import Duty, Means
from chalicelib.plans.plan import Aim, FeelsSafe, Improvement, Measure
from chalicelib.plans.self_check import CHECKS, PointStanding
from chalicelib.referrals.referral import Involved
from tests.plans.cast import (
    DECIDED,
    INVESTIGATED,
    KNOWN,
    LUNCH,
    TALK,
    WHOLE,
    entry,
    evaluated,
    facts,
    facts_of,
    looked,
    plan,
)

DONE, LATER, MISSING = PointStanding.DONE, PointStanding.LATER, PointStanding.MISSING
DAY = timedelta(days=1)
WEEK = DECIDED + 7 * DAY


def says(point):
    return point.standing, point.said


def test_there_are_fourteen_and_a_whole_plan_lacks_nothing():
    found = {name: check(facts(evaluated(4, WEEK))) for name, check in CHECKS.items()}
    assert len(found) == 14
    assert {point.standing for point in found.values()} == {DONE}


def test_a_new_plan_misses_nothing_that_is_still_to_come():
    standings = [check(facts()).standing for check in CHECKS.values()]
    assert MISSING not in standings
    assert standings.count(LATER) == 4


@pytest.mark.parametrize(
    ("first", "says_"),
    [
        (KNOWN, (DONE, "same_day")),
        (KNOWN + DAY, (DONE, "day")),
        (KNOWN + 2 * DAY, (DONE, "days")),
        (KNOWN + 3 * DAY, (MISSING, "days")),
        (KNOWN - DAY, (DONE, "same_day")),
    ],
)
def test_1_the_first_act_comes_within_two_school_days(first, says_):
    stepped_in = looked(1, first, None, Duty.STEP_IN)
    later = plan(2, WHOLE, KNOWN + 9 * DAY)
    assert says(self_check.acted_soon(facts_of([stepped_in, later]))) == says_


def test_1_a_weekend_does_not_count_and_following_along_is_no_act():
    friday = replace(WHOLE, known_on=date(2026, 11, 13))
    seen = looked(1, date(2026, 11, 13), None, Duty.FOLLOW)
    tuesday = facts_of([seen, plan(2, friday, date(2026, 11, 17))])
    assert self_check.acted_soon(tuesday).values == {"days": 2}
    assert says(self_check.acted_soon(facts(known_on=None))) == (MISSING, "no_day")


@pytest.mark.parametrize(
    ("entries", "says_"),
    [
        ([], (MISSING, "none")),
        ([looked(1, KNOWN, Means.PUPIL)], (MISSING, "way")),
        ([looked(1, KNOWN, Means.PUPIL), looked(2, KNOWN, Means.PUPIL)], None),
        ([looked(1, KNOWN, Means.PUPIL), looked(2, DECIDED, Means.SURVEY)], "ways"),
        ([looked(1, KNOWN, Means.PUPIL), looked(2, DECIDED + DAY, Means.SURVEY)], None),
        ([entry(1, EntryKind.TALK, KNOWN), looked(2, KNOWN, Means.ADULTS)], "ways"),
    ],
)
def test_2_investigated_with_the_plan_at_the_latest_in_more_than_one_way(
    entries, says_
):
    expected = {None: (MISSING, "way"), "ways": (DONE, "ways")}.get(says_, says_)
    assert says(self_check.investigated(facts_of([*entries, plan(3)]))) == expected


@pytest.mark.parametrize(
    ("check", "who"),
    [(self_check.pupil_heard, "pupil"), (self_check.others_heard, "others")],
)
def test_3_and_4_heard_or_why_not(check, who):
    unheard = {f"{who}_view": "", f"{who}_why_not": ""}
    assert says(check(facts())) == (DONE, "heard")
    assert says(check(facts(**unheard))) == (MISSING, "none")
    assert says(check(facts(**unheard | {f"{who}_why_not": "Er syk."}))) == (
        DONE,
        "why_not",
    )


def test_5_best_interests_are_said():
    assert self_check.best_interests(facts()).standing is DONE
    assert self_check.best_interests(facts(best_interests="")).standing is MISSING


@pytest.mark.parametrize(
    ("number", "standing"), [(1, DONE), (2, DONE), (3, MISSING), (None, MISSING)]
)
def test_6_the_problem_points_to_an_entry_of_the_investigation(number, standing):
    point = self_check.problem_was_found(facts(problem_from=number))
    assert point.standing is standing


@pytest.mark.parametrize("name", ["aim", "who", "starts", "often", "until"])
def test_7_a_measure_without_a_field_is_named(name):
    bare = replace(LUNCH, **{name: getattr(Measure(), name)})
    point = self_check.measures_are_whole(facts(measures=(TALK, bare)))
    assert says(point) == (MISSING, "gaps")
    assert point.gaps == ((bare, (name,), ()),)


def test_7_a_vague_word_is_named_and_a_plan_without_measures_too():
    vague = replace(LUNCH, often="ved behov", who="Skolen")
    point = self_check.measures_are_whole(facts(measures=(vague,)))
    assert point.gaps[0].vague == ("skolen", "ved behov")
    assert says(self_check.measures_are_whole(facts(measures=()))) == (MISSING, "none")


@pytest.mark.parametrize(
    ("measures", "says_"),
    [
        ((TALK, LUNCH), (DONE, "others")),
        ((TALK, replace(LUNCH, aim=Aim.ADULTS)), (DONE, "others")),
        ((TALK,), (MISSING, "pupil")),
        ((TALK, replace(LUNCH, aim=None)), (MISSING, "pupil")),
        ((), (MISSING, "none")),
    ],
)
def test_8_not_all_fall_on_the_pupil(measures, says_):
    point = self_check.not_all_on_the_pupil(facts(measures=measures))
    assert says(point) == says_


@pytest.mark.parametrize(
    ("on", "today", "planned", "says_"),
    [
        (WEEK, WEEK, None, (DONE, "done")),
        (WEEK + DAY, WEEK + DAY, None, (MISSING, "late")),
        (None, WEEK, WEEK, (LATER, "planned")),
        (None, WEEK, WEEK + DAY, (MISSING, "plan")),
        (None, WEEK, None, (MISSING, "plan")),
        (None, WEEK + DAY, WEEK, (MISSING, "over")),
    ],
)
def test_9_the_first_evaluation_is_within_seven_days(on, today, planned, says_):
    after = [evaluated(4, on)] if on else []
    found = facts(*after, today=today, evaluate_on=planned)
    assert says(self_check.evaluated_within_a_week(found)) == says_


def test_9_a_week_that_ends_on_a_day_off_ends_on_the_school_day_after():
    # 17 May 2027 is a Monday; the plan was decided the Monday before.
    decided, tuesday = date(2027, 5, 10), date(2027, 5, 18)
    made = plan(1, replace(WHOLE, evaluate_on=date(2027, 5, 17)), decided)
    kept = facts_of([made, evaluated(2, tuesday)], tuesday)
    assert self_check.evaluated_within_a_week(kept).standing is DONE
    late = facts_of([made, evaluated(2, tuesday + DAY)], tuesday + DAY)
    assert self_check.evaluated_within_a_week(late).standing is MISSING
    away = SchoolCalendar(breaks=((tuesday, tuesday),))
    moved = facts_of([made, evaluated(2, tuesday + DAY)], tuesday, calendar=away)
    assert self_check.evaluated_within_a_week(moved).standing is DONE


def test_9_a_new_version_does_not_start_the_week_again():
    again = plan(4, WHOLE, WEEK)
    assert says(self_check.evaluated_within_a_week(facts(again, today=WEEK + DAY))) == (
        MISSING,
        "over",
    )


def test_10_every_evaluation_asks_the_pupil():
    asks = self_check.evaluation_asks_the_pupil
    unasked = evaluated(4, WEEK, improvement=Improvement.NOT_ASKED)
    assert asks(facts()).standing is LATER
    assert asks(facts(evaluated(4, WEEK))).standing is DONE
    assert asks(facts(unasked, evaluated(5, WEEK))).standing is MISSING


@pytest.mark.parametrize(
    ("improvement", "outside", "measures", "says_"),
    [
        (Improvement.BETTER, "", None, (DONE, "better")),
        (Improvement.NOT_ASKED, "", None, (LATER, "unknown")),
        (Improvement.SAME, "", None, (MISSING, "same")),
        (Improvement.WORSE, "", (LUNCH, TALK), (MISSING, "same")),
        (Improvement.WORSE, "", (LUNCH,), (DONE, "acted")),
        (Improvement.SAME, "PP-tjenesten", None, (DONE, "acted")),
    ],
)
def test_11_without_improvement_a_measure_changes_or_help_comes(
    improvement, outside, measures, says_
):
    after = [evaluated(4, WEEK, improvement=improvement, outside=outside)]
    after += [plan(5, replace(WHOLE, measures=measures), WEEK)] if measures else []
    point = self_check.no_improvement_changes_something(facts(*after))
    assert says(point) == says_


def test_11_what_was_changed_before_the_evaluation_does_not_count():
    earlier = plan(4, replace(WHOLE, measures=(LUNCH,)), DECIDED + DAY)
    found = facts(earlier, evaluated(5, WEEK, improvement=Improvement.SAME))
    assert self_check.no_improvement_changes_something(found).standing is MISSING


@pytest.mark.parametrize(
    ("guardians", "rights", "says_"),
    [
        (KNOWN, KNOWN, (DONE, "told")),
        (KNOWN, None, (MISSING, "rights")),
        (None, KNOWN, (MISSING, "guardians")),
        (None, None, (MISSING, "none")),
    ],
)
def test_12_guardians_are_told_and_of_their_right(guardians, rights, says_):
    point = self_check.guardians_told(facts(guardians_on=guardians, rights_on=rights))
    assert says(point) == says_


@pytest.mark.parametrize(
    ("safe", "is_open", "standing"),
    [
        (FeelsSafe.NO, False, DONE),
        (FeelsSafe.NOT_ASKED, False, MISSING),
        (FeelsSafe.NOT_ASKED, True, LATER),
    ],
)
def test_13_closing_needs_an_answer_on_safe_and_an_evaluation(safe, is_open, standing):
    entries = [*INVESTIGATED, plan(3), evaluated(4, WEEK, safe=safe)]
    point = self_check.closing_is_earned(facts_of(entries, WEEK, is_open))
    assert point.standing is standing


def test_13_without_an_evaluation_a_closed_case_lacks_it():
    never = facts_of([*INVESTIGATED, plan(3)], WEEK, is_open=False)
    assert says(self_check.closing_is_earned(never)) == (MISSING, "closed")


@pytest.mark.parametrize(
    ("involved", "principal", "owner", "says_"),
    [
        (None, KNOWN, None, (MISSING, "not_said")),
        (Involved.NO, None, None, (DONE, "nobody")),
        (Involved.EMPLOYEE, KNOWN, None, (DONE, "principal_told")),
        (Involved.EMPLOYEE, KNOWN + DAY, None, (MISSING, "principal_late")),
        (Involved.EMPLOYEE, None, KNOWN, (MISSING, "principal_not_told")),
        (Involved.LEADERSHIP, KNOWN, KNOWN, (DONE, "owner_told")),
        (Involved.LEADERSHIP, KNOWN, None, (MISSING, "owner_not_told")),
        (Involved.UNSURE, KNOWN, KNOWN + DAY, (MISSING, "owner_late")),
    ],
)
def test_14_who_is_involved_decides_who_is_told_at_once(
    involved, principal, owner, says_
):
    found = facts(involved=involved, principal_on=principal, owner_on=owner)
    assert says(self_check.right_route(found)) == says_


def test_14_known_on_a_saturday_is_told_on_monday():
    saturday, monday = date(2026, 11, 14), date(2026, 11, 16)
    weekend = {"known_on": saturday, "involved": Involved.EMPLOYEE}
    in_time = facts(**weekend, principal_on=monday)
    assert self_check.right_route(in_time).standing is DONE
    late = facts(**weekend, principal_on=monday + DAY)
    assert self_check.right_route(late).standing is MISSING
