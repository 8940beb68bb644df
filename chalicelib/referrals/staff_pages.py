"""A teacher's own pages: write a referral, look it over, send it, see what becomes of
it."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.outbox.recipients import Recipients
from chalicelib.referrals import additions, drafts
from chalicelib.referrals import fields as referral_input
from chalicelib.referrals import referral as referral_options
from chalicelib.referrals import send as sending
from chalicelib.referrals.fields import FieldProblem
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
    return _form(request, drafts.desk(request.account), empty, stored=False)


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
def save(request: SignedInRequest, referral_id: str) -> Response:
    """Kept first, whatever is wrong with it; then looked at."""
    at = drafts.desk(request.account)
    typed, seen = request.fields.all(), request.fields.get("mark") or ""
    found = drafts.save(request.account, at, referral_id, typed, seen, request.now)
    if request.fields.get("do") == "save" and found.id == referral_id:
        return request.saved("draft", _LIST)
    problems = drafts.checked(at, found, request.now).problems
    if problems or found.id != referral_id:
        return _form(request, at, found, problems, beside=referral_id)
    return responses.redirect(f"{_LIST}/{found.id}/check")


@staff_page(f"{_ONE}/check", Action.SEND_REFERRAL)
def look_over(request: SignedInRequest, referral_id: str) -> Response:
    if drafts.sent(request.account, referral_id):
        return responses.redirect(f"{_LIST}/{referral_id}")
    at = drafts.desk(request.account)
    try:
        found = drafts.draft(request.account, at, referral_id, request.now)
    except errors.NotFound:
        return request.page("referrals/gone.html", 404)
    checked = drafts.checked(at, found, request.now)
    if checked.referral is None:
        return _form(request, at, found, checked.problems)
    return request.page(
        "referrals/check.html",
        id=referral_id,
        referral=checked.referral,
        has_principal=Recipients.PRINCIPAL in sending.circles(at),
        place=at.label(checked.referral.class_id),
    )


@staff_page(f"{_ONE}/send", Action.SEND_REFERRAL, "POST")
def send(request: SignedInRequest, referral_id: str) -> Response:
    """Pressed twice it is sent once: the second press finds it sent."""
    sent = drafts.sent(request.account, referral_id)
    if sent is None:
        at = drafts.desk(request.account)
        try:
            found = drafts.draft(request.account, at, referral_id, request.now)
            sending.send(request.account, at, found, request.now)
        except errors.NotFound:
            return request.page("referrals/gone.html", 404)
        except errors.Incomplete:
            return responses.redirect(f"{_LIST}/{referral_id}/check")
    return responses.redirect(f"{_LIST}/{referral_id}")


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
    try:
        additions.add(request.account, referral_id, attempt, text, request.now)
    except errors.Incomplete as error:
        return _sent(request, sent, error.problem, text)
    return request.page("referrals/added.html", sent=sent)


def _form(
    request: SignedInRequest,
    at: drafts.Desk,
    draft: referral_options.Draft,
    problems: tuple[FieldProblem, ...] = (),
    stored: bool = True,
    beside: str = "",
) -> Response:
    """``beside`` is the id on the page it came from: another draft, or a referral that
    was sent."""
    return request.page(
        "referrals/form.html",
        422 if problems else 200,
        id=draft.id,
        classes=at.classes,
        typed=draft.fields,
        seen=draft.mark if stored else "",
        problems={problem.field: problem.kind for problem in problems},
        until=draft.until if stored else None,
        beside=beside if beside != draft.id else "",
        today=local_day(request.now),
        limits=referral_input,
        options=referral_options,
    )


def _sent(
    request: SignedInRequest,
    sent: referral_options.Sent,
    problem: str | None = None,
    text: str = "",
) -> Response:
    return request.page(
        "referrals/sent.html",
        422 if problem else 200,
        sent=sent,
        problem=problem,
        text=text,
        attempt=drafts.new_referral_id(),
        most=referral_input.LONG,
    )
