"""Rounds: the list, planning one, and following it class by class."""

from contextlib import suppress
from datetime import time, timedelta

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.forms.definitions import FORMS
from chalicelib.locales import LOCALES
from chalicelib.manage_rounds import follow
from chalicelib.manage_rounds import set_up as round_setup
from chalicelib.manage_rounds.round_page import FIELD_OF, round_page
from chalicelib.manage_rounds.sheet_page import card_form, first_sheets
from chalicelib.manage_schools import readiness
from chalicelib.manage_schools.fields import read
from chalicelib.rounds.fields import RoundFields
from chalicelib.rounds.round import Mode, Openness
from chalicelib.schools import store as schools
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import form_fields, language

_SEVERAL = ("classes", "languages")
_OPENS, _CLOSES, _LASTS = time(8, 30), time(14, 0), timedelta(days=1)


@staff_page("/staff/rounds", Action.RUN_ROUNDS)
def list_rounds(request: SignedInRequest) -> Response:
    ready = readiness.of(request.account.body_id, request.now)
    found = follow.listed(ready, request.now)
    return request.page(
        "manage_rounds/rounds.html",
        open=found[Openness.OPEN],
        planned=found[Openness.NOT_YET],
        closed=found[Openness.CLOSED],
    )


@staff_page("/staff/rounds/new", Action.RUN_ROUNDS)
def plan(request: SignedInRequest) -> Response:
    ready = readiness.of(request.account.body_id, request.now)
    return _form_page(request, ready, _blank(request, ready))


def _blank(request: SignedInRequest, ready: readiness.Readiness) -> dict[str, str]:
    tomorrow = local_day(request.now) + _LASTS
    return {
        "form_id": _only_form(request.account.body_id),
        "mode": Mode.ANONYMOUS.value,
        "classes": "",
        "languages": " ".join(language.languages()),
        "opens_on": tomorrow.isoformat(),
        "opens": f"{_OPENS:%H:%M}",
        "closes_on": tomorrow.isoformat(),
        "closes": f"{_CLOSES:%H:%M}",
        "on_duty": ready.done.on_duty,
        "deputy": "",
        "pace": "each",
        "same_list_as": "",
    }


def _only_form(school_id: str) -> str:
    """The form for all the school's classes, where one is; the staff choose among
    several."""
    steps = [class_.grade_steps for class_ in schools.classes(school_id)]
    fit = [form for form in FORMS.values() if all(form.grade_step in s for s in steps)]
    return fit[0].id if steps and len(fit) == 1 else ""


@staff_page("/staff/rounds/new", Action.RUN_ROUNDS, "POST")
def look_at(request: SignedInRequest) -> Response:
    """What the round would be, with what to think of; nothing is made yet."""
    form = _typed(request)
    ready = readiness.of(request.account.body_id, request.now)
    given, wrong = read(RoundFields, form)
    if given is None or given.form_id not in FORMS:
        return _form_page(
            request, ready, form, 422, *_all_wrong(request, ready, form, wrong)
        )
    looked = round_setup.look_at(ready, given, request.now)
    if looked.refused or request.fields.get("change"):
        return _form_page(
            request, ready, form, 422 if looked.refused else 200, (), looked.refused
        )
    return _check_page(request, looked, form, round_setup.new_attempt())


@staff_page("/staff/rounds/save", Action.RUN_ROUNDS, "POST")
def set_up(request: SignedInRequest) -> Response:
    form = _typed(request)
    given, wrong = read(RoundFields, form)
    if given is None or given.form_id not in FORMS:
        ready = readiness.of(request.account.body_id, request.now)
        return _form_page(request, ready, form, 422, wrong or ("form_id",))
    attempt = request.fields.get("attempt") or ""
    sure_of = form_fields.sure_of(request.fields)
    looked = round_setup.set_up(request.account, attempt, given, request.now, sure_of)
    if looked.refused:
        ready = readiness.of(request.account.body_id, request.now)
        return _form_page(request, ready, form, 422, (), looked.refused)
    if not sure_of >= {*looked.off}:
        return _check_page(request, looked, form, attempt, 422)
    if request.fields.get("do") == "cards":
        # Where somebody else makes cards at this moment, the round's page says so.
        with suppress(errors.Incomplete, errors.NotFound):
            return first_sheets(request, attempt)
    return request.saved("round", f"/staff/rounds/{attempt}")


