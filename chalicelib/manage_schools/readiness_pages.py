"""Is the school ready for a round: what is missing first, each with its button, for
everybody who has a step. And the owner's unlocking."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core import errors
from chalicelib.manage_schools import access, checklist, next_page, prepare, readiness
from chalicelib.manage_schools import set_up as school_setup
from chalicelib.manage_schools.fields import read
from chalicelib.presses import press_answers
from chalicelib.rounds.fields import PreparationFields, UnlockFields
from chalicelib.schools import preparation_store
from chalicelib.schools.preparation import Preparation
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import form_fields


@staff_page("/staff/readiness", Action.RUN_ROUNDS)
def see(request: SignedInRequest) -> Response:
    return _page(request, request.account.body_id)


@staff_page("/staff/readiness", Action.RUN_ROUNDS, "POST")
def write_down(request: SignedInRequest) -> Response:
    ready = readiness.of(request.account.body_id, request.now)
    form, seen = (
        form_fields.typed(request.fields, PreparationFields.model_fields),
        form_fields.seen(request.fields),
    )
    given, wrong = read(PreparationFields, form)
    if (
        given
        and given.on_duty
        and given.on_duty not in {member.id for member in ready.members}
    ):
        given, wrong = None, ("on_duty",)
    if given is None:
        return _page(request, ready.school.id, form, 422, wrong, seen)
    try:
        prepare.write_down(request.account, seen, given, request.now)
    except errors.ChangedMeanwhile:
        ready = readiness.of(request.account.body_id, request.now)
        changed = form_fields.differences(form, as_typed(ready.done))
        named = _named(ready, changed)
        return _page(request, ready.school.id, form, 409, meanwhile=named)
    what = [name for name, _ in form_fields.differences(form, as_typed(ready.done))]
    if what:
        said, page = "-".join(what), "/staff/readiness"
        return next_page.saved_and_on(request, said, ready.school.id, page)
    return press_answers.same(request.again) or request.saved(
        "same", "/staff/readiness"
    )


@staff_page("/staff/schools/{school_id}/readiness", Action.SET_UP_SCHOOLS)
def see_from_outside(request: SignedInRequest, school_id: str) -> Response:
    """The owner's people see what is missing; the school itself writes it down."""
    school_setup.mine(request.account, school_id)
    return _page(request, school_id)


@staff_page("/staff/schools/{school_id}/confidential", Action.UNLOCK_CONFIDENTIAL)
def see_lock(request: SignedInRequest, school_id: str) -> Response:
    return _lock_page(request, school_id, {"reason": ""})


@staff_page(
    "/staff/schools/{school_id}/confidential", Action.UNLOCK_CONFIDENTIAL, "POST"
)
def turn_lock(request: SignedInRequest, school_id: str) -> Response:
    """Locking needs no reason; unlocking does."""
    school_setup.mine(request.account, school_id)
    form, locks = (
        form_fields.typed(request.fields, ("reason",)),
        request.fields.get("lock") == "yes",
    )
    given, wrong = read(UnlockFields, form)
    if given is None and not locks:
        return _lock_page(request, school_id, form, 422, wrong)
    reason = given.reason if given and not locks else ""
    try:
        prepare.unlock(
            request.account,
            school_id,
            form_fields.seen(request.fields),
            reason,
            request.now,
        )
    except errors.ChangedMeanwhile:
        return _lock_page(request, school_id, form, 409, meanwhile=[])
    return request.saved(
        "locked" if locks else "unlocked", f"/staff/schools/{school_id}/confidential"
    )


def as_typed(done: Preparation) -> dict[str, str]:
    """The preparation as its form shows it."""
    return {
        "course_on": done.course_on.isoformat() if done.course_on else "",
        "workshop_on": done.workshop_on.isoformat() if done.workshop_on else "",
        "on_duty": done.on_duty,
    }


def _named(
    ready: readiness.Readiness, changed: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """The person on duty by name: the id says nothing to anybody."""
    names = {member.id: member.name for member in ready.members}
    return [(name, names.get(value, value)) for name, value in changed]


def _page(
    request: SignedInRequest,
    school_id: str,
    form: dict[str, str] | None = None,
    status: int = 200,
    wrong: tuple[str, ...] = (),
    version: int | None = None,
    meanwhile: list[tuple[str, str]] | None = None,
) -> Response:
    """Course, workshop and duty are written down by the school itself."""
    account = request.account
    found = checklist.of(school_id, request.now)
    done = found.ready.done
    return request.page(
        "manage_schools/readiness.html",
        status,
        checklist=found,
        ready=found.ready,
        mine=found.mine(account),
        others=found.others(account),
        here_too=account.body_id == school_id,
        form=form or as_typed(done),
        wrong=wrong,
        version=done.version if version is None else version,
        meanwhile=meanwhile,
        waiting=access.to_be_let_in(account, school_id),
    )


def _lock_page(
    request: SignedInRequest,
    school_id: str,
    form: dict[str, str],
    status: int = 200,
    wrong: tuple[str, ...] = (),
    meanwhile: list[tuple[str, str]] | None = None,
) -> Response:
    return request.page(
        "manage_schools/confidential.html",
        status,
        school=school_setup.mine(request.account, school_id),
        done=preparation_store.get(school_id),
        form=form,
        wrong=wrong,
        meanwhile=meanwhile,
    )
