"""Whom a reporter can talk with about a pupil they have told of."""

from dataclasses import dataclass

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Position
from chalicelib.items import store as item_store
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind, reference
from chalicelib.referrals.referral import Sent, Status


@dataclass(frozen=True, slots=True)
class TalkWith:
    """``name`` is empty until they have let it be seen."""

    position: Position
    name: str


def talk_with(trace: Sent) -> TalkWith | None:
    """Who follows it up; None where nobody does yet, and always where the leadership is
    or may be involved."""
    if trace.to_owner or trace.status is not Status.FOLLOWED_UP:
        return None
    item = item_store.get(trace.inbox, ItemKind.REFERRAL, trace.id)
    done = _goes_on_as(item).handling if item else None
    who = done.followed_up_by if done else None
    person = accounts.get(trace.inbox.body_id, who) if who else None
    if done is None or person is None or not person.let_in:
        return None
    return TalkWith(person.position, person.name if done.name_told else "")


def _goes_on_as(item: Item) -> Item:
    """The item it was joined with, itself perhaps joined with another since."""
    ref = reference(item.handling.joined_to or "")
    other = item_store.get(item.inbox, *ref) if ref else None
    return _goes_on_as(other) if other else item
