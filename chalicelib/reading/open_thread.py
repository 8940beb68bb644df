"""Somebody at the school opens a thread: all that is new in it is read."""

from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.item_event import ItemEvent
from chalicelib.core.local_time import local_day
from chalicelib.items import store as item_store
from chalicelib.items.item import Item
from chalicelib.items.may_read import news_for
from chalicelib.reading.thread import (
    begin_handling,
    receipt_of,
    see_thread,
    shown_in_the_copy,
)
from chalicelib.storage import transaction
from chalicelib.storage.writes import Change
from chalicelib.threads import receipt_store
from chalicelib.threads import store as threads
from chalicelib.threads.message import Message, MessageKind
from chalicelib.threads.thread import ShownThread

_AT_ONCE = 80
"""Messages in one transaction, beside the item, the pupil's copy and the log's
entry."""
_COPY = 0
"""Its place in the last transaction."""


def open_thread(account: Account, item: Item, now: datetime) -> None:
    """Stop the clocks, tell the pupil that it was read, and write down by whom. The
    clock of what was given to a colleague runs on.

    Of more than a transaction takes the most urgent is last, with all that says that it
    was opened: cut short, it still waits. Raises NotFound, Unavailable, and Refused
    where somebody else did something with it in the same moment.
    """
    thread = see_thread(account, item.id, now)
    read = [
        threads.replace(message, message.opened(account.id, now))
        for message in _most_urgent_last(thread)
    ]
    copy = _said_in_the_copy(account, thread, now)
    handled = _handled(account, item, now)
    given = item.given_to_another(account.id)
    only_read = not (read or copy or handled) or (given and not read)
    event = ItemEvent.READ if only_read else ItemEvent.OPENED
    while len(read) > _AT_ONCE:
        transaction.commit(*read[:_AT_ONCE])
        read = read[_AT_ONCE:]
    _write(copy, [*read, *handled], account, item, event, now)


def _write(
    copy: list[Change],
    rest: list[Change],
    account: Account,
    item: Item,
    event: ItemEvent,
    now: datetime,
) -> None:
    """Where the pupil's copy is gone, or was taken back, nothing is said in it: no copy
    keeps the school from opening what it has."""
    try:
        audit.record(
            event.of(item.kind),
            account.body_id,
            account.id,
            item.id,
            now,
            (*copy, *rest),
        )
    except transaction.Refused as refused:
        if not copy or _COPY not in refused.failed:
            raise
        audit.record(
            event.of(item.kind), account.body_id, account.id, item.id, now, rest
        )


def _most_urgent_last(thread: ShownThread) -> list[Message]:
    """Without a pupil's taking back: it is done when the sweep has cleared away what
    was said, and marked then."""
    words = (
        message
        for message in thread.waiting
        if message.kind is not MessageKind.WITHDRAWN
    )
    return sorted(words, key=lambda message: (-message.level, message.since))[::-1]


def _said_in_the_copy(
    account: Account, thread: ShownThread, now: datetime
) -> list[Change]:
    receipt = receipt_of(thread)
    if receipt is None or thread.withdrawn:
        return []
    shown = shown_in_the_copy(account, thread.id, now)
    return [receipt_store.mark_seen(receipt[0], local_day(now), shown)]


def _handled(account: Account, item: Item, now: datetime) -> list[Change]:
    if item.handling.opened is None and not item.given_to_another(account.id):
        if not begin_handling(item):
            return []
        after = replace(item.opened(account.id, now), news_at=None)
        return [item_store.replace(item, after)]
    if item.unread:
        return [
            item_store.mark_news(
                item, still_new=news_for(item) not in (None, account.id)
            )
        ]
    return []
