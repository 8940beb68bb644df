"""An item's row when it passes from one person to another, or back to all who may read it."""

from dataclasses import replace
from datetime import datetime

from chalicelib.items import handling_store
from chalicelib.items import store as item_store
from chalicelib.items.item import Act, Deed, Did, Item
from chalicelib.storage import timers
from chalicelib.storage.codec import Row
from chalicelib.storage.writes import Change

_OPENED = ("opened_by", "opened_at")


def to_hand_over(item: Item, to: Deed, act: Act, mail_id: str, clock_at: datetime) -> Change:
    """It waits for its new reader, who is told: nobody has opened it, and its clock runs anew."""
    return item_store.to_handle(
        item, handling_store.taken(to) | _waits_anew(item, act, mail_id, clock_at), _OPENED
    )


def to_release(item: Item, act: Act, mail_id: str, clock_at: datetime | None) -> Change:
    """It waits for all its readers, who are told: nobody has it and nobody has opened it, and its
    clock, where it has one, runs anew."""
    gone = handling_store.TAKEN + _OPENED + (() if clock_at else timers.ATTRIBUTES)
    return item_store.to_handle(item, _waits_anew(item, act, mail_id, clock_at), gone)


def _waits_anew(item: Item, act: Act, mail_id: str, clock_at: datetime | None) -> Row:
    done = item.handling
    opened = [Act(Did.OPENED, done.opened.who, done.opened.at)] if done.opened else []
    acts = sorted([*opened, *done.acts, act], key=lambda one: one.at)
    row: Row = {
        "step": 1,
        "acts": [handling_store.act_row(one) for one in acts],
        "mails": [*item.mails, mail_id],
    }
    if clock_at:
        row |= timers.due(item_store.key_of(item), clock_at)
    return row


def to_take_over(item: Item, taker: Deed, act: Act) -> Change:
    """Who was to open it has not: it is another's, and the clock stops. Refused where they opened
    it meanwhile, too."""
    changes = handling_store.taken(taker) | handling_store.deed_row("opened", taker)
    change = item_store.to_handle(item, changes, timers.ATTRIBUTES, act)
    return replace(change, expected={**change.expected, "opened_by": None})
