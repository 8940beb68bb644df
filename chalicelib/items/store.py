"""The inbox in ``answers``: routing and handling in clear, the content sealed. Every
kind of item is one row with the same attributes, so that the list is one query."""

from collections.abc import Iterable
from datetime import date, datetime

from chalicelib.core.settings import settings
from chalicelib.items import handling_store
from chalicelib.items.inbox_id import Audience, InboxId
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.storage import database, keys, records, timers, writes
from chalicelib.storage.codec import Row, instant, stamp
from chalicelib.storage.readable import (
    id_,
    key_part,
    number,
    read_due,
    read_or_none,
    texts,
    those_readable,
)
from chalicelib.storage.writes import Change, Put

MOST_MAILS = 800
"""About one item: one each school day at most, for as long as anything is kept."""
_ROUTING = ("since", "step", "mails", "news_at", "clock_at")
_NOT_IN_THE_ROW = {
    **dict.fromkeys(("unread", "answered", "names_pupil", "withdrawn"), False),
    "said_at": None,
}
"""What the messages of a thread alone say of it."""


def put_item(item: Item, expires_at: int, if_new: bool = False) -> Put:
    """A new item, which nobody has handled."""
    row = records.encode(item, *_ROUTING, *_NOT_IN_THE_ROW, "handling")
    row["expires_at"] = expires_at
    for said in _routing(item).values():
        row |= said
    return Put(settings().answers_table, key_of(item), row, if_new)


def get(inbox: InboxId, kind: ItemKind, item_id: str) -> Item | None:
    return get_by_key(keys.item(inbox.name, kind, item_id))


def find(inboxes: Iterable[InboxId], kind: ItemKind, item_id: str) -> Item | None:
    """In the first of the inboxes that has it."""
    found = (get(inbox, kind, item_id) for inbox in inboxes)
    return next((item for item in found if item), None)


def get_by_key(key: keys.Key) -> Item | None:
    return read_or_none(database.get(settings().answers_table, key), _decode)


def get_due(key: keys.Key) -> Item | None:
    """Raises Unreadable."""
    return read_due(database.get(settings().answers_table, key), _decode)


def erased_on(inbox: InboxId, kind: ItemKind, item_id: str) -> date | None:
    """The day an item was erased on request."""
    return database.erased_on(
        settings().answers_table, keys.item(inbox.name, kind, item_id)
    )


def rows_in(inbox: InboxId) -> list[Row]:
    """All that waits or waited in an inbox, in no order, by two queries: what pupils
    sent, messages among it, and what staff did, none of which is for the health service
    alone from the start. What is not listed yet is among it."""
    partition = keys.item(inbox.name, ItemKind.FLAG, "").pk
    rows = list(database.query(settings().answers_table, partition, ""))
    if inbox.audience is not Audience.HEALTH_SERVICE:
        partition, prefix = keys.item(inbox.name, ItemKind.REFERRAL, "")
        rows += database.query(settings().answers_table, partition, prefix)
    return rows


def among(rows: Iterable[Row]) -> list[Item]:
    """The items that can be read."""
    return list(those_readable((row for row in rows if not is_message(row)), _decode))


def in_inbox(inbox: InboxId) -> list[Item]:
    """In no order, threads without what was said in them."""
    return among(rows_in(inbox))


def is_message(row: Row) -> bool:
    key: str = row["sk"]
    return key.startswith(keys.MESSAGE)


def replace(before: Item, after: Item) -> Change:
    """What somebody, or the sweep, has made of it. Refused where anybody did anything
    with it meanwhile, or the sweep told of it in the same moment.

    What else the row says is written only where ``after`` says it anew: of a thread
    ``before`` has it from its messages.
    """
    key = key_of(before)
    anew = {
        name for name in _ROUTING if getattr(after, name) is not getattr(before, name)
    }
    changes = handling_store.changed(key, before, after)
    for name in anew:
        changes |= _routing(after)[name]
    expected = handling_store.as_seen(before)
    if {"since", "step", "mails"} & anew:
        expected["step"] = before.step
    if "since" in anew:
        expected["since"] = stamp(before.since)
    return writes.change_to(settings().answers_table, key, changes, expected)


def _routing(item: Item) -> dict[str, Row]:
    """By the field that says it; None for what is not there."""
    news, clock = item.news_at, item.clock_at
    waits = (
        timers.due(key_of(item), clock) if clock else dict.fromkeys(timers.ATTRIBUTES)
    )
    return {
        "since": {"since": stamp(item.since)},
        "step": {"step": item.step},
        "mails": {"mails": list(item.mails)},
        "news_at": {"news_at": stamp(news) if news else None},
        "clock_at": waits,
    }


def mark_news(item: Item, still_new: bool) -> Change:
    """What is new has been read, or is ``still_new`` to who follows it up. No turn of
    the item: what others see of it to handle is the same. Refused where it was handled
    meanwhile."""
    return Change(
        settings().answers_table,
        key_of(item),
        set={"news_at": stamp(item.news_at)} if still_new and item.news_at else {},
        remove=() if still_new else ("news_at",),
        expected={"turn": item.handling.turn or None},
    )


def erase_item(item: Item, at: datetime) -> Put:
    """Nothing but its key and the day stays. Refused where it was handled meanwhile."""
    expected = {"turn": item.handling.turn or None}
    return writes.tombstone(settings().answers_table, key_of(item), at, expected)


def key_of(item: Item) -> keys.Key:
    return keys.item(item.inbox.name, item.kind, item.id)


def _decode(row: Row) -> Item:
    """Raises where the row is none of ours: see ``storage.readable``."""
    if not row["sk"].startswith(keys.REFERRAL):  # those the staff side alone can write
        handling_store.check_mark(row)
    item = records.decode(
        Item,
        row,
        id=id_(row, "id"),
        school_id=key_part(row, "school_id"),
        owner_id=key_part(row, "owner_id"),
        step=number(row, "step"),
        clock_at=instant(row["due_at"]) if "due_at" in row else None,
        mails=texts(row, "mails", MOST_MAILS),
        handling=handling_store.decode(row),
        **_NOT_IN_THE_ROW,
    )
    if key_of(item) != (row["pk"], row["sk"]):
        raise ValueError("a row that says it is another")
    return item
