"""An item that somebody is about to do something with: may they, now?

Where somebody else was first it raises ChangedMeanwhile; all raise NotFound, Incomplete
and Unavailable too.
"""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.core import errors
from chalicelib.items import store as item_store
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind, reference
from chalicelib.items.may_read import may_read
from chalicelib.reading.own_items import own


@dataclass(frozen=True, slots=True)
class Press:
    """Somebody's press of a button on an item. ``turn`` is which turn of it they had
    seen."""

    account: Account
    kind: ItemKind
    item_id: str
    turn: int
    at: datetime


def together(item: Item) -> list[Item]:
    """The item and what was joined with it."""
    refs = (reference(ref) for ref in item.handling.joined)
    found = (item_store.get(item.inbox, *ref) for ref in refs if ref)
    return [item, *(joined for joined in found if joined)]


def in_hand(press: Press, taking: bool = False) -> Item:
    """What is done is done: only what is open is taken, joined or closed."""
    item = ready(press, taking)
    if not item.is_open:
        raise errors.ChangedMeanwhile
    return item


def ready(press: Press, taking: bool = False) -> Item:
    """As ``may_be_handled``, and nobody has done anything with it since."""
    item = may_be_handled(press, taking)
    if item.handling.turn != press.turn:
        raise errors.ChangedMeanwhile
    return item


def may_be_handled(press: Press, taking: bool = False) -> Item:
    """Only what one has opened and may read is handled; what waits for a colleague only
    by ``taking`` it over."""
    item = own(press.account, press.kind, press.item_id, press.at)
    given = item.given_to_another(press.account.id)
    if not (item.handling.opened or given):
        raise errors.Incomplete("inbox.problem.unopened")
    if item.handling.unreadable:
        raise errors.Incomplete("inbox.problem.unreadable")
    if not may_read(press.account, item):
        raise errors.Incomplete("inbox.problem.unread")
    if given and not taking:
        raise errors.Incomplete("inbox.problem.given")
    return item
