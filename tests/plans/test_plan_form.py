from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.plans.duties import Duty, DutyDone, Means
from chalicelib.plans.plan import (
    MOST_MEASURES,
    FeelsSafe,
    Improvement,
    Measure,
    MeasureStep,
    PlanEvaluation,
)
from chalicelib.plans.plan_form import (
    LONG,
    PlanForm,
    as_typed,
    duty_of,
    evaluation_of,
    plan_of,
)
from chalicelib.web.form_body import Fields
from tests.plans.cast import DECIDED, LUNCH, WHOLE

DAY = timedelta(days=1)
TYPED = as_typed(WHOLE) | {"happened": DECIDED.isoformat()}
EVALUATED = {"improvement": "better", "safe": "yes", "step1": "stop"}


def form(**typed):
    return PlanForm(Fields({name: [value] for name, value in typed.items()}), DECIDED)


def read(**changes):
    """The plan of the form, and what is wrong with it."""
    typed = form(**TYPED | changes)
    return plan_of(typed, {1, 2}), typed.problems


def test_a_plan_comes_back_from_its_fields_as_it_was():
    assert read() == (WHOLE, {})


def test_norwegian_days_and_line_breaks_of_any_kind_are_read():
    made, problems = read(guardians_on="12.11.2026", problem="  En\r\nto ")
    assert (made.guardians_on, made.problem) == (date(2026, 11, 12), "En\nto")
    assert problems == {}


@pytest.mark.parametrize(
    "name",
    [
        *("known_on", "principal_on", "owner_on"),
        *("guardians_on", "rights_on", "decided"),
    ],
)
def test_what_was_done_was_not_done_tomorrow(name):
    assert read(**{name: DECIDED.isoformat()})[1] == {}
    tomorrow = (DECIDED + DAY).isoformat()
    assert read(**{name: tomorrow})[1].get(name) == "future"


@pytest.mark.parametrize(
    ("name", "typed", "kind"),
    [
        ("evaluate_on", (DECIDED - DAY).isoformat(), "order"),
        ("evaluate_on", DECIDED.isoformat(), None),
        ("evaluate_on", "i morgen", "bad_date"),
        ("m1_until", (DECIDED - DAY).isoformat(), "order"),
        ("m1_until", DECIDED.isoformat(), None),
        ("m1_aim", "everyone", "choose"),
        ("m1_what", "", "required"),
        ("involved", "perhaps", "choose"),
        ("problem", "x" * LONG, None),
        ("problem", "x" * (LONG + 1), "too_long"),
        ("problem_from", "2", None),
        ("problem_from", "3", "choose"),
        ("problem_from", "²", "choose"),
    ],
)
def test_what_cannot_be_taken_is_told_by_its_field(name, typed, kind):
    assert read(**{name: typed})[1] == ({name: kind} if kind else {})


def test_an_empty_plan_is_none_and_one_of_a_measure_alone_is_one():
    blank = dict.fromkeys(TYPED, "")
    assert read(**blank)[1] == {"problem": "required"}
    made, problems = read(**blank | {"m3_what": "Lek"})
    assert (made.measures, problems) == ((Measure("Lek"),), {})


def test_as_many_measures_as_there_is_room_for_are_read():
    places = range(1, MOST_MEASURES + 2)
    made, _ = read(**{f"m{number}_what": f"Tiltak {number}" for number in places})
    assert len(made.measures) == MOST_MEASURES


def test_an_evaluation_wants_the_pupils_answers_and_a_step_for_every_measure():
    read_ = form(**EVALUATED | {"text": "Bra nå."})
    found = evaluation_of(read_, (LUNCH,))
    assert found == PlanEvaluation(
        Improvement.BETTER, FeelsSafe.YES, "Bra nå.", steps=(MeasureStep.STOP,)
    )
    assert read_.problems == {}
    empty = form()
    evaluation_of(empty, (LUNCH, replace(LUNCH, what="Lek")))
    names = ("improvement", "safe", "step1", "step2")
    assert empty.problems == dict.fromkeys(names, "choose")


def test_how_it_was_investigated_belongs_to_an_investigation_alone():
    looked = form(duty="investigate", means="survey", done="Klassen svarte.")
    assert duty_of(looked) == DutyDone(
        Duty.INVESTIGATE, "Klassen svarte.", Means.SURVEY
    )
    stepped = form(duty="step_in", means="survey", done="Stoppet det.")
    assert duty_of(stepped) == DutyDone(Duty.STEP_IN, "Stoppet det.")
    assert stepped.problems == {}