@staff_page("/staff/rounds/{round_id}", Action.RUN_ROUNDS)
def see(request: SignedInRequest, round_id: str) -> Response:
    return round_page(request, round_id)


@staff_page("/staff/rounds/{round_id}/open", Action.RUN_ROUNDS, "POST")
def open_class(request: SignedInRequest, round_id: str) -> Response:
    class_id, seen = request.fields.get("class") or "", form_fields.seen(request.fields)
    opens_later = request.now < round_setup.mine(request.account, round_id).opens_at
    if not class_id:
        return round_page(request, round_id, 422, "staff.round.problem.class")
    try:
        round_setup.open_class(request.account, round_id, class_id, seen, request.now)
    except errors.ChangedMeanwhile:
        return round_page(request, round_id, 409, "staff.round.problem.meanwhile")
    except errors.NotReady:
        return round_page(request, round_id, 409, "staff.round.problem.not_ready")
    said = "class_opens_later" if opens_later else "class_opened"
    return request.saved(said, f"/staff/rounds/{round_id}")


_ABOUT = {
    "form_id": {"wrong_step"},
    "opens_on": {"opens_outside", "backwards"},
    "opens": {"opens_outside", "backwards"},
    "closes_on": {"closes_outside", "backwards", "past"},
    "closes": {"closes_outside", "backwards", "past"},
    "mode": {"too_small", "locked"},
}
"""What cannot be said while the field cannot be read."""


def _all_wrong(
    request: SignedInRequest,
    ready: readiness.Readiness,
    form: dict[str, str],
    wrong: tuple[str, ...],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which fields cannot be read, and what would be refused of the others: all at
    once."""
    named = dict.fromkeys(wrong)
    if form["form_id"] not in FORMS:
        named = {"form_id": None} | named
    stand_in = _blank(request, ready) | {"form_id": next(iter(FORMS))}
    given, _ = read(RoundFields, form | {name: stand_in[name] for name in named})
    refused = round_setup.look_at(ready, given, request.now).refused if given else ()
    unsaid = {reason for name in named for reason in _ABOUT.get(name, ())}
    return tuple(named), tuple(reason for reason in refused if reason not in unsaid)


def _typed(request: SignedInRequest) -> dict[str, str]:
    """Boxes of one name are one field of several words."""
    form = form_fields.typed(request.fields, RoundFields.model_fields)
    sent = request.fields.all()
    return form | {name: " ".join(sent.get(name, ()))[:2000] for name in _SEVERAL}


def _check_page(
    request: SignedInRequest,
    looked: round_setup.Looked,
    form: dict[str, str],
    attempt: str,
    status: int = 200,
) -> Response:
    asked = status != 200
    return request.page(
        "manage_rounds/check.html",
        status,
        looked=looked,
        form=form,
        attempt=attempt,
        asked=asked,
        card_form=card_form(request, request.fields.get("sheet") or ""),
    )


def _form_page(
    request: SignedInRequest,
    ready: readiness.Readiness,
    form: dict[str, str],
    status: int = 200,
    wrong: tuple[str, ...] = (),
    reasons: tuple[str, ...] = (),
) -> Response:
    return request.page(
        "manage_rounds/new.html",
        status,
        ready=ready,
        form=form,
        wrong=wrong,
        reasons=reasons,
        field_of=FIELD_OF,
        form_ids=list(FORMS),
        steps={form_.id: form_.grade_step for form_ in FORMS.values()},
        classes=schools.classes(request.account.body_id),
        with_lists=round_setup.with_lists(request.account.body_id),
        locales=[(code, locale.name, locale.draft) for code, locale in LOCALES.items()],
    )
