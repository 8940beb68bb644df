"""What a named person does with an item: take it, hand it over, join it, close it, ask
to read it.

Where somebody else was first an act raises ChangedMeanwhile and changes nothing; all
raise NotFound, Incomplete and Unavailable too.
"""

from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.audit.item_event import ItemEvent
from chalicelib.cases import origins
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.core.written_reason import LONGEST, reason_in
from chalicelib.crypto import sealing
from chalicelib.handle_items import hand_over as handing_over
from chalicelib.items import store as item_store
from chalicelib.items.handling import NOTE_REQUIRED, Act, Closing, Did
from chalicelib.items.item import Item
from chalicelib.items.item_kind import WRITTEN_BY_PUPILS, reference
from chalicelib.items.joining import can_be_joined, names_somebody
from chalicelib.items.may_read import (
    may_ask,
    may_take_back_name,
    may_tell_name,
    news_for,
    receivers,
)
from chalicelib.reading import thread as school_threads
from chalicelib.reading.open import open_item
from chalicelib.reading.own_items import own, with_joined
from chalicelib.reading.ready import Press, in_hand, ready, together
from chalicelib.referrals.referral import Status
from chalicelib.referrals.store import change_status
from chalicelib.storage import key_pairs
from chalicelib.storage.writes import Write

NAMES_SOMEBODY = "inbox.problem.join_named"
"""Joining would say which pupil an anonymous item is about: that is asked first."""
_MOST_JOINED = 20


def take(press: Press) -> None:
    """It is mine to follow up, also where a colleague had it before, or was given it
    and has not opened it: then the clock that waited for them stops."""
    hand_over(press, press.account.id)


def hand_over(press: Press, to: str) -> None:
    item = in_hand(press, taking=to == press.account.id)
    account, now = press.account, press.at
    receiver = accounts.get(item.body_id, to) if to else None
    if receiver is None or not receivers(item, [receiver]):
        raise errors.Incomplete("inbox.problem.receiver")
    did, changes = handing_over.writes_for(item, account.id, receiver.id, now)
    if item.given_to_another(account.id):
        changes = [item_store.replace(item, item.taken_over(account.id, now))]
    if receiver.id == account.id:
        changes += change_status([item], Status.FOLLOWED_UP)
    event = ItemEvent.TOOK if did is Did.TOOK else ItemEvent.HANDED_OVER
    _write(account, item, event, now, *changes, to=to if to != account.id else "")


def join(press: Press, ref: str, sure: bool = False) -> None:
    """It is about the same as another: from now on they are one, and go on as the
    other.

    What was written without a name is joined with what has one only by who is
    ``sure``."""
    item = in_hand(press)
    account, now = press.account, press.at
    target = reference(ref)
    if target is None or ref == item.ref or item.handling.joined:
        raise errors.Incomplete("inbox.problem.join")
    try:
        other = own(account, *target, now)
    except errors.Erased:
        raise errors.ChangedMeanwhile from None
    if other.inbox != item.inbox:
        raise errors.Incomplete("inbox.problem.join")
    if not can_be_joined(item, other) or len(other.handling.joined) >= _MOST_JOINED:
        raise errors.ChangedMeanwhile
    if not sure and names_somebody([item], with_joined(account, other, now)):
        raise errors.Incomplete(NAMES_SOMEBODY)
    number = other.handling.case
    mine = item_store.replace(item, item.joined_to(other, account.id, now))
    theirs = item_store.replace(other, other.takes_in(item, account.id, now))
    case = origins.take_in(item, number, account.id, now) if number else ()
    back = change_status([item], Status.FOLLOWED_UP)
    _write(account, item, ItemEvent.JOINED, now, mine, theirs, *case, *back)


def can_part(item: Item, now: datetime) -> bool:
    """The same day, out of a case on any day; while nothing else has been done with it
    since."""
    acts, done = item.handling.acts, item.handling
    return bool(
        done.joined_to
        and acts
        and acts[-1].did is Did.JOINED
        and (done.case or local_day(acts[-1].at) == local_day(now))
    )


