"""A round that is set up is changed, ended before its time, or gone on with the same
day."""

from collections.abc import Callable
from datetime import date

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core import errors
from chalicelib.core.local_time import OSLO
from chalicelib.manage_rounds import change as round_changes
from chalicelib.manage_rounds.follow import progress
from chalicelib.manage_rounds.round_page import FIELD_OF, round_page
from chalicelib.manage_rounds.set_up import mine
from chalicelib.manage_schools import readiness
from chalicelib.manage_schools.fields import read
from chalicelib.presses import press_answers
from chalicelib.rounds.fields import ChangeFields
from chalicelib.rounds.round import Mode, Openness, Round
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import form_fields

_ONE = "/staff/rounds/{round_id}"


@staff_page(f"{_ONE}/change", Action.RUN_ROUNDS)
def see(request: SignedInRequest, round_id: str) -> Response:
    round_ = mine(request.account, round_id)
    return _page(request, round_, as_typed(round_))


@staff_page(f"{_ONE}/change", Action.RUN_ROUNDS, "POST")
def change(request: SignedInRequest, round_id: str) -> Response:
    round_ = mine(request.account, round_id)
    form, seen = (
        form_fields.typed(request.fields, ChangeFields.model_fields),
        form_fields.seen(request.fields),
    )
    given, wrong = read(ChangeFields, form)
    if given is None:
        return _page(request, round_, form, 422, wrong)
    try:
        done = round_changes.change(
            request.account,
            round_id,
            seen,
            given,
            form_fields.sure_of(request.fields),
            request.now,
        )
    except errors.Unfit as error:
        return _page(request, round_, form, 422, reasons=error.problems)
    except errors.ChangedMeanwhile:
        return round_page(request, round_id, 409, "staff.round.problem.meanwhile")
    if done.off:
        return _page(request, round_, form, 422)
    where = f"/staff/rounds/{round_id}"
    if done.what:
        return request.saved("-".join(done.what), where)
    return press_answers.same(request.again) or request.saved("same", where)


@staff_page(f"{_ONE}/close", Action.RUN_ROUNDS)
def ask(request: SignedInRequest, round_id: str) -> Response:
    """What ending it does, before it is done."""
    round_ = mine(request.account, round_id)
    if round_.openness(request.now) is Openness.CLOSED:
        return round_page(request, round_id)
    return request.page(
        "manage_rounds/close.html", round=round_, progress=progress(round_, request.now)
    )


@staff_page(f"{_ONE}/close", Action.RUN_ROUNDS, "POST")
def end(request: SignedInRequest, round_id: str) -> Response:
    return _done(request, round_id, round_changes.end, "round_ended")


@staff_page(f"{_ONE}/go-on", Action.RUN_ROUNDS, "POST")
def go_on(request: SignedInRequest, round_id: str) -> Response:
    return _done(request, round_id, round_changes.go_on, "round_goes_on")


def as_typed(round_: Round) -> dict[str, str]:
    """The round as the form shows it."""
    closes = round_.closes_at.astimezone(OSLO)
    return {
        "on_duty": round_.on_duty.account_id,
        "deputy": round_.deputy.account_id if round_.deputy else "",
        "closes_on": closes.date().isoformat(),
        "closes": f"{closes:%H:%M}",
    }


def _to_think_of(round_: Round, form: dict[str, str]) -> list[date]:
    """Also where the clock cannot be read: the day can."""
    given = (
        read(ChangeFields, form)[0] or read(ChangeFields, form | {"closes": "12:00"})[0]
    )
    return round_changes.to_think_of(round_, given) if given else []


def _done(
    request: SignedInRequest, round_id: str, act: Callable[..., None], what: str
) -> Response:
    try:
        act(request.account, round_id, form_fields.seen(request.fields), request.now)
    except errors.ChangedMeanwhile:
        return round_page(request, round_id, 409, "staff.round.problem.meanwhile")
    return request.saved(what, f"/staff/rounds/{round_id}")


def _page(
    request: SignedInRequest,
    round_: Round,
    form: dict[str, str],
    status: int = 200,
    wrong: tuple[str, ...] = (),
    reasons: tuple[str, ...] = (),
) -> Response:
    """The question about a day off stays until it is answered, whatever else is
    wrong."""
    days = _to_think_of(round_, form)
    sure = form_fields.sure_of(request.fields) >= {*days}
    return request.page(
        "manage_rounds/change.html",
        status,
        round=round_,
        named=round_.mode is Mode.CONFIDENTIAL,
        members=readiness.of(request.account.body_id, request.now).members,
        form=form,
        wrong=wrong,
        reasons=reasons if sure else (*reasons, "day_off"),
        field_of=FIELD_OF,
        days_off=days,
        sure=sure,
    )
