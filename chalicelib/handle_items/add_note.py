"""Somebody writes down what they did or heard while they work with an item."""

from datetime import datetime

from chalicelib.audit import store as audit
from chalicelib.audit.item_event import ItemEvent
from chalicelib.core import errors
from chalicelib.core.ids import is_attempt
from chalicelib.crypto.sealing import derived_id
from chalicelib.items import mails as item_mails
from chalicelib.items.item import Item
from chalicelib.reading import note_store
from chalicelib.reading.ready import Press, may_be_handled
from chalicelib.reading.working_note import WorkingNote, note_in
from chalicelib.referrals.referral import KEPT
from chalicelib.rounds import store as rounds
from chalicelib.storage import transaction
from chalicelib.storage.codec import epoch


def add_note(press: Press, attempt: str, typed: str) -> None:
    """The same words sent twice with one attempt are stored once; other words are
    another note. What colleagues do meanwhile does not matter: a note changes nothing.

    Raises NotFound, Incomplete, Tampered, Unavailable.
    """
    item = may_be_handled(press)
    if item.handling.closed or item.handling.joined_to:
        raise errors.Incomplete("inbox.problem.note_closed")
    text = note_in(typed)
    if text is None:
        raise errors.Incomplete("inbox.problem.working_note")
    if not is_attempt(attempt):
        raise errors.Tampered
    by, at = press.account.id, press.at
    note_id = derived_id("working note", f"{item.ref}|{by}|{attempt}|{text}")
    put = note_store.put_note(
        item, note_id, WorkingNote(by, at, text), _expires_at(item, at)
    )
    try:
        event = ItemEvent.NOTED.of(item.kind)
        audit.record(event, item.body_id, by, item.id, at, (put,))
    except transaction.Refused:
        return  # the same note, sent again


def _expires_at(item: Item, now: datetime) -> int:
    """With the item it is about."""
    round_ = rounds.get(item.round_id) if item.round_id else None
    return item_mails.expires_at(round_) if round_ else epoch(now + KEPT)
