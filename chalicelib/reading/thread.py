"""The school's side of threads: see what pupils asked and wrote, answer, end it."""

from collections.abc import Container
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.account import Account, Action
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.items import mails as item_mails
from chalicelib.items import store as item_store
from chalicelib.items.inbox_id import InboxId, inboxes_of
from chalicelib.items.item import Item
from chalicelib.items.item_kind import WRITTEN_BY_PUPILS, ItemKind
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Round
from chalicelib.storage import transaction, wrapped_keys
from chalicelib.storage.readable import opened_or_none
from chalicelib.storage.writes import Change, Put
from chalicelib.threads import along_store, receipt_store
from chalicelib.threads import store as threads
from chalicelib.threads.message import Message
from chalicelib.threads.thread import ShownMessage, ShownThread, by_thread


def thread_of_flag(account: Account, flag_id: str, now: datetime) -> ShownThread | None:
    """The thread of the pupil who let the flag's answers go along with it: what it can
    be answered in before what it cannot."""
    if not account.may(Action.ANSWER_PUPILS):
        return None
    messages = [
        message
        for thread_id in along_store.threads_of(flag_id)
        for message in _messages(account, now, thread_id)
    ]
    found = [thread for thread in _shown(messages) if flag_id in thread.flag_ids]
    return max(found, key=lambda thread: thread.can_be_answered, default=None)


def see_thread(account: Account, thread_id: str, now: datetime) -> ShownThread:
    """One thread, as far as it is listed. Raises NotFound where it is not the account's
    to see, Unavailable."""
    found = _shown(_messages(account, now, thread_id))
    if not found:
        raise errors.NotFound
    return found[0]


def those(
    account: Account, thread_ids: Container[str], now: datetime
) -> list[ShownThread]:
    """As far as they are listed, by one query for each of the account's inboxes. Raises
    NotFound, Unavailable."""
    found = _messages(account, now, "")
    return _shown([said for said in found if said.thread_id in thread_ids])


def thread_in(inbox: InboxId, thread_id: str, now: datetime) -> ShownThread | None:
    """As far as it is listed, for whoever asks: who may read it was looked at before.
    Raises Unavailable."""
    found = threads.in_inbox(inbox, thread_id)
    return next(iter(_shown([said for said in found if said.is_listed(now)])), None)


def item_of(
    account: Account, kind: ItemKind, thread_id: str, now: datetime
) -> Item | None:
    """The thread as an item of the inbox, if there is one the account may see."""
    found = _shown(_messages(account, now, thread_id)) if thread_id else []
    if not found:
        return None
    handled = item_store.get(found[0].inbox, kind, thread_id)
    item = found[0].item(handled)
    return item if item.kind is kind else None


def begin_handling(item: Item) -> bool:
    """Make the row that holds what people do with a thread, where there is none yet:
    the pupils' side writes messages only. False where what stands there is none that
    can be read: nothing of ours is written in it."""
    assert item.round_id
    row = replace(item, clock_at=None, news_at=None)
    with suppress(transaction.Refused):
        transaction.commit(
            item_store.put_item(
                row, item_mails.expires_at(round_of(item.round_id)), if_new=True
            )
        )
        return True
    return item_store.get_by_key(item_store.key_of(item)) is not None


def erase_thread(item: Item, now: datetime) -> tuple[list[Put], Change | None]:
    """The tombstones of all that was said, and the emptying of the pupil's own copy.
    Nothing is opened for it. Raises Incomplete where somebody has not read all of
    it."""
    if item.kind not in WRITTEN_BY_PUPILS:
        return [], None
    found = threads.in_inbox(item.inbox, item.id)
    (thread,) = by_thread(ShownMessage(message, None) for message in found)
    if thread.waiting:
        raise errors.Incomplete("erasure.problem.news")
    receipt = receipt_of(thread)
    copy = (
        receipt_store.withdraw_thread(receipt[0])
        if receipt and not thread.withdrawn
        else None
    )
    erased = [threads.erase_message(shown.message, now) for shown in thread.messages]
    every = (
        way
        for shown in thread.messages
        for way in along_store.erase_along(shown.message, now)
    )
    ways = {way.key: way for way in every}  # somebody may have forged one twice
    return [*erased, *ways.values()], copy


def shown_in_the_copy(account: Account, thread_id: str, now: datetime) -> int:
    """How many of the first entries of the pupil's copy the school has been shown: what
    still waits for its slot, and what came this very moment, is not among them."""
    (thread,) = _shown(_stored(account, thread_id))
    said = [
        (shown.content.number, shown.message)
        for shown in thread.said_by_pupil
        if shown.content
    ]
    hidden = [number for number, message in said if not message.is_listed(now)]
    return min(hidden) - 1 if hidden else max((number for number, _ in said), default=0)


def receipt_of(thread: ShownThread) -> tuple[str, bytes] | None:
    first = thread.messages[0].message
    return (
        (first.receipt_id, first.pupil_key)
        if first.receipt_id and first.pupil_key
        else None
    )


def answers_were_read(account: Account, flag_id: str, now: datetime) -> Change | None:
    """For the opening of a flag: the receipt that its answers went along with says so.
    Refused where the pupil takes the thread back at this moment."""
    thread = thread_of_flag(account, flag_id, now)
    receipt = receipt_of(thread) if thread else None
    if receipt is None or thread is None or thread.withdrawn or thread.waiting:
        return None
    read = shown_in_the_copy(account, thread.id, now)
    return receipt_store.mark_seen(receipt[0], local_day(now), read)


def _messages(account: Account, now: datetime, thread_id: str) -> list[Message]:
    return [
        message for message in _stored(account, thread_id) if message.is_listed(now)
    ]


def _stored(account: Account, thread_id: str) -> list[Message]:
    """What is not listed yet is among it."""
    if not account.may(Action.ANSWER_PUPILS):
        raise errors.NotFound
    return [
        message
        for inbox in inboxes_of(account)
        for message in threads.in_inbox(inbox, thread_id)
    ]


def _shown(found: list[Message]) -> list[ShownThread]:
    keys = {
        id_: wrapped_keys.get(id_) for id_ in {message.round_id for message in found}
    }
    return by_thread(
        _opened(key, message)
        if (key := keys[message.round_id])
        else ShownMessage(message, None)
        for message in found
    )


def _opened(key: bytes, message: Message) -> ShownMessage:
    content = opened_or_none("MESSAGE", lambda: threads.unseal(key, message))
    return ShownMessage(message, content, unreadable=content is None)


def round_of(round_id: str) -> Round:
    round_ = rounds.get(round_id)
    if round_ is None:
        raise LookupError("a thread of a round that does not exist")
    return round_