def part(press: Press) -> None:
    """It was not about the same after all: each stands alone, as before it was
    joined."""
    item = ready(press)
    account, now = press.account, press.at
    ref = reference(item.handling.joined_to or "")
    other = item_store.get(item.inbox, *ref) if ref else None
    if other is None or not can_part(item, now):
        raise errors.ChangedMeanwhile
    number, parted = item.handling.case, Act(Did.PARTED, account.id, now)
    _write(
        account,
        item,
        ItemEvent.PARTED,
        now,
        item_store.replace(item, item.parted(account.id, now)),
        item_store.replace(other, other.without(item.ref, parted)),
        *(origins.let_go(item, number, account.id, now) if number else ()),
    )


def close(press: Press, why: str, note: str) -> None:
    """A person closes, never a rule; what was joined with it is closed with it."""
    item = in_hand(press)
    account, now = press.account, press.at
    if why not in list(Closing):
        raise errors.Incomplete("inbox.problem.closing")
    note = note.strip()
    if len(note) > LONGEST or (
        Closing(why) in NOTE_REQUIRED and reason_in(note) is None
    ):
        raise errors.Incomplete("inbox.problem.note")
    items = together(item)
    changes = [
        item_store.replace(
            joined,
            joined.closed(account.id, Closing(why), now, _sealed_note(joined, note)),
        )
        for joined in items
    ]
    _write(
        account,
        item,
        ItemEvent.CLOSED,
        now,
        *changes,
        *change_status(items, Status.CLOSED),
    )


def reopen(press: Press) -> None:
    item = ready(press)
    account, now = press.account, press.at
    if not item.handling.closed:
        raise errors.ChangedMeanwhile
    change = item_store.replace(item, item.reopened(account.id, now))
    _write(
        account,
        item,
        ItemEvent.REOPENED,
        now,
        change,
        *change_status([item], Status.FOLLOWED_UP),
    )


def read_news(press: Press) -> None:
    item = ready(press)
    account, now = press.account, press.at
    if news_for(item) not in (None, account.id):
        raise errors.Incomplete("inbox.problem.news_for")
    change = item_store.replace(item, item.news_read(account.id, now))
    _write(account, item, ItemEvent.READ_NEWS, now, change)


def tell_name(press: Press) -> None:
    """The referrer may see who follows it up, by name."""
    item = ready(press)
    if not may_tell_name(press.account, item):
        raise errors.ChangedMeanwhile
    after = item.noted(Did.NAME_TOLD, press.account.id, press.at)
    _write_of_name(press, item, after, Event.NAME_TOLD_REFERRAL)


def take_back_name(press: Press) -> None:
    """The referrer sees the role alone again."""
    item = ready(press)
    if not may_take_back_name(press.account, item):
        raise errors.ChangedMeanwhile
    after = item.noted(Did.NAME_TAKEN_BACK, press.account.id, press.at)
    _write_of_name(press, item, after, Event.NAME_TAKEN_BACK_REFERRAL)


def _write_of_name(press: Press, item: Item, after: Item, event: Event) -> None:
    change = item_store.replace(item, after)
    who, at = press.account.id, press.at
    audit.record_if_unchanged(event, item.body_id, who, item.id, at, (change,))


def ask_access(press: Press, reason: str) -> None:
    """Who may not read it by default writes down why it must be read; then it is
    open."""
    account, now = press.account, press.at
    item = own(account, press.kind, press.item_id, now)
    if item.handling.turn != press.turn:
        raise errors.ChangedMeanwhile
    if not may_ask(account, item):
        raise errors.Incomplete("inbox.problem.unread")
    if (sentence := reason_in(reason)) is None:
        raise errors.Incomplete("inbox.problem.reason")
    if press.kind in WRITTEN_BY_PUPILS and not school_threads.begin_handling(item):
        raise errors.Incomplete("inbox.problem.unreadable")
    sealed = sealing.seal(key_pairs.public(item.body_id), sentence, f"access|{item.id}")
    change = item_store.replace(item, item.let_read(account.id, now, sealed))
    _write(account, item, ItemEvent.ACCESS_WITH_REASON, now, change)
    if item.wants_opening_by(account.id):
        open_item(account, press.kind, press.item_id, now)


def _sealed_note(item: Item, note: str) -> bytes | None:
    if not note:
        return None
    return sealing.seal(key_pairs.public(item.body_id), note, f"note|{item.id}")


def _write(
    account: Account,
    item: Item,
    event: ItemEvent,
    now: datetime,
    *writes: Write,
    to: str = "",
) -> None:
    about = f"{item.id}.{to}" if to else item.id
    audit.record_if_unchanged(
        event.of(item.kind), item.body_id, account.id, about, now, writes
    )
