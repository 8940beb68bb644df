"""How long answers are kept, the owner's rounds and when each goes, and a round deleted
now."""

from datetime import date

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core import errors
from chalicelib.manage_schools import set_up as school_setup
from chalicelib.manage_schools.fields import read
from chalicelib.rounds.fields import RetentionFields, ShredFields
from chalicelib.rounds.round import Round
from chalicelib.schools.retention import DAYS_OF_COPIES, LONGEST, SHORTEST
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.upkeep import retain
from chalicelib.web import form_fields, responses

_LIST = "/staff/retention"
_ONE = f"{_LIST}/{{round_id}}"


@staff_page(_LIST, Action.SET_RETENTION)
def see(request: SignedInRequest) -> Response:
    return _page(request)


@staff_page(_LIST, Action.SET_RETENTION, "POST")
def set_days(request: SignedInRequest) -> Response:
    form = form_fields.typed(request.fields, RetentionFields.model_fields)
    given, wrong = read(RetentionFields, form)
    if given is None:
        return _page(request, form, 422, wrong)
    retain.set_retention(request.account, given.days, request.now)
    return request.saved("retention", _LIST)


@staff_page(_ONE, Action.SET_RETENTION)
def ask(request: SignedInRequest, round_id: str) -> Response:
    round_ = retain.mine(request.account, round_id)
    if round_.shredded_on:
        return _gone(request, round_, 200)
    return _confirm(request, round_, dict.fromkeys(ShredFields.model_fields, ""))


@staff_page(_ONE, Action.SET_RETENTION, "POST")
def shred(request: SignedInRequest, round_id: str) -> Response:
    """The second of two who press is shown that it is done."""
    round_ = retain.mine(request.account, round_id)
    if round_.shredded_on:
        return _gone(request, round_, 409)
    form = form_fields.typed(request.fields, ShredFields.model_fields)
    given, wrong = read(ShredFields, form)
    if given is None:
        return _confirm(request, round_, form, 422, wrong)
    try:
        retain.shred_round(request.account, round_id, given.reason, request.now)
    except errors.Incomplete:
        return _confirm(request, round_, form, 409)
    except errors.TooNew as refused:
        return _confirm(request, round_, form, 409, not_before=refused.day)
    except errors.ChangedMeanwhile:
        return _again(request, round_id, form)
    return responses.redirect(f"{_LIST}/{round_id}")


def _again(request: SignedInRequest, round_id: str, form: dict[str, str]) -> Response:
    """Shredded by somebody else just now, or only changed: then the page as it is
    now."""
    round_ = retain.mine(request.account, round_id)
    return (
        _gone(request, round_, 409)
        if round_.shredded_on
        else _confirm(request, round_, form, 409)
    )


def _page(
    request: SignedInRequest,
    form: dict[str, str] | None = None,
    status: int = 200,
    wrong: tuple[str, ...] = (),
) -> Response:
    kept = retain.see(request.account)
    return request.page(
        "upkeep/retention.html",
        status,
        kept=kept,
        form=form or {"days": str(kept.days)},
        wrong=wrong,
        shortest=SHORTEST,
        longest=LONGEST,
    )


def _confirm(
    request: SignedInRequest,
    round_: Round,
    form: dict[str, str],
    status: int = 200,
    wrong: tuple[str, ...] = (),
    not_before: date | None = None,
) -> Response:
    return request.page(
        "upkeep/shred.html",
        status,
        days_of_copies=DAYS_OF_COPIES,
        round=round_,
        school=school_setup.mine(request.account, round_.school_id),
        can=retain.can_be_shredded(round_, request.now),
        unread=retain.unread(round_, request.now),
        not_before=not_before,
        form=form,
        wrong=wrong,
    )


def _gone(request: SignedInRequest, round_: Round, status: int) -> Response:
    kept = retain.see(request.account)
    return request.page(
        "upkeep/shredded.html",
        status,
        round=round_,
        school=school_setup.mine(request.account, round_.school_id),
        done=kept.shredded.get(round_.id),
        names=kept.names,
        first=status == 200,
    )
