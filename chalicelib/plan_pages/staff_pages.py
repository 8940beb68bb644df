"""The plan of a case: read, written anew, its versions, evaluated, and the log of the
duties."""

from collections.abc import Callable

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.case_pages.case_page import about_a_draft, do
from chalicelib.case_pages.case_press import (
    keep_ended,
    keep_refused,
    number_of,
    pen_of,
)
from chalicelib.cases.may_open import may_change
from chalicelib.cases.write import own
from chalicelib.core import errors
from chalicelib.plan_pages.plan_data import plan_data
from chalicelib.plan_pages.plan_page import (
    ShownPlan,
    form_of_plan,
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
from chalicelib.staff_door.staff_request import KeptForm, SignedInRequest
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


def _keep_ended(request: SignedInRequest, number: str) -> KeptForm:
    own(request.account, number_of(number), request.now, may_change)
    return keep_ended(request, number)


@staff_page(f"{_PLAN}/edit", Action.WORK_CASES, "POST", form_body.LONG, _keep_ended)
def decide(request: SignedInRequest, number: str) -> Response:
    seen, _ = seen_plan(request, number, may_change)
    form, known = form_of_plan(request, seen), plan_in(seen.entries)
    found_in = {line.read.entry.number for line in known.investigated}
    before = known.latest.decided if known.latest else None
    plan = plan_form.plan_of(form, found_in)
    decided = plan_form.decided_on(form, before)
    return _saved(
        request,
        number,
        "plan",
        form,
        lambda: write_plan.decide(pen_of(request, number), plan, decided),
        show_edit,
    )


@staff_page(f"{_PLAN}/evaluate", Action.WORK_CASES)
def evaluation(request: SignedInRequest, number: str) -> Response:
    return show_evaluation(request, number)


@staff_page(f"{_PLAN}/evaluate", Action.WORK_CASES, "POST", form_body.LONG, _keep_ended)
def evaluate(request: SignedInRequest, number: str) -> Response:
    seen, _ = seen_plan(request, number, may_change)
    latest = latest_of(plan_in(seen.entries))
    form = form_of_plan(request, seen)
    found = plan_form.evaluation_of(form, latest.plan.measures)
    on = plan_form.evaluated_on(form, latest.decided)
    return _saved(
        request,
        number,
        "plan_evaluation",
        form,
        lambda: write_plan.evaluate(pen_of(request, number), found, on),
        show_evaluation,
    )


@staff_page(f"{_PLAN}/log", Action.WORK_CASES, "POST", reads=form_body.LONG)
def log(request: SignedInRequest, number: str) -> Response:
    seen, _ = seen_plan(request, number)
    form = form_of_plan(request, seen)
    done, on = plan_form.duty_of(form), form.happened()
    return _saved(
        request,
        number,
        "plan_log",
        form,
        lambda: write_plan.log_duty(pen_of(request, number), done, on),
        show,
    )


@staff_page(f"{_PLAN}/none", Action.WORK_CASES, "POST")
def say_no_plan(request: SignedInRequest, number: str) -> Response:
    reason = request.fields.get("reason") or ""
    return do(
        request,
        number,
        "no_plan",
        lambda pen: write_plan.say_no_plan(pen, reason),
        _shown_again,
        _PLAN,
    )


def _shown_again(
    request: SignedInRequest, number: str, status: int, problem: str | None
) -> Response:
    return show(request, number, None, status, problem or "")


def _saved(
    request: SignedInRequest,
    number: str,
    what: str,
    form: PlanForm,
    write: Callable[[], None],
    shown: ShownPlan,
) -> Response:
    """Done and said so, or the page again with all that was typed, which is kept where
    drafts are."""
    try:
        if answer := about_a_draft(request, number):
            return answer
        if not form.problems:
            write()
            return request.saved(what, f"/staff/cases/{number}/plan")
        status, problem = 422, ""
    except errors.Tampered:
        return request.page("staff_door/error.html", 400, kind="forged")
    except errors.ChangedMeanwhile:
        status, problem = 409, "plan.problem.changed"
    except errors.Incomplete as error:
        status, problem = 422, error.problem
    keep_refused(request, number)
    return shown(request, number, form, status, problem)
