"""What the pages of a plan show."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.case_pages.case_words import CaseWords, NextDue
from chalicelib.cases.case import Case
from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.cases.entry import ReadEntry
from chalicelib.cases.see_case import SeenCase
from chalicelib.core.local_time import local_day
from chalicelib.plan_pages.plan_words import (
    Labelled,
    MeasureLine,
    PlanWords,
    PointLine,
    Told,
)
from chalicelib.plans.duties import Duty
from chalicelib.plans.plan import ActivityPlan
from chalicelib.plans.plan_days import may_complain_from
from chalicelib.plans.see_plan import PlanFacts, SeenPlan, plan_in
from chalicelib.plans.self_check import CHECKS, PointStanding

_WORDS = (
    *("pupil_view", "pupil_why_not", "others_view", "others_why_not"),
    "best_interests",
)
_FACTS = (
    *("known_on", "principal_on", "guardians_on", "rights_on"),
    *("involved", "owner_on", "evaluate_on"),
)


@dataclass(frozen=True, slots=True)
class PlanView:
    """``version`` counts from 1; 0 where there is no plan. ``missing``, ``later`` and
    ``done`` are the lines of the self-check."""

    case: Case
    called: str
    version: int
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
        when=words.when(latest.read) if latest else "",
        problem=plan.problem,
        words=[
            *_source(plan, sources(seen, found, words), said),
            *said.labelled(plan, _WORDS),
        ],
        facts=said.labelled(plan, _FACTS),
        measures=[said.measure(measure) for measure in plan.measures],
        due=_due(seen, words),
        complaint=_complaint(plan, words),
        missing=points[PointStanding.MISSING],
        later=points[PointStanding.LATER],
        done=points[PointStanding.DONE],
        evaluations=evaluations(found, said),
        log=list(_log(seen, found, words)),
        unreadable=found.unreadable,
    )


def evaluations(found: SeenPlan, said: PlanWords) -> list[Told]:
    """The latest first, each with the measures of the plan as it was then."""
    told = []
    for done in reversed(found.evaluations):
        before = [v.plan.measures for v in found.versions if v.number < done.number]
        told.append(said.evaluation(done, before[-1] if before else ()))
    return told


def versions(found: SeenPlan, said: PlanWords) -> list[Told]:
    """The latest first."""
    return [
        said.version(number, version, found)
        for number, version in reversed(list(enumerate(found.versions, 1)))
    ]


def sources(seen: SeenCase, found: SeenPlan, words: CaseWords) -> list[tuple[int, str]]:
    """What a problem may point to, by the number of the entry."""
    titles = words.titles(seen.entries)
    return [
        (
            line.read.entry.number,
            f"{_called(line.read, titles)} · {words.t.day(line.on)}",
        )
        for line in found.investigated
    ]


def _source(
    plan: ActivityPlan, known: list[tuple[int, str]], said: PlanWords
) -> Iterator[Labelled]:
    for number, title in known:
        if number == plan.problem_from:
            yield Labelled(said.label("problem_from"), title)


def _called(read: ReadEntry, titles: dict[int, str]) -> str:
    return read.text("text")[:60] or titles[read.entry.number]


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


def _complaint(plan: ActivityPlan, words: CaseWords) -> str:
    """The week of § 12-6."""
    if plan.principal_on is None:
        return words.t("plan.complaint.unknown")
    day, t = may_complain_from(plan.principal_on), words.t
    has_been = day <= local_day(words.now)
    return t(
        "plan.complaint.now" if has_been else "plan.complaint.from", day=t.day(day)
    )


def _log(
    seen: SeenCase, found: SeenPlan, words: CaseWords
) -> Iterator[tuple[str, list[Told]]]:
    """Duty by duty, also those for which nothing is written."""
    titles = words.titles(seen.entries)
    for duty in Duty:
        lines = [line for line in found.log if line.duty is duty]
        yield (
            words.t(f"plan.option.duty.{duty}"),
            [
                Told(
                    title=words.t(f"plan.option.means.{line.means}")
                    if line.means
                    else titles[line.read.entry.number],
                    small=words.when(line.read),
                    number=line.read.entry.number,
                    words=line.read.text("text"),
                )
                for line in lines
            ],
        )
