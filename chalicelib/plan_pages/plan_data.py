"""A plan as plain data, labels and values, in one language: for the page of its
versions, and for the copies of the case.

    seen = see_case.see(account, number, now)
    plan_data(seen, CaseWords(texts(language), seen.people, now))
"""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.case_pages.case_words import CaseWords
from chalicelib.cases.entry import ReadEntry
from chalicelib.cases.see_case import SeenCase
from chalicelib.plan_pages.plan_words import Labelled, PlanWords, Told
from chalicelib.plans.duties import Duty
from chalicelib.plans.duty_log import DutyLine
from chalicelib.plans.plan import ActivityPlan, Measure
from chalicelib.plans.see_plan import DoneEvaluation, SeenPlan, plan_in
from chalicelib.plans.versions import changes

WORDS = (
    *("pupil_view", "pupil_why_not", "others_view", "others_why_not"),
    "best_interests",
)
FACTS = (
    *("known_on", "principal_on", "principal_by", "guardians_on", "rights_on"),
    *("involved", "owner_on", "evaluate_on"),
)


@dataclass(frozen=True, slots=True)
class PlanData:
    """``versions`` and ``evaluations`` the latest first: the first version is the plan
    that stands. ``log`` duty by duty, also those for which nothing is written."""

    versions: list[Told]
    evaluations: list[Told]
    log: list[tuple[str, list[Told]]]


def plan_data(seen: SeenCase, words: CaseWords) -> PlanData:
    """``seen`` with the entries opened that ``see_plan.is_of_plan`` names, or all."""
    found = plan_in(seen.entries)
    return PlanData(
        versions(seen, found, words),
        evaluations(found, words),
        [*log(seen, found, words)],
    )


def told_by_entry(seen: SeenCase, words: CaseWords) -> dict[int, Told]:
    """Versions and evaluations by the number of the entry each stands in."""
    found = plan_in(seen.entries)
    told = [*versions(seen, found, words), *evaluations(found, words)]
    return {of_entry.number: of_entry for of_entry in told}


def versions(seen: SeenCase, found: SeenPlan, words: CaseWords) -> list[Told]:
    """The latest first, each as it was, with what it changed."""
    said, known = PlanWords(words), sources(seen, found, words)
    told: list[Told] = []
    before: ActivityPlan | None = None
    for number, (read, plan) in enumerate(found.versions, 1):
        told.append(
            Told(
                title=words.t("plan.version", number=number),
                small=words.when(read),
                number=read.entry.number,
                lines=tuple(whole(plan, known, said)),
                measures=tuple(said.measure_lines(item) for item in plan.measures),
                changes=said.changes(changes(before, plan)) if before else (),
                corrections=corrections(found, read, words),
            )
        )
        before = plan
    return told[::-1]


def whole(
    plan: ActivityPlan, known: list[tuple[int, str]], said: PlanWords
) -> list[Labelled]:
    """All that a plan says but for its measures."""
    return [
        *said.labelled(plan, ("problem",)),
        *source(plan, known, said),
        *said.labelled(plan, (*WORDS, *FACTS)),
    ]


def evaluations(found: SeenPlan, words: CaseWords) -> list[Told]:
    """The latest first, each with the measures of the plan as it was then."""
    told = []
    for done in reversed(found.evaluations):
        before = [v.plan.measures for v in found.versions if v.number < done.number]
        told.append(_evaluation(found, done, before[-1] if before else (), words))
    return told


def _evaluation(
    found: SeenPlan,
    done: DoneEvaluation,
    measures: tuple[Measure, ...],
    words: CaseWords,
) -> Told:
    said, evaluation = PlanWords(words), done.evaluation
    steps = [
        Labelled(measure.what, said.value("step", step))
        for measure, step in zip(measures, evaluation.steps, strict=False)
    ]
    on = said.value("evaluate_on", evaluation.evaluate_on)
    return Told(
        title=words.t("case.entry.evaluation"),
        small=words.when(done.read),
        number=done.number,
        words=evaluation.text,
        lines=(
            *said.labelled(evaluation, ("improvement", "safe", "outside")),
            *steps,
            *([Labelled(said.label("next"), on)] if on else ()),
        ),
        corrections=corrections(found, done.read, words),
    )


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


def source(
    plan: ActivityPlan, known: list[tuple[int, str]], said: PlanWords
) -> Iterator[Labelled]:
    """By its number where it is none of those that are known."""
    if plan.problem_from:
        number = plan.problem_from
        title = dict(known).get(number) or said.value("problem_from", number)
        yield Labelled(said.label("problem_from"), title)


def _called(read: ReadEntry, titles: dict[int, str]) -> str:
    return read.text("text")[:60] or titles[read.entry.number]


def log(
    seen: SeenCase, found: SeenPlan, words: CaseWords
) -> Iterator[tuple[str, list[Told]]]:
    titles = words.titles(seen.entries)
    for duty in Duty:
        lines = [line for line in found.log if line.duty is duty]
        told = [_line(line, found, titles, words) for line in lines]
        yield words.t(f"plan.option.duty.{duty}"), told


def _line(
    line: DutyLine, found: SeenPlan, titles: dict[int, str], words: CaseWords
) -> Told:
    """What says so elsewhere than in work of its own is told by its own day."""
    number, title = line.read.entry.number, titles[line.read.entry.number]
    if line.means:
        title = words.t(f"plan.option.means.{line.means}")
    small, text = words.when(line.read), line.read.text("text")
    if line.source:
        title, text = words.t(f"plan.log.{line.source}"), ""
        by = words.name(line.by) if line.by else ""
        if line.source == "principal_on" and found.latest:
            by = found.latest.plan.principal_by
        small = " · ".join(filter(None, (by, words.t.day(line.on))))
    return Told(
        title, small, number, text, corrections=corrections(found, line.read, words)
    )


def corrections(
    found: SeenPlan, read: ReadEntry, words: CaseWords
) -> tuple[Labelled, ...]:
    of = found.corrections.get(read.entry.number, ())
    return tuple(Labelled(words.when(other), other.text("text")) for other in of)
