"""A round that is set up is changed, ended before its time, or gone on with the same day."""

from collections.abc import Callable
from datetime import date

from chalice import Response

from chalicelib.domain.accounts import Action
from chalicelib.domain.calendar import OSLO
from chalicelib.domain.round_input import ChangeFields
from chalicelib.domain.rounds import Mode, Openness, Round
from chalicelib.domain.setup import read
from chalicelib.services import readiness, refusals
from chalicelib.services import round_changes as service
from chalicelib.services.round_setup import mine, progress
from chalicelib.web.staff import forms, presses
from chalicelib.web.staff.door import Guest, room
from chalicelib.web.staff.rounds import FIELD_OF, round_page

_ONE = "/staff/rounds/{round_id}"


@room(f"{_ONE}/change", Action.RUN_ROUNDS)
def see(guest: Guest, round_id: str) -> Response:
    round_ = mine(guest.account, round_id)
    return _page(guest, round_, as_typed(round_))


@room(f"{_ONE}/change", Action.RUN_ROUNDS, "POST")
def change(guest: Guest, round_id: str) -> Response:
    round_ = mine(guest.account, round_id)
    form, seen = forms.typed(guest.fields, ChangeFields.model_fields), forms.seen(guest.fields)
    given, wrong = read(ChangeFields, form)
    if given is None:
        return _page(guest, round_, form, 422, wrong)
    try:
        done = service.change(
            guest.account, round_id, seen, given, forms.sure_of(guest.fields), guest.now
        )
    except refusals.Unfit as error:
        return _page(guest, round_, form, 422, reasons=error.problems)
    except refusals.ChangedMeanwhile:
        return round_page(guest, round_id, 409, "staff.round.problem.meanwhile")
    if done.off:
        return _page(guest, round_, form, 422)
    where = f"/staff/rounds/{round_id}"
    if done.what:
        return guest.saved("-".join(done.what), where)
    return presses.same(guest.again) or guest.saved("same", where)


@room(f"{_ONE}/close", Action.RUN_ROUNDS)
def ask(guest: Guest, round_id: str) -> Response:
    """What ending it does, before it is done."""
    round_ = mine(guest.account, round_id)
    if round_.openness(guest.now) is Openness.CLOSED:
        return round_page(guest, round_id)
    return guest.page("round_close", round=round_, progress=progress(round_, guest.now))


@room(f"{_ONE}/close", Action.RUN_ROUNDS, "POST")
def end(guest: Guest, round_id: str) -> Response:
    return _done(guest, round_id, service.end, "round_ended")


@room(f"{_ONE}/go-on", Action.RUN_ROUNDS, "POST")
def go_on(guest: Guest, round_id: str) -> Response:
    return _done(guest, round_id, service.go_on, "round_goes_on")


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
    given = read(ChangeFields, form)[0] or read(ChangeFields, form | {"closes": "12:00"})[0]
    return service.to_think_of(round_, given) if given else []


def _done(guest: Guest, round_id: str, act: Callable[..., None], what: str) -> Response:
    try:
        act(guest.account, round_id, forms.seen(guest.fields), guest.now)
    except refusals.ChangedMeanwhile:
        return round_page(guest, round_id, 409, "staff.round.problem.meanwhile")
    return guest.saved(what, f"/staff/rounds/{round_id}")


def _page(
    guest: Guest,
    round_: Round,
    form: dict[str, str],
    status: int = 200,
    wrong: tuple[str, ...] = (),
    reasons: tuple[str, ...] = (),
) -> Response:
    """The question about a day off stays until it is answered, whatever else is wrong."""
    days = _to_think_of(round_, form)
    sure = forms.sure_of(guest.fields) >= {*days}
    return guest.page(
        "round_change",
        status,
        round=round_,
        named=round_.mode is Mode.CONFIDENTIAL,
        members=readiness.of(guest.account.body_id, guest.now).members,
        form=form,
        wrong=wrong,
        reasons=reasons if sure else (*reasons, "day_off"),
        field_of=FIELD_OF,
        days_off=days,
        sure=sure,
    )
