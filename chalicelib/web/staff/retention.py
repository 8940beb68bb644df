"""How long answers are kept, the owner's rounds and when each goes, and a round deleted now."""

from datetime import date

from chalice import Response

from chalicelib.domain.accounts import Action
from chalicelib.domain.retention import LONGEST, SHORTEST
from chalicelib.domain.round_input import RetentionFields, ShredFields
from chalicelib.domain.rounds import Round
from chalicelib.domain.setup import read
from chalicelib.services import refusals
from chalicelib.services import retention as service
from chalicelib.services import schools as school_service
from chalicelib.web import http
from chalicelib.web.staff import forms
from chalicelib.web.staff.door import Guest, room

_ROOM = "/staff/retention"
_ONE = f"{_ROOM}/{{round_id}}"


@room(_ROOM, Action.SET_RETENTION)
def see(guest: Guest) -> Response:
    return _page(guest)


@room(_ROOM, Action.SET_RETENTION, "POST")
def set_days(guest: Guest) -> Response:
    form = forms.typed(guest.fields, RetentionFields.model_fields)
    given, wrong = read(RetentionFields, form)
    if given is None:
        return _page(guest, form, 422, wrong)
    service.set_retention(guest.account, given.days, guest.now)
    return guest.saved("retention", _ROOM)


@room(_ONE, Action.SET_RETENTION)
def ask(guest: Guest, round_id: str) -> Response:
    round_ = service.mine(guest.account, round_id)
    if round_.shredded_on:
        return _gone(guest, round_, 200)
    return _confirm(guest, round_, dict.fromkeys(ShredFields.model_fields, ""))


@room(_ONE, Action.SET_RETENTION, "POST")
def shred(guest: Guest, round_id: str) -> Response:
    """The second of two who press is shown that it is done."""
    round_ = service.mine(guest.account, round_id)
    if round_.shredded_on:
        return _gone(guest, round_, 409)
    form = forms.typed(guest.fields, ShredFields.model_fields)
    given, wrong = read(ShredFields, form)
    if given is None:
        return _confirm(guest, round_, form, 422, wrong)
    try:
        service.shred_round(guest.account, round_id, given.reason, guest.now)
    except refusals.Incomplete:
        return _confirm(guest, round_, form, 409)
    except refusals.TooNew as refused:
        return _confirm(guest, round_, form, 409, not_before=refused.day)
    except refusals.ChangedMeanwhile:
        return _again(guest, round_id, form)
    return http.redirect(f"{_ROOM}/{round_id}")


def _again(guest: Guest, round_id: str, form: dict[str, str]) -> Response:
    """Shredded by somebody else just now, or only changed: then the page as it is now."""
    round_ = service.mine(guest.account, round_id)
    return _gone(guest, round_, 409) if round_.shredded_on else _confirm(guest, round_, form, 409)


def _page(
    guest: Guest,
    form: dict[str, str] | None = None,
    status: int = 200,
    wrong: tuple[str, ...] = (),
) -> Response:
    kept = service.see(guest.account)
    return guest.page(
        "retention",
        status,
        kept=kept,
        form=form or {"days": str(kept.days)},
        wrong=wrong,
        shortest=SHORTEST,
        longest=LONGEST,
    )


def _confirm(
    guest: Guest,
    round_: Round,
    form: dict[str, str],
    status: int = 200,
    wrong: tuple[str, ...] = (),
    not_before: date | None = None,
) -> Response:
    return guest.page(
        "shred",
        status,
        round=round_,
        school=school_service.mine(guest.account, round_.school_id),
        can=service.can_be_shredded(round_, guest.now),
        unread=service.unread(round_, guest.now),
        not_before=not_before,
        form=form,
        wrong=wrong,
    )


def _gone(guest: Guest, round_: Round, status: int) -> Response:
    kept = service.see(guest.account)
    return guest.page(
        "shredded",
        status,
        round=round_,
        school=school_service.mine(guest.account, round_.school_id),
        done=kept.shredded.get(round_.id),
        names=kept.names,
        first=status == 200,
    )
