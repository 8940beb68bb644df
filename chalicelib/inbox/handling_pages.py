"""What one can do with an item of the inbox; each is one button."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.cases import make_case
from chalicelib.inbox import handle
from chalicelib.inbox.press_page import ask, do
from chalicelib.staff_door.door import SignedInRequest, staff_page


@staff_page("/staff/inbox/{kind}/{item_id}/take", Action.SEE_INBOX, "POST")
def take(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    return do(guest, kind, item_id, "take", handle.take)


@staff_page("/staff/inbox/{kind}/{item_id}/hand-over", Action.SEE_INBOX, "POST")
def hand_over(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    to = guest.fields.get("to") or ""
    return do(
        guest,
        kind,
        item_id,
        "take" if to == guest.account.id else "hand_over",
        lambda press: handle.hand_over(press, to),
    )


@staff_page("/staff/inbox/{kind}/{item_id}/join", Action.SEE_INBOX, "POST")
def join(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    ref, sure = guest.fields.get("ref") or "", guest.fields.get("sure") == "yes"
    if guest.fields.get("asked") != "yes" and not sure:
        return ask(guest, kind, item_id, "join", {"ref": ref})
    return do(guest, kind, item_id, "join", lambda press: handle.join(press, ref, sure))


@staff_page("/staff/inbox/{kind}/{item_id}/part", Action.SEE_INBOX, "POST")
def part(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    return do(guest, kind, item_id, "part", handle.part)


@staff_page("/staff/inbox/{kind}/{item_id}/close", Action.SEE_INBOX, "POST")
def close(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    why, note = guest.fields.get("why") or "", guest.fields.get("note") or ""
    return do(guest, kind, item_id, "close", lambda press: handle.close(press, why, note))


@staff_page("/staff/inbox/{kind}/{item_id}/reopen", Action.SEE_INBOX, "POST")
def reopen(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    return do(guest, kind, item_id, "reopen", handle.reopen)


@staff_page("/staff/inbox/{kind}/{item_id}/read", Action.SEE_INBOX, "POST")
def read_news(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    return do(guest, kind, item_id, "read_news", handle.read_news)


@staff_page("/staff/inbox/{kind}/{item_id}/access", Action.SEE_IDENTIFIED, "POST")
def ask_access(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    reason = guest.fields.get("reason") or ""
    return do(guest, kind, item_id, "ask_access", lambda press: handle.ask_access(press, reason))


@staff_page("/staff/inbox/{kind}/{item_id}/case", Action.WORK_CASES, "POST")
def case_from(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    if guest.fields.get("asked") != "yes":
        return ask(guest, kind, item_id, "case", {})
    return do(guest, kind, item_id, "make_case", make_case.make)


@staff_page("/staff/inbox/{kind}/{item_id}/no-case", Action.WORK_CASES, "POST")
def undo_case(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    return do(guest, kind, item_id, "undo_case", make_case.undo)
