from dataclasses import replace

import pytest

from chalicelib.audit import store as audit
from chalicelib.cases import act, see_case
from chalicelib.core import errors
from chalicelib.plans import write_plan
from chalicelib.plans.duties import Duty, DutyDone
from chalicelib.plans.plan import ActivityPlan
from chalicelib.plans.see_plan import no_plan_in, plan_in
from tests.cases.cast import made, pen, stored
from tests.cases.test_act import TODAY
from tests.cast import NOW, NURSE, PRINCIPAL
from tests.plans.cast import BETTER, WHOLE
from tests.rows import rows_with

WHY = "Eleven er ny her og har det trygt og godt."
STEPPED_IN = DutyDone(Duty.STEP_IN, "Stoppet det i gangen.")


def seen():
    return plan_in(see_case.see(PRINCIPAL, 1, NOW).entries)


def test_each_version_is_kept_sealed_and_the_day_of_the_evaluation_stands_clear(desk):
    made(desk)
    write_plan.decide(pen(stored()), WHOLE, TODAY)
    changed = replace(WHOLE, problem="Noe annet", evaluate_on=TODAY)
    write_plan.decide(pen(stored(), "b" * 22), changed, TODAY)
    assert [version.plan for version in seen().versions] == [WHOLE, changed]
    assert stored().evaluate_on == TODAY
    rows = str(rows_with("casework", pk="CASE"))
    for word in ("Nora", "Amina", "lekegrupper", "Noe annet"):
        assert word not in rows
    assert "wrote_in_case" in [entry.what for entry in audit.of_body("SCHAAA")]


def test_an_evaluation_sets_the_day_of_the_next(desk):
    made(desk)
    write_plan.decide(pen(stored()), WHOLE, TODAY)
    write_plan.evaluate(pen(stored(), "b" * 22), BETTER, TODAY)
    assert stored().evaluate_on is None
    assert [done.evaluation for done in seen().evaluations] == [BETTER]


def test_a_note_in_between_stops_nobody_and_a_plan_or_an_evaluation_does(desk):
    old = made(desk)
    act.note(pen(old), "Ringte hjem", TODAY)
    write_plan.log_duty(pen(old, "c" * 22), STEPPED_IN, TODAY)
    write_plan.decide(pen(old, "b" * 22), WHOLE, TODAY)
    with pytest.raises(errors.ChangedMeanwhile):
        write_plan.decide(pen(old, "d" * 22), WHOLE, TODAY)
    current = stored()
    write_plan.evaluate(pen(current, "e" * 22), BETTER, TODAY)
    with pytest.raises(errors.ChangedMeanwhile):
        write_plan.decide(pen(current, "f" * 22), WHOLE, TODAY)
    assert len(seen().versions) == 1


def test_the_same_sent_twice_is_once_also_after_a_colleague_wrote(desk):
    old = made(desk)
    write_plan.decide(pen(old), WHOLE, TODAY)
    act.note(pen(stored(), "b" * 22), "Ringte hjem", TODAY)
    write_plan.decide(pen(old), WHOLE, TODAY)
    assert len(seen().versions) == 1


def test_of_two_at_the_same_moment_the_second_is_told(desk, aws):
    old = made(desk)
    attempts = ["b" * 22]

    def meanwhile(**_):
        if attempts:
            write_plan.decide(pen(old, attempts.pop()), ActivityPlan("Først"), TODAY)

    events = aws("dynamodb").meta.events
    events.register("before-call.dynamodb.TransactWriteItems", meanwhile)
    try:
        with pytest.raises(errors.ChangedMeanwhile):
            write_plan.decide(pen(old), WHOLE, TODAY)
    finally:
        events.unregister("before-call.dynamodb.TransactWriteItems", meanwhile)
    assert [version.plan.problem for version in seen().versions] == ["Først"]


def test_who_may_not_open_the_case_writes_nothing_of_its_plan(desk):
    case = made(desk)
    for deed in (
        lambda who: write_plan.decide(who, WHOLE, TODAY),
        lambda who: write_plan.evaluate(who, BETTER, TODAY),
        lambda who: write_plan.log_duty(who, STEPPED_IN, TODAY),
        lambda who: write_plan.say_no_plan(who, WHY),
    ):
        with pytest.raises(errors.NotFound):
            deed(pen(case, account=NURSE))
    assert stored().version == 1


def test_that_no_plan_is_needed_ends_its_clock_until_there_is_one(desk):
    old = made(desk)
    act.note(pen(old), "Ringte hjem", TODAY)
    for who in (pen(old, "b" * 22), pen(old, "b" * 22), pen(old, "c" * 22)):
        write_plan.say_no_plan(who, WHY)
    assert (stored().follow_up.no_plan, stored().follow_up.planned) == (TODAY, None)
    entries = see_case.see(PRINCIPAL, 1, NOW).entries
    assert [read.text("reason") for read in entries[2:]] == [WHY, WHY]
    assert no_plan_in(entries) == entries[-1]
    assert WHY not in str(rows_with("casework", pk="CASE"))
    write_plan.decide(pen(stored(), "d" * 22), WHOLE, TODAY)
    assert no_plan_in(see_case.see(PRINCIPAL, 1, NOW).entries) is None
    with pytest.raises(errors.Incomplete, match=r"plan\.problem\.written"):
        write_plan.say_no_plan(pen(stored(), "e" * 22), WHY)
    with pytest.raises(errors.ChangedMeanwhile):
        write_plan.say_no_plan(pen(old, "f" * 22), WHY)


def test_that_no_plan_is_needed_has_a_reason_and_an_open_case(desk):
    made(desk)
    with pytest.raises(errors.Incomplete, match="reason"):
        write_plan.say_no_plan(pen(stored()), "Nei.")
    act.move(pen(stored(), "b" * 22), act.Move.LEFT_SCHOOL, WHY)
    with pytest.raises(errors.Incomplete, match="closed"):
        write_plan.say_no_plan(pen(stored(), "c" * 22), WHY)
