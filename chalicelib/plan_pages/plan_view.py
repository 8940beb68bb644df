"""What the pages of a plan show."""

from dataclasses import dataclass, replace

from chalicelib.case_pages.case_words import CaseWords, NextDue
from chalicelib.cases.case import Case
from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.cases.see_case import SeenCase
from chalicelib.core.local_time import local_day
from chalicelib.plan_pages import plan_data
from chalicelib.plan_pages.plan_words import (
    Labelled,
    MeasureLine,
    PlanWords,
    PointLine,
    Told,
)
from chalicelib.plans.complaint import complaint_week
from chalicelib.plans.plan import ActivityPlan
from chalicelib.plans.see_plan import PlanFacts, SeenPlan, no_plan_in, plan_in
from chalicelib.plans.self_check import CHECKS, PointStanding


@dataclass(frozen=True, slots=True)
class PlanView:
    """``version`` counts from 1; 0 where there is no plan. ``missing``, ``later`` and
    ``done`` are the lines of the self-check. ``no_plan``: that none is needed."""

    case: Case
    called: str
    version: int
    no_plan: Told | None
    when: str
    problem: str
    words: list[Labelled]
    facts: list[Labelled]
    measures: list[MeasureLine]
    due: NextDue | None
    complaint: str
    missing: list[PointLine]
    later: list[PointLine]
    done: list[PointLine]
    evaluations: list[Told]
    log: list[tuple[str, list[Told]]]
    unreadable: bool


def view(seen: SeenCase, words: CaseWords) -> PlanView:
    found, said = plan_in(seen.entries), PlanWords(words)
    latest = found.latest
    plan = latest.plan if latest else ActivityPlan()
    points = _points(seen, found, said)
    return PlanView(
        case=seen.case,
        called=words.called(seen.case, seen.about),
        version=len(found.versions),
        no_plan=_no_plan(seen, found, words),
        when=words.when(latest.read) if latest else "",
        problem=plan.problem,
        words=[
            *plan_data.source(plan, plan_data.sources(seen, found, words), said),
            *said.labelled(plan, plan_data.WORDS),
        ],
        facts=said.labelled(_as_planned_now(plan, seen.case), plan_data.FACTS),
        measures=[said.measure(measure) for measure in plan.measures],
        due=_due(seen, words),
        complaint=words.complaint(complaint_week(seen.case, plan)),
        missing=points[PointStanding.MISSING],
        later=points[PointStanding.LATER],
        done=points[PointStanding.DONE],
        evaluations=plan_data.evaluations(found, words),
        log=list(plan_data.log(seen, found, words)),
        unreadable=found.unreadable,
    )


def _no_plan(seen: SeenCase, found: SeenPlan, words: CaseWords) -> Told | None:
    read = no_plan_in(seen.entries)
    if read is None:
        return None
    return Told(
        words.no_plan(seen.entries),
        small="",
        number=read.entry.number,
        words=words.words(read),
        corrections=plan_data.corrections(found, read, words),
    )


def _as_planned_now(plan: ActivityPlan, case: Case) -> ActivityPlan:
    """An evaluation sets the day of the next."""
    return replace(plan, evaluate_on=case.evaluate_on or plan.evaluate_on)


def _points(
    seen: SeenCase, found: SeenPlan, said: PlanWords
) -> dict[PointStanding, list[PointLine]]:
    lines: dict[PointStanding, list[PointLine]] = {
        standing: [] for standing in PointStanding
    }
    if found.latest:
        today = local_day(said.words.now)
        facts = PlanFacts(found, found.latest, seen.case.is_open, seen.calendar, today)
        for name, check in CHECKS.items():
            point = check(facts)
            lines[point.standing].append(said.point(name, point))
    return lines


def _due(seen: SeenCase, words: CaseWords) -> NextDue | None:
    day = seen.case.evaluate_on
    planned = NextAction(NextKind.EVALUATION, day) if day else None
    return words.due(planned, seen.calendar) if planned else None
