"""A teacher's own pages: write a referral, send it, see what becomes of it, add to
it."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.outbox.recipients import Recipients
from chalicelib.presses import press_answers
from chalicelib.referrals import additions, drafts
from chalicelib.referrals import fields as referral_input
from chalicelib.referrals import referral as referral_options
from chalicelib.referrals import send as sending
from chalicelib.referrals.fields import FieldProblem
from chalicelib.referrals.talk_with import talk_with
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import form_body, responses

_LIST = "/staff/referrals"
_ONE = _LIST + "/{referral_id}"


@staff_page(_LIST, Action.FOLLOW_OWN_REFERRAL)
def list_mine(request: SignedInRequest) -> Response:
    at = drafts.desk(request.account)
    begun, sent = drafts.mine(request.account, at, request.now)
    labels = {class_.id: class_.label for class_ in at.classes}
    return request.page("referrals/list.html", drafts=begun, sent=sent, labels=labels)


@staff_page(f"{_LIST}/new", Action.SEND_REFERRAL)
def begin(request: SignedInRequest) -> Response:
    """Nothing is stored before something is sent: the id waits in the page."""
    empty = referral_options.Draft(drafts.new_referral_id(), request.now, {})
    return _form(request, drafts.desk(request.account), empty)


@staff_page(_ONE, Action.FOLLOW_OWN_REFERRAL)
def see(request: SignedInRequest, referral_id: str) -> Response:
    """The draft as it was left; of what has been sent, only how far it has come."""
    sent = drafts.sent(request.account, referral_id)
    if sent:
        return _sent(request, sent)
    at = drafts.desk(request.account)
    try:
        found = drafts.draft(request.account, at, referral_id, request.now)
    except errors.NotFound:
        return request.page("referrals/gone.html", 404)
    return _form(request, at, found)


@staff_page(_ONE, Action.SEND_REFERRAL, "POST", reads=form_body.LONG)
def save_or_send(request: SignedInRequest, referral_id: str) -> Response:
    """Kept first, whatever is wrong with it; then sent, unless it is to wait. The same
    words sent twice are sent once; other words are a draft of their own."""
    at = drafts.desk(request.account)
    typed = drafts.typed(referral_id, request.fields.all(), request.now)
    if sending.was_sent(request.account, at, typed, request.now):
        sent = responses.redirect(f"{_LIST}/{referral_id}")
        return press_answers.same(request.again) or sent
    found = _keep(request, at, typed)
    if found.id != referral_id:
        return _form(request, at, found, beside=referral_id)
    if request.fields.get("do") == "save":
        kept = not found.is_empty
        return request.saved("draft", _LIST) if kept else responses.redirect(_LIST)
    problems = drafts.checked(at, found, request.now).problems
    if problems:
        return _form(request, at, found, problems)
    try:
        sending.send(request.account, at, found, request.now)
    except errors.ChangedMeanwhile:
        return _form(request, at, _keep(request, at, typed), beside=referral_id)
    return request.saved("referral", f"{_LIST}/{referral_id}")


@staff_page(f"{_ONE}/discard", Action.SEND_REFERRAL, "POST")
def discard(request: SignedInRequest, referral_id: str) -> Response:
    if drafts.sent(request.account, referral_id):
        return responses.redirect(f"{_LIST}/{referral_id}")
    drafts.discard(request.account, referral_id)
    return request.saved("draft_gone", _LIST)


@staff_page(f"{_ONE}/add", Action.FOLLOW_OWN_REFERRAL, "POST", reads=form_body.LONG)
def add(request: SignedInRequest, referral_id: str) -> Response:
    sent = drafts.sent(request.account, referral_id)
    if sent is None:
        raise errors.NotFound
    text, attempt = (
        request.fields.get("text") or "",
        request.fields.get("attempt") or "",
    )
    points, problems = referral_input.check_points(
        request.fields.all(), local_day(request.now)
    )
    if points is None:
        return _sent(request, sent, problems=problems)
    try:
        additions.add(request.account, referral_id, attempt, text, request.now, points)
    except errors.Incomplete as error:
        return _sent(request, sent, error.problem)
    return request.saved("added", f"{_LIST}/{referral_id}")


def _keep(
    request: SignedInRequest, at: drafts.Desk, typed: referral_options.Draft
) -> referral_options.Draft:
    return drafts.save(request.account, at, typed, request.fields.get("mark") or "")


def _form(
    request: SignedInRequest,
    at: drafts.Desk,
    draft: referral_options.Draft,
    problems: tuple[FieldProblem, ...] = (),
    beside: str = "",
) -> Response:
    """``beside`` is the id on the page it came from: another draft, or a referral that
    was sent."""
    has_principal = Recipients.PRINCIPAL in sending.circles(at)
    return request.page(
        "referrals/form.html",
        422 if problems else 200,
        id=draft.id,
        classes=at.classes,
        who=f"referral.who.{'principal' if has_principal else 'no_principal'}",
        seen="" if draft.is_empty else draft.mark,
        until=None if draft.is_empty else draft.until,
        beside=beside if beside != draft.id else "",
        **_asked(request, draft.fields, problems),
    )


def _sent(
    request: SignedInRequest,
    sent: referral_options.Sent,
    problem: str | None = None,
    problems: tuple[FieldProblem, ...] = (),
) -> Response:
    """What was typed comes back with what is wrong with it."""
    return request.page(
        "referrals/sent.html",
        422 if problem or problems else 200,
        sent=sent,
        talk_with=talk_with(sent),
        problem=problem,
        text=request.fields.get("text") or "",
        attempt=drafts.new_referral_id(),
        **_asked(request, request.fields.all(), problems),
    )


def _asked(
    request: SignedInRequest,
    typed: Mapping[str, Sequence[str]],
    problems: tuple[FieldProblem, ...],
) -> dict[str, Any]:
    """What the fields of a page need. The folded points stand open where something was
    typed in them, or is wrong with them."""
    wrong = {problem.field: problem.kind for problem in problems}
    filled = (
        name in wrong or any(typed.get(name, ())) for name in referral_input.POINTS
    )
    return {
        "typed": typed,
        "problems": wrong,
        "points_open": any(filled),
        "today": local_day(request.now),
        "limits": referral_input,
        "options": referral_options,
    }
