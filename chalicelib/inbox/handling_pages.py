"""What one can do with an item of the inbox; each is one button."""

from collections.abc import Callable

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.cases import make as cases
from chalicelib.core import errors as refusals
from chalicelib.inbox import handle as handling
from chalicelib.inbox.staff_pages import kind_of, show
from chalicelib.items import joining
from chalicelib.items.item import ItemKind
from chalicelib.reading import open as inbox
from chalicelib.staff_door.door import SignedInRequest, staff_page


@staff_page("/staff/inbox/{kind}/{item_id}/take", Action.SEE_INBOX, "POST")
def take(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    return do(
        guest,
        kind,
        item_id,
        "take",
        lambda k, n: handling.take(guest.account, k, item_id, n, guest.now),
    )


@staff_page("/staff/inbox/{kind}/{item_id}/hand-over", Action.SEE_INBOX, "POST")
def hand_over(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    to = guest.fields.get("to") or ""
    return do(
        guest,
        kind,
        item_id,
        "take" if to == guest.account.id else "hand_over",
        lambda k, n: handling.hand_over(guest.account, k, item_id, n, to, guest.now),
    )


@staff_page("/staff/inbox/{kind}/{item_id}/join", Action.SEE_INBOX, "POST")
def join(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    ref, sure = guest.fields.get("ref") or "", guest.fields.get("sure") == "yes"
    if guest.fields.get("asked") != "yes" and not sure:
        return ask(guest, kind, item_id, "join", {"ref": ref})
    return do(
        guest,
        kind,
        item_id,
        "join",
        lambda k, n: handling.join(guest.account, k, item_id, n, ref, guest.now, sure),
    )


@staff_page("/staff/inbox/{kind}/{item_id}/part", Action.SEE_INBOX, "POST")
def part(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    return do(
        guest,
        kind,
        item_id,
        "part",
        lambda k, n: handling.part(guest.account, k, item_id, n, guest.now),
    )


@staff_page("/staff/inbox/{kind}/{item_id}/close", Action.SEE_INBOX, "POST")
def close(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    why, note = guest.fields.get("why") or "", guest.fields.get("note") or ""
    return do(
        guest,
        kind,
        item_id,
        "close",
        lambda k, n: handling.close(guest.account, k, item_id, n, why, note, guest.now),
    )


@staff_page("/staff/inbox/{kind}/{item_id}/reopen", Action.SEE_INBOX, "POST")
def reopen(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    return do(
        guest,
        kind,
        item_id,
        "reopen",
        lambda k, n: handling.reopen(guest.account, k, item_id, n, guest.now),
    )


@staff_page("/staff/inbox/{kind}/{item_id}/read", Action.SEE_INBOX, "POST")
def read_news(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    return do(
        guest,
        kind,
        item_id,
        "read_news",
        lambda k, n: handling.read_news(guest.account, k, item_id, n, guest.now),
    )


@staff_page("/staff/inbox/{kind}/{item_id}/access", Action.SEE_IDENTIFIED, "POST")
def ask_access(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    reason = guest.fields.get("reason") or ""
    return do(
        guest,
        kind,
        item_id,
        "ask_access",
        lambda k, n: handling.ask_access(guest.account, k, item_id, n, reason, guest.now),
    )


def ask(
    guest: SignedInRequest, kind: str, item_id: str, deed: str, fields: dict[str, str]
) -> Response:
    """What the press would do; nothing is done yet. The fields come along to be sent again."""
    seen = inbox.see(guest.account, kind_of(kind), item_id, guest.now)
    chosen = next((one for one in seen.others if one.ref == fields.get("ref")), None)
    if deed == "join" and chosen is None:
        return show(guest, kind, item_id, 422, "inbox.problem.join")
    sent = fields | {"turn": guest.fields.get("turn") or "", "asked": "yes"}
    return guest.page(
        "item_ask",
        seen=seen,
        deed=deed,
        chosen=chosen,
        names_somebody=chosen is not None and joining.names_somebody(seen.item, chosen),
        fields=sent,
    )


@staff_page("/staff/inbox/{kind}/{item_id}/case", Action.WORK_CASES, "POST")
def make_case(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    if guest.fields.get("asked") != "yes":
        return ask(guest, kind, item_id, "case", {})
    return do(
        guest,
        kind,
        item_id,
        "make_case",
        lambda k, n: cases.make(guest.account, k, item_id, n, guest.now),
    )


@staff_page("/staff/inbox/{kind}/{item_id}/no-case", Action.WORK_CASES, "POST")
def undo_case(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    return do(
        guest,
        kind,
        item_id,
        "undo_case",
        lambda k, n: cases.undo(guest.account, k, item_id, n, guest.now),
    )


def do(
    guest: SignedInRequest,
    kind: str,
    item_id: str,
    what: str,
    act: Callable[[ItemKind, int], object],
) -> Response:
    """Done and said so, or told why not on the item's page, with what was typed."""
    try:
        act(kind_of(kind), turn_of(guest))
    except refusals.ChangedMeanwhile:
        return show(guest, kind, item_id, 409, "inbox.problem.changed")
    except refusals.Incomplete as error:
        return show(guest, kind, item_id, 422, error.problem)
    return guest.saved(what, f"/staff/inbox/{kind}/{item_id}")


def turn_of(guest: SignedInRequest) -> int:
    """Which turn of the item the person saw; what cannot be read was never one."""
    text = guest.fields.get("turn") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1
