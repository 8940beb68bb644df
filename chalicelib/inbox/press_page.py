"""A press on an item: asked about first where it wants that, done, and answered."""

from collections.abc import Callable

from chalice import Response

from chalicelib.core import errors
from chalicelib.inbox.item_page import kind_of, show
from chalicelib.reading import see_item
from chalicelib.reading.ready import Press
from chalicelib.staff_door.staff_request import SignedInRequest


def ask(request: SignedInRequest, kind: str, item_id: str, deed: str) -> Response:
    """What the press would do; nothing is done yet."""
    seen = see_item.see(request.account, kind_of(kind), item_id, request.now)
    return request.page(
        "inbox/ask.html",
        item=seen.item,
        items=[seen.item, *(seen.joined if deed == "case" else [])],
        case=None,
        deed=deed,
        other_place=False,
        names_somebody=False,
        fields={"turn": request.fields.get("turn") or "", "asked": "yes"},
    )


def do(
    request: SignedInRequest,
    kind: str,
    item_id: str,
    what: str,
    act: Callable[[Press], object],
    again: Callable[[str], Response] | None = None,
) -> Response:
    """Done and said so, or told why not, ``again`` where it was asked for or else on
    the item's page, with what was typed."""
    try:
        act(
            Press(
                request.account, kind_of(kind), item_id, turn_of(request), request.now
            )
        )
    except errors.Tampered:
        return request.page("staff_door/error.html", 400, kind="forged")
    except errors.ChangedMeanwhile:
        return show(request, kind, item_id, 409, "inbox.problem.changed")
    except errors.Incomplete as error:
        if again:
            return again(error.problem)
        return show(request, kind, item_id, 422, error.problem)
    return request.saved(what, f"/staff/inbox/{kind}/{item_id}")


def turn_of(request: SignedInRequest) -> int:
    """Which turn of the item the person saw; what cannot be read was never one."""
    text = request.fields.get("turn") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1
