"""The plan of a case: read, written anew, its versions, evaluated, and the log of the
duties."""

from collections.abc import Callable

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.case_pages.case_press import pen_of
from chalicelib.cases.may_open import may_change
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.plan_pages.plan_data import plan_data
from chalicelib.plan_pages.plan_page import (
    latest_of,
    seen_plan,
    show,
    show_edit,
    show_evaluation,
)
from chalicelib.plans import plan_form, write_plan
from chalicelib.plans.plan_form import PlanForm
from chalicelib.plans.see_plan import plan_in
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import form_body

_PLAN = "/staff/cases/{number}/plan"


@staff_page(_PLAN, Action.WORK_CASES)
def see(request: SignedInRequest, number: str) -> Response:
    return show(request, number)


@staff_page(f"{_PLAN}/versions", Action.WORK_CASES)
def see_versions(request: SignedInRequest, number: str) -> Response:
    seen, words = seen_plan(request, number)
    return request.page(
        "plan_pages/versions.html",
        case=seen.case,
        called=words.called(seen.case, seen.about),
        data=plan_data(seen, words),
    )


@staff_page(f"{_PLAN}/edit", Action.WORK_CASES)
def edit(request: SignedInRequest, number: str) -> Response:
    return show_edit(request, number)


@staff_page(f"{_PLAN}/edit", Action.WORK_CASES, "POST", reads=form_body.LONG)
def decide(request: SignedInRequest, number: str) -> Response:
    seen, _ = seen_plan(request, number, may_change)
    form = PlanForm(request.fields, local_day(request.now))
    found_in = {line.read.entry.number for line in plan_in(seen.entries).investigated}
    plan, decided = plan_form.plan_of(form, found_in), form.happened("decided")
    if form.problems:
        return show_edit(request, number, form)
    return _written(
        request,
        number,
        "plan",
        lambda: write_plan.decide(pen_of(request, number), plan, decided),
        lambda *why: show_edit(request, number, form, *why),
    )


@staff_page(f"{_PLAN}/evaluate", Action.WORK_CASES)
def evaluation(request: SignedInRequest, number: str) -> Response:
    return show_evaluation(request, number)


@staff_page(f"{_PLAN}/evaluate", Action.WORK_CASES, "POST", reads=form_body.LONG)
def evaluate(request: SignedInRequest, number: str) -> Response:
    seen, _ = seen_plan(request, number, may_change)
    latest = latest_of(plan_in(seen.entries))
    form = PlanForm(request.fields, local_day(request.now))
    found = plan_form.evaluation_of(form, latest.plan.measures)
    on = form.past_day("happened")
    if on is None or on < latest.decided:
        form.problems.setdefault("happened", "order" if on else "bad_date")
    if form.problems or on is None:
        return show_evaluation(request, number, form)
    return _written(
        request,
        number,
        "plan_evaluation",
        lambda: write_plan.evaluate(pen_of(request, number), found, on),
        lambda *why: show_evaluation(request, number, form, *why),
    )


@staff_page(f"{_PLAN}/log", Action.WORK_CASES, "POST", reads=form_body.LONG)
def log(request: SignedInRequest, number: str) -> Response:
    form = PlanForm(request.fields, local_day(request.now))
    done, on = plan_form.duty_of(form), form.happened()
    if form.problems:
        return show(request, number, form)
    return _written(
        request,
        number,
        "plan_log",
        lambda: write_plan.log_duty(pen_of(request, number), done, on),
        lambda *why: show(request, number, form, *why),
    )


def _written(
    request: SignedInRequest,
    number: str,
    what: str,
    write: Callable[[], None],
    again: Callable[[int, str], Response],
) -> Response:
    """Done and said so, or the page ``again`` with all that was typed."""
    try:
        write()
    except errors.Tampered:
        return request.page("staff_door/error.html", 400, kind="forged")
    except errors.ChangedMeanwhile:
        return again(409, "plan.problem.changed")
    except errors.Incomplete as error:
        return again(422, error.problem)
    return request.saved(what, f"/staff/cases/{number}/plan")
