"""Somebody opens what waits: its clock stops, and it is written down."""

from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.item_event import ItemEvent
from chalicelib.core import errors
from chalicelib.escalation import escalate
from chalicelib.items import store as item_store
from chalicelib.items.item import Item
from chalicelib.items.item_kind import WRITTEN_BY_PUPILS, ItemKind
from chalicelib.items.may_read import may_read
from chalicelib.reading import thread as school_threads
from chalicelib.reading.open_thread import open_thread
from chalicelib.reading.own_items import (
    own,
)
from chalicelib.referrals.referral import Status
from chalicelib.referrals.store import change_status
from chalicelib.storage import transaction
from chalicelib.storage.writes import Change, Write


def open_item(account: Account, kind: ItemKind, item_id: str, now: datetime) -> None:
    """Stop the item's clock and write down who opened it. Opening it again changes
    nothing, but is written down too. Who may not read it stops no clock: somebody who
    may must still be told. Nor does who reads what was given to a colleague: the
    colleague must still open it.

    Raises NotFound, Incomplete, Unavailable; NotStored where it was refused time and
    again, and nobody has opened it."""
    try:
        transaction.looking_again(lambda: _open_once(account, kind, item_id, now))
    except transaction.Refused:
        raise errors.NotStored from None


def _open_once(account: Account, kind: ItemKind, item_id: str, now: datetime) -> None:
    """Raises Refused where somebody else did something with it in the same moment."""
    item = own(account, kind, item_id, now)
    if not may_read(account, item):
        raise errors.Incomplete("inbox.problem.unread")
    if kind in WRITTEN_BY_PUPILS:
        open_thread(account, item, now)
        return
    pupil = (
        school_threads.answers_were_read(account, item.id, now)
        if kind is ItemKind.FLAG
        else None
    )
    if item.handling.opened or item.given_to_another(account.id):
        _write_down(account, item, ItemEvent.READ, (), pupil, now)
        return
    mails, also = escalate.first_writes(item, now) if item.step == 0 else ([], [])
    after = item.opened(account.id, now, [mail.id for mail in mails])
    opening = item_store.replace(item, after)
    if item.given_to == account.id:
        also += change_status([item], Status.FOLLOWED_UP)
    _write_down(account, item, ItemEvent.OPENED, (opening, *also), pupil, now)


def _write_down(
    account: Account,
    item: Item,
    event: ItemEvent,
    writes: tuple[Write, ...],
    pupil: Change | None,
    now: datetime,
) -> None:
    """``pupil`` says in the pupil's copy that it was read; a copy that is taken back at
    this very moment keeps nobody from opening. Raises Refused where one of ``writes``
    was."""
    told = (*writes, pupil) if pupil else writes
    try:
        audit.record(event.of(item.kind), item.body_id, account.id, item.id, now, told)
    except transaction.Refused as refused:
        if pupil is None or len(writes) not in refused.failed:
            raise
        audit.record(
            event.of(item.kind), item.body_id, account.id, item.id, now, writes
        )
