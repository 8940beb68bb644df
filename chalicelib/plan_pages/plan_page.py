"""The pages of a plan as each press on them comes back: with what is wrong, and all
that was typed."""

import secrets
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from chalice import Response

from chalicelib.case_pages.case_press import marks, number_of
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.cases import see_case
from chalicelib.cases.act import first_day
from chalicelib.cases.may_open import may_change, may_open
from chalicelib.cases.see_case import SeenCase
from chalicelib.cases.write import May
from chalicelib.core import errors
from chalicelib.core.local_time import local_day, school_day_from
from chalicelib.plan_pages import plan_data, plan_view
from chalicelib.plan_pages.plan_words import ChangeLine, PlanWords, wrong_lines
from chalicelib.plans import plan_form
from chalicelib.plans.duties import Duty, Means
from chalicelib.plans.plan import (
    MOST_MEASURES,
    ActivityPlan,
    Aim,
    FeelsSafe,
    Improvement,
    MeasureStep,
)
from chalicelib.plans.plan_days import suggested_evaluation
from chalicelib.plans.plan_form import PlanForm
from chalicelib.plans.see_plan import PlanVersion, SeenPlan, is_of_plan, plan_in
from chalicelib.plans.versions import changes
from chalicelib.referrals.referral import Involved
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.form_fields import seen as seen_version
from chalicelib.web.language import texts

_OPTIONS: Mapping[str, type] = {
    "aim": Aim,
    "involved": Involved,
    "improvement": Improvement,
    "safe": FeelsSafe,
    "step": MeasureStep,
    "duty": Duty,
    "means": Means,
}
"""What can be chosen, by field."""
ShownPlan = Callable[
    [SignedInRequest, str, PlanForm | None, int, str],
    Response,
]
"""A page of a plan, with what was typed, its status and what went wrong."""
_SHOWN = 3
"""Measures that stand open on an empty page."""


def seen_plan(
    request: SignedInRequest, number: str, may: May = may_open
) -> tuple[SeenCase, CaseWords]:
    account, now = request.account, request.now
    seen = see_case.see(account, number_of(number), now, is_of_plan, may)
    return seen, CaseWords(texts(request.language), seen.people, request.now)


def form_of_plan(request: SignedInRequest, seen: SeenCase) -> PlanForm:
    return PlanForm(request.fields, local_day(request.now), first_day(seen.case))


def latest_of(found: SeenPlan) -> PlanVersion:
    """Raises NotFound where there is no plan yet."""
    if found.latest is None:
        raise errors.NotFound
    return found.latest


def show(
    request: SignedInRequest,
    number: str,
    form: PlanForm | None = None,
    status: int = 0,
    problem: str = "",
) -> Response:
    seen, words = seen_plan(request, number)
    typed = {"happened": local_day(request.now).isoformat()}
    return request.page(
        "plan_pages/plan.html",
        _status(form, status),
        shown=plan_view.view(seen, words),
        writes=seen.changes and seen.case.is_open,
        reason=request.fields.get("reason"),
        **_asked(request, seen, words, typed, form, problem),
    )


def show_edit(
    request: SignedInRequest,
    number: str,
    form: PlanForm | None = None,
    status: int = 0,
    problem: str = "",
) -> Response:
    seen, words = seen_plan(request, number, may_change)
    found, today = plan_in(seen.entries), local_day(request.now)
    plan = found.latest.plan if found.latest else _begun(seen, found, words)
    typed = plan_form.as_typed(plan) | {
        "decided": today.isoformat(),
        "evaluate_on": _evaluate_on(seen, found, today).isoformat(),
    }
    filled = max(len(plan.measures) + 1, _SHOWN)
    return request.page(
        "plan_pages/edit.html",
        _status(form, status),
        called=words.called(seen.case, seen.about),
        sources=plan_data.sources(seen, found, words),
        version=len(found.versions),
        changed=_changed(request, found, PlanWords(words)) if problem else (),
        rows=range(1, min(filled, MOST_MEASURES) + 1),
        more_rows=range(min(filled, MOST_MEASURES) + 1, MOST_MEASURES + 1),
        more_open=bool(form or seen.typed("plan/edit")),
        **_asked(request, seen, words, typed, form, problem, "plan/edit"),
    )


def show_evaluation(
    request: SignedInRequest,
    number: str,
    form: PlanForm | None = None,
    status: int = 0,
    problem: str = "",
) -> Response:
    seen, words = seen_plan(request, number, may_change)
    found, today = plan_in(seen.entries), local_day(request.now)
    plan = latest_of(found).plan
    decided = found.versions[0].decided
    next_ = suggested_evaluation(seen.calendar, decided, today)
    typed = {"happened": today.isoformat(), "evaluate_on": next_.isoformat()}
    return request.page(
        "plan_pages/evaluate.html",
        _status(form, status),
        called=words.called(seen.case, seen.about),
        measures=[PlanWords(words).measure(measure) for measure in plan.measures],
        before=plan_data.evaluations(found, words)[:1],
        **_asked(request, seen, words, typed, form, problem, "plan/evaluate"),
    )


def _status(form: PlanForm | None, status: int) -> int:
    return status or (422 if form else 200)


def _asked(
    request: SignedInRequest,
    seen: SeenCase,
    words: CaseWords,
    typed: Mapping[str, str],
    form: PlanForm | None,
    problem: str,
    path: str = "",
) -> dict[str, Any]:
    """What the fields of a page need: what was just sent, what was begun before on the
    page ``path``, or what stands in them from the beginning. Who has an old page or
    draft is told of what changed in the plan since."""
    begun = request.fields if form else seen.typed(path)
    sent = {name: said[0] for name, said in begun.all().items()} if begun else {}
    version = seen.case.version if problem else sent.get("version", seen.case.version)
    return {
        "case": seen.case,
        "typed": sent or typed,
        "path": path,
        "drafts": words.drafts(seen),
        "marks": marks(request, seen.drafts, problem),
        "version_seen": version,
        "problems": form.problems if form else {},
        "problem": problem,
        "wrong": wrong_lines(texts(request.language), form.problems) if form else [],
        "options": _OPTIONS,
        "limits": plan_form,
        "today": local_day(request.now),
        "attempt": secrets.token_urlsafe(16),
    }


def _begun(seen: SeenCase, found: SeenPlan, words: CaseWords) -> ActivityPlan:
    """What is known before anybody has written: when the school came to know, and where
    a teacher wrote it who told the principal, whom every referral reaches that is not
    about the leadership."""
    case = seen.case
    told = [line for line in found.log if line.by and not case.is_owners]
    return ActivityPlan(
        known_on=min([local_day(case.made_at), *(line.on for line in found.log)]),
        principal_on=told[0].on if told else None,
        principal_by=words.name(told[0].by) if told else "",
    )


def _evaluate_on(seen: SeenCase, found: SeenPlan, today: date) -> date:
    """As it was planned; what is overdue is due now."""
    planned = seen.case.evaluate_on
    if planned:
        return planned if planned >= today else school_day_from(seen.calendar, today)
    decided = found.versions[0].decided if found.versions else today
    last = found.evaluations[-1].on if found.evaluations else None
    return suggested_evaluation(seen.calendar, decided, last)


def _changed(
    request: SignedInRequest, found: SeenPlan, said: PlanWords
) -> tuple[ChangeLine, ...]:
    """What a colleague changed in the plan since the page was opened."""
    seen = seen_version(request.fields)
    before = [v.plan for v in found.versions if v.number <= seen]
    after = found.latest.plan if found.latest else ActivityPlan()
    return said.changes(changes(before[-1] if before else ActivityPlan(), after))
