"""The items of one's own school or school owner: no other body's is ever found."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from chalicelib.accounts.account import Account, Action, Role
from chalicelib.core import errors
from chalicelib.items import store as item_store
from chalicelib.items.inbox_id import inboxes_of
from chalicelib.items.item import Item
from chalicelib.items.item_kind import WRITTEN_BY_PUPILS, ItemKind, reference
from chalicelib.items.may_read import as_held, with_who_is_here
from chalicelib.reading import thread as school_threads
from chalicelib.schools import store as schools
from chalicelib.threads import waiting_store
from chalicelib.threads.thread import listed


def own(account: Account, kind: ItemKind, item_id: str, now: datetime) -> Item:
    """An item stands under the school or the owner it is for: no other body's is ever
    found, nor one that is not listed yet. Raises NotFound, and Erased where it was
    erased on request."""
    check_may_enter(account)
    if kind in WRITTEN_BY_PUPILS:
        item = school_threads.item_of(account, kind, item_id, now)
    else:
        item = item_store.find(inboxes_of(account), kind, item_id)
    if item is None or not item.is_listed(now):
        raise _gone(account, kind, item_id)
    return as_held(item)


def with_joined(account: Account, item: Item, now: datetime) -> list[Item]:
    """The item and what was joined with it, as one reads them; what is gone is left
    out."""
    found = [item]
    for ref in filter(None, map(reference, item.handling.joined)):
        with suppress(errors.NotFound):
            found.append(own(account, *ref, now))
    return found


def everything(account: Account, now: datetime) -> list[Item]:
    found = [waiting_store.everything(inbox) for inbox in inboxes_of(account)]
    return [item for items, messages in found for item in listed(items, messages, now)]


def held_here(items: Iterable[Item], people: Iterable[Account]) -> list[Item]:
    here = {person.id for person in people if person.may(Action.SEE_INBOX)}
    return [with_who_is_here(item, here) for item in items]


def schools_of(account: Account) -> dict[str, str]:
    if account.role is not Role.OWNER:
        return {}
    return {school.id: school.name for school in schools.of_owner(account.body_id)}


def check_may_enter(account: Account) -> None:
    if not account.may(Action.SEE_INBOX):
        raise errors.NotFound


def _gone(account: Account, kind: ItemKind, item_id: str) -> errors.Refusal:
    days = (item_store.erased_on(inbox, kind, item_id) for inbox in inboxes_of(account))
    on = next((day for day in days if day), None)
    return errors.Erased(on) if on else errors.NotFound()
