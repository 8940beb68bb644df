"""In a confidential round a card's number leads to a pupil: who reads it, with the
reasons, is written down, in the log and on the item itself."""

from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.items import store as item_store
from chalicelib.items.handling import Did
from chalicelib.items.item import Item
from chalicelib.storage import transaction

_TRIES = 4
_READ_BY_IT = {Did.OPENED, Did.ACCESS, Did.READ_NUMBER}
"""Whoever did one of them has read it that day, and the log says so."""


def noted(account: Account, item: Item, now: datetime) -> Item:
    """The item with the reading in its history: one a person and day. Raises NotFound
    where it was erased in the same moment, Unavailable."""
    for _ in range(_TRIES):
        if _is_noted(item, account.id, now):
            return item
        after = item.number_read(account.id, now)
        try:
            change = item_store.replace(item, after)
            audit.record(
                Event.READ_NUMBER_FLAG,
                item.body_id,
                account.id,
                item.id,
                now,
                (change,),
            )
        except transaction.Refused:
            item = _as_now(item)
            continue
        return after
    raise transaction.Unavailable


def _is_noted(item: Item, account_id: str, now: datetime) -> bool:
    return any(
        act.who == account_id
        and act.did in _READ_BY_IT
        and local_day(act.at) == local_day(now)
        for act in item.handling.history
    )


def _as_now(item: Item) -> Item:
    found = item_store.get_by_key(item_store.key_of(item))
    if found is None:
        raise errors.NotFound
    now = found.handling
    return replace(
        item, handling=replace(item.handling, readings=now.readings, stored=now.stored)
    )
