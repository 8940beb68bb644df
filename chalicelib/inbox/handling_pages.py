"""What one can do with an item of the inbox; each is one button."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.cases import make_case
from chalicelib.handle_items import handle
from chalicelib.handle_items.add_note import add_note
from chalicelib.handle_items.ask_teacher import ask_teacher
from chalicelib.inbox.press_page import ask, do
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import form_body


@staff_page("/staff/inbox/{kind}/{item_id}/take", Action.SEE_INBOX, "POST")
def take(request: SignedInRequest, kind: str, item_id: str) -> Response:
    return do(request, kind, item_id, "take", handle.take)


@staff_page("/staff/inbox/{kind}/{item_id}/hand-over", Action.SEE_INBOX, "POST")
def hand_over(request: SignedInRequest, kind: str, item_id: str) -> Response:
    to = request.fields.get("to") or ""
    return do(
        request,
        kind,
        item_id,
        "take" if to == request.account.id else "hand_over",
        lambda press: handle.hand_over(press, to),
    )


@staff_page("/staff/inbox/{kind}/{item_id}/part", Action.SEE_INBOX, "POST")
def part(request: SignedInRequest, kind: str, item_id: str) -> Response:
    return do(request, kind, item_id, "part", handle.part)


@staff_page(
    "/staff/inbox/{kind}/{item_id}/note",
    Action.SEE_INBOX,
    "POST",
    reads=form_body.LONG,
)
def note(request: SignedInRequest, kind: str, item_id: str) -> Response:
    typed = request.fields.get("working_note") or ""
    attempt = request.fields.get("attempt") or ""
    return do(
        request, kind, item_id, "note", lambda press: add_note(press, attempt, typed)
    )


@staff_page("/staff/inbox/{kind}/{item_id}/close", Action.SEE_INBOX, "POST")
def close(request: SignedInRequest, kind: str, item_id: str) -> Response:
    why, note = request.fields.get("why") or "", request.fields.get("note") or ""
    return do(
        request, kind, item_id, "close", lambda press: handle.close(press, why, note)
    )


@staff_page("/staff/inbox/{kind}/{item_id}/reopen", Action.SEE_INBOX, "POST")
def reopen(request: SignedInRequest, kind: str, item_id: str) -> Response:
    return do(request, kind, item_id, "reopen", handle.reopen)


@staff_page("/staff/inbox/{kind}/{item_id}/read", Action.SEE_INBOX, "POST")
def read_news(request: SignedInRequest, kind: str, item_id: str) -> Response:
    return do(request, kind, item_id, "read_news", handle.read_news)


@staff_page("/staff/inbox/{kind}/{item_id}/name", Action.SEE_INBOX, "POST")
def tell_name(request: SignedInRequest, kind: str, item_id: str) -> Response:
    return do(request, kind, item_id, "tell_name", handle.tell_name)


@staff_page("/staff/inbox/{kind}/{item_id}/name-back", Action.SEE_INBOX, "POST")
def take_back_name(request: SignedInRequest, kind: str, item_id: str) -> Response:
    if request.fields.get("asked") != "yes":
        return ask(request, kind, item_id, "name-back")
    return do(request, kind, item_id, "take_back_name", handle.take_back_name)


@staff_page("/staff/inbox/{kind}/{item_id}/ask-teacher", Action.SEE_INBOX, "POST")
def ask_the_teacher(request: SignedInRequest, kind: str, item_id: str) -> Response:
    to = request.fields.get("teacher") or ""
    return do(
        request, kind, item_id, "ask_teacher", lambda press: ask_teacher(press, to)
    )


@staff_page("/staff/inbox/{kind}/{item_id}/access", Action.SEE_IDENTIFIED, "POST")
def ask_access(request: SignedInRequest, kind: str, item_id: str) -> Response:
    reason = request.fields.get("reason") or ""
    return do(
        request,
        kind,
        item_id,
        "ask_access",
        lambda press: handle.ask_access(press, reason),
    )


@staff_page("/staff/inbox/{kind}/{item_id}/case", Action.WORK_CASES, "POST")
def case_from(request: SignedInRequest, kind: str, item_id: str) -> Response:
    if request.fields.get("asked") != "yes":
        return ask(request, kind, item_id, "case")
    return do(request, kind, item_id, "make_case", make_case.make)


@staff_page("/staff/inbox/{kind}/{item_id}/no-case", Action.WORK_CASES, "POST")
def undo_case(request: SignedInRequest, kind: str, item_id: str) -> Response:
    return do(request, kind, item_id, "undo_case", make_case.undo)
