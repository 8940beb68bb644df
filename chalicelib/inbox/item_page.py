"""The page of one item, as each press on it comes back to it."""

import secrets
from dataclasses import replace

from chalice import Response

from chalicelib.case_reminders.in_inbox import deadline_in_case
from chalicelib.core import errors
from chalicelib.inbox.item_view import view
from chalicelib.inbox.item_words import ItemWords
from chalicelib.inbox.next_line import next_line
from chalicelib.inbox.wish_view import wish_view
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading import see_item
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts


def show(
    request: SignedInRequest,
    kind: str,
    item_id: str,
    status: int = 200,
    problem: str | None = None,
) -> Response:
    """The item's page; ``problem`` says why what was just sent was not done. What was
    typed stands in its field again."""
    seen = see_item.see(request.account, kind_of(kind), item_id, request.now)
    seen = replace(seen, deadline=seen.deadline or deadline_in_case(seen.item))
    words = ItemWords(texts(request.language), seen.names, seen.schools)
    return request.page(
        "inbox/item.html",
        status,
        seen=seen,
        shown=view(seen, request.account, words, request.now),
        next=next_line(seen, request.account, words, request.now),
        when=words.when,
        wish=wish_view(seen, request.account, words),
        attempt=secrets.token_urlsafe(16),
        problem=problem,
        typed=request.fields,
    )


def kind_of(text: str) -> ItemKind:
    """Raises NotFound."""
    if text not in list(ItemKind):
        raise errors.NotFound
    return ItemKind(text)
