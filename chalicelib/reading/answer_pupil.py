"""The school answers a pupil, or ends the thread."""

from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.core.ids import is_attempt
from chalicelib.core.local_time import local_day, quarter_of
from chalicelib.crypto.sealing import derived_id
from chalicelib.items import mails as item_mails
from chalicelib.items import store as item_store
from chalicelib.items.level import Level
from chalicelib.items.may_read import as_held, may_read
from chalicelib.reading.thread import (
    begin_handling,
    item_of,
    receipt_of,
    round_of,
    see_thread,
)
from chalicelib.rounds.round import Round
from chalicelib.storage import transaction
from chalicelib.storage.readable import MOST
from chalicelib.storage.writes import Write
from chalicelib.threads import receipt_store
from chalicelib.threads import store as threads
from chalicelib.threads.message import Message, MessageContent, MessageKind
from chalicelib.threads.pupil_thread import ThreadEntry
from chalicelib.threads.thread import ShownThread

_MESSAGE, _COPY = 0, 1
"""Their places in the transaction that stores what the school says."""
_EVENTS = {
    MessageKind.REPLY: Event.THREAD_REPLY,
    MessageKind.CLOSED: Event.THREAD_CLOSED,
}


def reply(
    account: Account, thread_id: str, attempt: str, text: str, now: datetime
) -> bool:
    """Answer a pupil whose name may be unknown: sealed to the receipt, and to the round
    for the colleagues. The same words sent twice with one attempt are stored once;
    other words are another reply.

    Who answers has opened it: whether that could be written down too. Raises NotFound,
    ThreadClosed, ThreadWithdrawn, Tampered, Unavailable; Incomplete where a colleague
    was given it, who is to open it first; NotStored where it was refused time and
    again.
    """
    return _say(account, thread_id, attempt, MessageKind.REPLY, text, now)


def close_thread(account: Account, thread_id: str, attempt: str, now: datetime) -> bool:
    """The pupil can still read it, and write no more. Gives and raises what ``reply``
    does."""
    return _say(account, thread_id, attempt, MessageKind.CLOSED, "", now)


def _say(
    account: Account,
    thread_id: str,
    attempt: str,
    kind: MessageKind,
    text: str,
    now: datetime,
) -> bool:
    try:
        return transaction.looking_again(
            lambda: _say_once(account, thread_id, attempt, kind, text, now)
        )
    except transaction.Refused:
        raise errors.NotStored from None


def _say_once(
    account: Account,
    thread_id: str,
    attempt: str,
    kind: MessageKind,
    text: str,
    now: datetime,
) -> bool:
    """Raises Refused where somebody else did something with the thread in the same
    moment."""
    thread = see_thread(account, thread_id, now)
    item = item_of(account, thread.item().kind, thread.id, now)
    if item is None or not may_read(account, item):
        raise errors.NotFound
    if not is_attempt(attempt):
        raise errors.Tampered
    if as_held(item).given_to_another(account.id):
        raise errors.Incomplete("inbox.problem.given")
    receipt = receipt_of(thread)
    if thread.withdrawn:
        raise errors.ThreadWithdrawn
    if receipt is None:
        raise errors.ThreadClosed
    round_ = round_of(thread.messages[0].message.round_id)
    message = _from_school(thread, round_, account, attempt, kind, text, now)
    entry = ThreadEntry(kind, text, local_day(now))
    copy = (
        receipt_store.append_entry(*receipt, entry)
        if text
        else receipt_store.close_thread(receipt[0])
    )
    writes: list[Write] = [
        threads.put_message(message, item_mails.expires_at(round_)),
        copy,
    ]
    opened = item.handling.opened is not None
    if not opened and (opened := begin_handling(item)):
        writes.append(item_store.replace(item, item.opened(account.id, now)))
    try:
        audit.record(_EVENTS[kind], account.body_id, account.id, thread.id, now, writes)
    except transaction.Refused as refused:
        if _COPY in refused.failed and _MESSAGE not in refused.failed:
            raise errors.ThreadClosed from None
        if _MESSAGE not in refused.failed:  # else the same words, sent again
            raise
    return opened


def _from_school(
    thread: ShownThread,
    round_: Round,
    account: Account,
    attempt: str,
    kind: MessageKind,
    text: str,
    now: datetime,
) -> Message:
    """Nobody waits for it at the school: it is read from the start."""
    last = max(
        (shown.content.number for shown in thread.messages if shown.content), default=0
    )
    number = min(last + 1, MOST)  # somebody may have sealed the highest there is
    return replace(
        thread.messages[0].message,
        id=derived_id("message", f"{thread.id}|{attempt}|{kind}|{text}"),
        kind=kind,
        level=Level.L1,
        since=quarter_of(now),
        sealed=threads.seal(round_, thread.id, MessageContent(number, text)),
        step=0,
        clock_at=None,
        mails=(),
        opened_by=account.id,
        opened_at=now,
    )
