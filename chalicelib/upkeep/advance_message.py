"""A message's clock has run out: tell the next people, or clear away what a pupil took
back, with the name that a case has from it."""

from datetime import datetime

from chalicelib.audit.entry import SYSTEM
from chalicelib.cases.taken_back import take_back
from chalicelib.escalation.escalate import mail_who_is_next
from chalicelib.items import store as item_store
from chalicelib.items.item_kind import ItemKind
from chalicelib.storage import transaction
from chalicelib.storage.keys import Key
from chalicelib.threads import along_store
from chalicelib.threads import store as threads
from chalicelib.threads.message import Message, MessageKind


def advance(key: Key, now: datetime) -> None:
    """Raises Unavailable; then the clock is still due and the next sweep comes back to
    it. Raises Unreadable."""
    message = threads.get_due(key)
    if message is None or message.clock_at is None or message.clock_at > now:
        return
    if message.opened_by:
        return  # with a clock that is none of ours: reading stops it
    if message.kind is MessageKind.WITHDRAWN:
        _clear_away(message, now)
    else:
        mail_who_is_next(message, threads.replace, now)


def _clear_away(withdrawal: Message, now: datetime) -> None:
    """What the pupil wrote with the receipt is deleted, except what an adult must act
    on (level L3): the pupil was told so before. The withdrawal itself stays, as a
    message that was read. The case is looked up last: none is made any more with a name
    that is gone."""
    rest = threads.in_inbox(withdrawal.inbox, withdrawal.thread_id)
    for message in rest:
        if message.is_taken_back_by(withdrawal):
            along_store.delete(message)
            transaction.commit(threads.delete_message(message))
    item = item_store.get(withdrawal.inbox, ItemKind.THREAD, withdrawal.thread_id)
    if item and item.handling.case:
        danger = any(message.must_stay for message in rest)
        transaction.looking_again(lambda: take_back(item, danger, withdrawal.since))
    transaction.commit(threads.replace(withdrawal, withdrawal.opened(SYSTEM, now)))
