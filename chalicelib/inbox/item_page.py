"""The page of one item, as each press on it comes back to it."""

import secrets

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.cases import make_case
from chalicelib.core import errors
from chalicelib.inbox import handle
from chalicelib.items.handling import Closing
from chalicelib.items.item import ItemKind
from chalicelib.reading import open as reading
from chalicelib.staff_door.door import SignedInRequest


def show(
    request: SignedInRequest, kind: str, item_id: str, status: int = 200, problem: str | None = None
) -> Response:
    """The item's page; ``problem`` says why what was just sent was not done. What was typed
    stands in its field again."""
    seen = reading.see(request.account, kind_of(kind), item_id, request.now)
    return request.page(
        "inbox/item.html",
        status,
        seen=seen,
        attempt=secrets.token_urlsafe(16),
        problem=problem,
        typed=request.fields,
        closings=_closings(seen),
        may_make_case=request.account.may(Action.WORK_CASES),
        can_part=handle.can_part(seen.item, request.now),
        can_undo_case=make_case.can_undo(seen.item, request.now),
        may_erase=request.account.may(Action.ERASE),
    )


def _closings(seen: reading.Seen) -> list[Closing]:
    """Nobody has talked with a pupil they do not know: not for a flag that names nobody."""
    item = seen.item
    known = item.confidential or any(one.identified for one in (item, *seen.joined))
    unknown = item.kind is ItemKind.FLAG and not known
    return [one for one in Closing if not (unknown and one is Closing.TALKED)]


def kind_of(text: str) -> ItemKind:
    """Raises NotFound."""
    if text not in list(ItemKind):
        raise errors.NotFound
    return ItemKind(text)
