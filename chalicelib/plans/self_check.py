"""The self-check of a plan: fourteen plain sentences. They say what is there and what
is missing; they count nothing together and stop nobody.

What authorities criticise in work under § 12-4 is what they ask for: begun too late,
investigated too little, measures that do not answer the pupil's problem, not carried
out, not evaluated, not adapted.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from chalicelib.core.local_time import school_day_from, school_days_since
from chalicelib.plans.duties import FIRST_ACTS
from chalicelib.plans.plan import (
    Aim,
    FeelsSafe,
    Improvement,
    Measure,
)
from chalicelib.plans.plan_days import first_evaluation_by
from chalicelib.plans.see_plan import PlanFacts
from chalicelib.plans.vague_words import vague_in
from chalicelib.referrals.referral import Involved

ACT_WITHIN = 2
"""School days from known to the first act: what a flag of L2 has until the talk."""


class PointStanding(StrEnum):
    """``later``: it is not time for it yet."""

    MISSING = "missing"
    LATER = "later"
    DONE = "done"


class MeasureGaps(NamedTuple):
    """What a measure lacks, as names of fields, and which of its words are vague."""

    measure: Measure
    lacks: tuple[str, ...]
    vague: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckedPoint:
    """``said`` names the sentence within the point, ``values`` fill it in."""

    standing: PointStanding
    said: str
    values: Mapping[str, date | int] = field(default_factory=dict)
    gaps: tuple[MeasureGaps, ...] = ()


def acted_soon(facts: PlanFacts) -> CheckedPoint:
    """That there is a plan is an act too."""
    known = facts.plan.known_on
    if known is None:
        return _missing("no_day")
    first = min(line.on for line in facts.seen.log if line.duty in FIRST_ACTS)
    days = school_days_since(facts.calendar, known, first)
    standing = PointStanding.DONE if days <= ACT_WITHIN else PointStanding.MISSING
    return CheckedPoint(standing, _days(days), {"days": days})


def investigated(facts: PlanFacts) -> CheckedPoint:
    """Before or with the plan, in more than one way."""
    means = {
        line.means
        for line in facts.seen.investigated
        if line.on <= facts.current.decided and line.means
    }
    if len(means) > 1:
        return _done("ways", ways=len(means))
    return _missing("way" if means else "none")


def pupil_heard(facts: PlanFacts) -> CheckedPoint:
    return _heard(facts.plan.pupil_view, facts.plan.pupil_why_not)


def others_heard(facts: PlanFacts) -> CheckedPoint:
    return _heard(facts.plan.others_view, facts.plan.others_why_not)


def best_interests(facts: PlanFacts) -> CheckedPoint:
    return _done("said") if facts.plan.best_interests else _missing("none")


def problem_was_found(facts: PlanFacts) -> CheckedPoint:
    found = {line.read.entry.number for line in facts.seen.investigated}
    return _done("points") if facts.plan.problem_from in found else _missing("none")


def measures_are_whole(facts: PlanFacts) -> CheckedPoint:
    """Each has a person, a start, how often and an end, and no vague word."""
    if not facts.plan.measures:
        return _missing("none")
    found = [_gaps(measure) for measure in facts.plan.measures]
    gaps = tuple(gap for gap in found if gap.lacks or gap.vague)
    return (
        CheckedPoint(PointStanding.MISSING, "gaps", {}, gaps)
        if gaps
        else _done("whole")
    )


def not_all_on_the_pupil(facts: PlanFacts) -> CheckedPoint:
    aims = {measure.aim for measure in facts.plan.measures}
    if aims & {Aim.GROUP, Aim.ADULTS}:
        return _done("others")
    return _missing("pupil" if Aim.PUPIL in aims else "none")


def evaluated_within_a_week(facts: PlanFacts) -> CheckedPoint:
    """A suggested day that fell on a day off moved on, and is on time."""
    decided = facts.seen.versions[0].decided
    by = first_evaluation_by(facts.calendar, decided)
    if facts.seen.evaluations:
        first = facts.seen.evaluations[0].on
        return _done("done", on=first) if first <= by else _missing("late", on=first)
    if facts.today > by:
        return _missing("over", on=by)
    planned = facts.plan.evaluate_on
    if planned is None or school_day_from(facts.calendar, planned) > by:
        return _missing("plan", on=by)
    return _later("planned", on=planned)


def evaluation_asks_the_pupil(facts: PlanFacts) -> CheckedPoint:
    done = [evaluated.evaluation for evaluated in facts.seen.evaluations]
    if not done:
        return _later("none")
    unasked = any(found.improvement is Improvement.NOT_ASKED for found in done)
    return _missing("not_asked") if unasked else _done("asked")


def no_improvement_changes_something(facts: PlanFacts) -> CheckedPoint:
    """A plan with other measures after the evaluation, or help from outside."""
    if not facts.seen.evaluations:
        return _later("none")
    last = facts.seen.evaluations[-1]
    if last.evaluation.improvement is Improvement.NOT_ASKED:
        return _later("unknown")
    if last.evaluation.improvement is Improvement.BETTER:
        return _done("better")
    before = [v.plan.measures for v in facts.seen.versions if v.number < last.number]
    changed = bool(before) and before[-1] != facts.plan.measures
    return _done("acted") if changed or last.evaluation.outside else _missing("same")


def guardians_told(facts: PlanFacts) -> CheckedPoint:
    told, rights = facts.plan.guardians_on, facts.plan.rights_on
    if told and rights:
        return _done("told", on=told, rights=rights)
    return _missing("rights" if told else "guardians" if rights else "none")


def closing_is_earned(facts: PlanFacts) -> CheckedPoint:
    """Closing needs the pupil's answer on safe, and an evaluation."""
    done = (evaluated.evaluation for evaluated in facts.seen.evaluations)
    if any(found.safe is not FeelsSafe.NOT_ASKED for found in done):
        return _done("asked")
    return _later("open") if facts.is_open else _missing("closed")


