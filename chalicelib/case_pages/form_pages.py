"""The forms of a case are written, each on a page of its own."""

from dataclasses import replace

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.case_access.alarm import told_of_alarm
from chalicelib.case_forms.fields import CaseForm
from chalicelib.case_forms.rules import FORM_RULES, can_write
from chalicelib.case_forms.save import save
from chalicelib.case_pages.case_page import about_a_draft
from chalicelib.case_pages.case_press import (
    keep_ended,
    keep_refused,
    marks,
    number_of,
    pen_of,
)
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.case_pages.form_page import (
    Typed,
    answer_words,
    begun,
    checked,
    form_page,
    new_attempt,
)
from chalicelib.cases import see_case
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.may_open import may_change
from chalicelib.cases.see_case import SeenCase
from chalicelib.cases.write import Pen, own
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import KeptForm, SignedInRequest
from chalicelib.web import form_body
from chalicelib.web.language import texts

_FORM = "/staff/cases/{number}/forms/{form}"


@staff_page(_FORM, Action.WORK_CASES)
def ask(request: SignedInRequest, number: str, form: str) -> Response:
    kind = _kind(form)
    seen = _seen(request, number)
    if not can_write(seen.case, kind):
        raise errors.NotFound
    return _page(request, seen, kind)


def _keep_ended(request: SignedInRequest, number: str, form: str) -> KeptForm:
    """Only what can be written on: nobody would meet another draft."""
    case = own(request.account, number_of(number), request.now, may_change)
    if not can_write(case, _kind(form)):
        raise errors.NotFound
    return keep_ended(request, number)


@staff_page(_FORM, Action.WORK_CASES, "POST", form_body.LONG, _keep_ended)
def write(request: SignedInRequest, number: str, form: str) -> Response:
    """A review is asked for in two steps: nothing is stored before the second."""
    kind, typed = _kind(form), request.fields.all()
    seen = _seen(request, number)
    if request.fields.get("do") == "scale":
        return _scale_given(request, seen, kind, typed)
    try:
        if can_write(seen.case, kind) and (answer := about_a_draft(request, number)):
            return answer
        found = checked(seen, kind, request.account, typed, local_day(request.now))
        if found.form is None:
            return _refused(request, number, seen, kind, 422, found.problems)
        _save(pen_of(request, number), kind, found.form, seen)
    except errors.Tampered:
        return request.page("staff_door/error.html", 400, kind="forged")
    except errors.ChangedMeanwhile:
        return _refused(
            request, number, seen, kind, 409, problem="case.problem.changed"
        )
    except errors.Incomplete as error:
        return _refused(request, number, seen, kind, 422, problem=error.problem)
    return request.saved(f"case_{kind}", f"/staff/cases/{number}")


def _save(pen: Pen, kind: EntryKind, form: CaseForm, seen: SeenCase) -> None:
    """Whoever is responsible hears of what alarms."""
    save(
        pen,
        kind,
        form,
        lambda _, case: told_of_alarm(pen, seen.entries, form, case),
    )


def _scale_given(
    request: SignedInRequest, seen: SeenCase, kind: EntryKind, typed: Typed
) -> Response:
    found = checked(seen, kind, request.account, typed, local_day(request.now))
    asked = ("happened", "scale")
    wrong = {name: why for name, why in found.problems.items() if name in asked}
    if wrong:
        return _page(request, seen, kind, typed, 422, wrong)
    ready = begun(seen, kind, request.account, _w(request, seen))
    return _page(request, seen, kind, {**ready, **typed, "given": ("yes",)})


def _refused(
    request: SignedInRequest,
    number: str,
    seen: SeenCase,
    kind: EntryKind,
    status: int,
    problems: object = None,
    problem: str | None = None,
) -> Response:
    """What was typed stands in its fields, and is kept."""
    if can_write(seen.case, kind) and (kept := keep_refused(request, number)):
        seen = replace(seen, drafts=[kept])
    typed = request.fields.all()
    return _page(request, seen, kind, typed, status, problems, problem)


def _page(
    request: SignedInRequest,
    seen: SeenCase,
    kind: EntryKind,
    typed: Typed | None = None,
    status: int = 200,
    problems: object = None,
    problem: str | None = None,
) -> Response:
    """``typed`` None is what was begun before, or what the form begins with."""
    words = _w(request, seen)
    if typed is None:
        kept = seen.typed(f"forms/{kind}")
        first = begun(seen, kind, request.account, words)
        typed = kept.all() if kept else first
    return request.page(
        "case_pages/form.html",
        status,
        case=seen.case,
        called=words.called(seen.case, seen.about),
        page=form_page(seen, kind, request.account, words, typed),
        answers=answer_words(seen, request.account, words),
        typed=typed,
        problems=problems or {},
        problem=problem,
        attempt=new_attempt(),
        drafts=words.drafts(seen),
        marks=marks(request, seen.drafts, problem),
    )


def _seen(request: SignedInRequest, number: str) -> SeenCase:
    return see_case.see(
        request.account,
        number_of(number),
        request.now,
        lambda _, entry: entry.kind in FORM_RULES,
        may_change,
    )


def _w(request: SignedInRequest, seen: SeenCase) -> CaseWords:
    return CaseWords(texts(request.language), seen.people, request.now)


def _kind(form: str) -> EntryKind:
    """Raises NotFound."""
    if form not in list(EntryKind) or EntryKind(form) not in FORM_RULES:
        raise errors.NotFound
    return EntryKind(form)
