"""The activity plan of a case at the demo school, as it is written and evaluated beside
the method's own steps."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from chalicelib.cases.write import Pen
from chalicelib.plans.duties import Duty, DutyDone, Means
from chalicelib.plans.plan import (
    ActivityPlan,
    Aim,
    FeelsSafe,
    Improvement,
    Measure,
    MeasureStep,
    PlanEvaluation,
)
from chalicelib.plans.write_plan import decide, evaluate, log_duty, say_no_plan
from chalicelib.referrals.referral import Involved

AfterForm = Mapping[int, Callable[[Pen, date], None]]
_WEEK = timedelta(days=7)


def _observe(pen: Pen, on: date) -> None:
    words = "Gikk med i storefri. Kim sto ved gjerdet, og ingen kom bort."
    log_duty(pen, DutyDone(Duty.INVESTIGATE, words, Means.OBSERVED), on)


def _decide(pen: Pen, on: date) -> None:
    until = on + 5 * _WEEK
    lunch = "Faste lekegrupper i storefri, der alle på trinnet er med"
    talk = "Samtale om hvordan uka har vært"
    plan = ActivityPlan(
        problem="Kim har ingen å være sammen med i storefri.",
        problem_from=3,
        pupil_view="Jeg vil ha noen å gå sammen med når det ringer ut.",
        others_why_not="Kim vil at gruppa får vite det først.",
        best_interests="Kim skal ha trygge friminutt uten å måtte be om dem selv.",
        measures=(
            Measure(lunch, Aim.GROUP, "Amina Oppdiktsen", on, "ved behov", until),
            Measure(talk, Aim.PUPIL, pen.account.name, on, "hver fredag", until),
        ),
        evaluate_on=on + _WEEK,
        guardians_on=on,
        known_on=on - timedelta(days=2),
        principal_on=on - timedelta(days=2),
        principal_by="Demo Lærer",
        involved=Involved.NO,
    )
    decide(pen, plan, on)


def _evaluate(pen: Pen, on: date) -> None:
    says = "Det er lettere når noen venter på meg."
    steps = (MeasureStep.CONTINUE, MeasureStep.CONTINUE)
    found = PlanEvaluation(
        Improvement.BETTER, FeelsSafe.UNSURE, says, "", steps, on + 2 * _WEEK
    )
    evaluate(pen, found, on)


def _say_no_plan(pen: Pen, _: date) -> None:
    words = "Pia sier at hun er trygg og har det bra nå. Foreldrene er enige i det."
    say_no_plan(pen, words)


AFTER_FORM: AfterForm = {
    0: _observe,
    1: _decide,
    6: _evaluate,
}
"""By the number of the case's forms before it, from 0."""
NOT_NEEDED: AfterForm = {0: _say_no_plan}