def right_route(facts: PlanFacts) -> CheckedPoint:
    """§ 12-5: of an employee the principal is told at once, of the leadership the
    school owner."""
    plan = facts.plan
    if plan.involved is None:
        return _missing("not_said")
    if plan.involved is Involved.NO:
        return _done("nobody")
    who = "principal" if plan.involved is Involved.EMPLOYEE else "owner"
    told = plan.principal_on if who == "principal" else plan.owner_on
    if told is None:
        return _missing(f"{who}_not_told")
    by = school_day_from(facts.calendar, plan.known_on) if plan.known_on else told
    return _missing(f"{who}_late", on=told) if told > by else _done(f"{who}_told")


CHECKS: Mapping[str, Callable[[PlanFacts], CheckedPoint]] = {
    check.__name__: check
    for check in (
        acted_soon,
        investigated,
        pupil_heard,
        others_heard,
        best_interests,
        problem_was_found,
        measures_are_whole,
        not_all_on_the_pupil,
        evaluated_within_a_week,
        evaluation_asks_the_pupil,
        no_improvement_changes_something,
        guardians_told,
        closing_is_earned,
        right_route,
    )
}
"""By the name of the sentence, in the order they are read."""


def _heard(view: str, why_not: str) -> CheckedPoint:
    if view:
        return _done("heard")
    return _done("why_not") if why_not else _missing("none")


def _gaps(measure: Measure) -> MeasureGaps:
    names = ("aim", "who", "starts", "often", "until")
    lacks = tuple(name for name in names if not getattr(measure, name))
    return MeasureGaps(
        measure, lacks, vague_in(measure.what, measure.who, measure.often)
    )


def _days(days: int) -> str:
    return {0: "same_day", 1: "day"}.get(days, "days")


def _missing(said: str, **values: date | int) -> CheckedPoint:
    return CheckedPoint(PointStanding.MISSING, said, values)


def _later(said: str, **values: date | int) -> CheckedPoint:
    return CheckedPoint(PointStanding.LATER, said, values)


def _done(said: str, **values: date | int) -> CheckedPoint:
    return CheckedPoint(PointStanding.DONE, said, values)
