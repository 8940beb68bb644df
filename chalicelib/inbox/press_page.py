"""A press on an item: asked about first where it wants that, done, and answered."""

from collections.abc import Callable

from chalice import Response

from chalicelib.core import errors
from chalicelib.inbox.item_page import kind_of, show
from chalicelib.items.joining import names_somebody
from chalicelib.reading import see_item
from chalicelib.reading.own_items import with_joined
from chalicelib.reading.ready import Press
from chalicelib.staff_door.staff_request import SignedInRequest


def ask(
    request: SignedInRequest, kind: str, item_id: str, deed: str, fields: dict[str, str]
) -> Response:
    """What the press would do; nothing is done yet. The fields come along to be sent
    again."""
    seen = see_item.see(request.account, kind_of(kind), item_id, request.now)
    chosen = next(
        (other for other in seen.others if other.ref == fields.get("ref")), None
    )
    if deed == "join" and chosen is None:
        return show(request, kind, item_id, 422, "inbox.problem.join")
    joined = seen.joined if deed == "case" else []
    items = [seen.item, *([chosen] if chosen else []), *joined]
    sent = fields | {"turn": request.fields.get("turn") or "", "asked": "yes"}
    named = chosen is not None and names_somebody(
        [seen.item], with_joined(request.account, chosen, request.now)
    )
    return request.page(
        "inbox/ask.html",
        item=seen.item,
        items=items,
        case=chosen.handling.case if chosen else None,
        deed=deed,
        other_place=chosen is not None and chosen.place != seen.item.place,
        names_somebody=named,
        fields=sent,
    )


def do(
    request: SignedInRequest,
    kind: str,
    item_id: str,
    what: str,
    act: Callable[[Press], object],
) -> Response:
    """Done and said so, or told why not on the item's page, with what was typed."""
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
        return show(request, kind, item_id, 422, error.problem)
    return request.saved(what, f"/staff/inbox/{kind}/{item_id}")


def turn_of(request: SignedInRequest) -> int:
    """Which turn of the item the person saw; what cannot be read was never one."""
    text = request.fields.get("turn") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1
