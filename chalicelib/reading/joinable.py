"""What an item can be joined with, most alike first, each with the beginning of what
its reader has opened themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.flags.content import FlagContent
from chalicelib.items.handling import Did
from chalicelib.items.item import Item
from chalicelib.items.item_kind import WRITTEN_BY_PUPILS, ItemKind
from chalicelib.items.joining import can_be_joined
from chalicelib.items.likeness import most_alike_first
from chalicelib.items.may_read import may_read
from chalicelib.reading import item_content
from chalicelib.reading import thread as school_threads
from chalicelib.reading.own_items import everything, own
from chalicelib.referrals.store import Received
from chalicelib.threads.thread import ShownThread

Content = FlagContent | Received | ShownThread
_MOST = 40
"""More than a person looks through."""
_WORDS = 80
_READ_BY_IT = {Did.OPENED, Did.TOOK, Did.ACCESS}
"""Whoever did one of them has read it."""


@dataclass(frozen=True, slots=True)
class Joinable:
    """``words`` is empty for what this reader has not opened, and where nobody wrote
    any."""

    item: Item
    words: str


def to_join(account: Account, kind: ItemKind, item_id: str, now: datetime) -> Item:
    """An item its reader has open and in hand, so that it can be joined with another.
    Raises NotFound, Incomplete, Unavailable."""
    item = own(account, kind, item_id, now)
    done = item.handling
    if not may_read(account, item) or item.wants_opening_by(account.id):
        raise errors.Incomplete("inbox.problem.unopened")
    if done.is_done or done.joined or item.given_to_another(account.id):
        raise errors.Incomplete("inbox.problem.join")
    return item


def joinable(account: Account, item: Item, now: datetime) -> list[Item]:
    """Nothing sealed is opened for it."""
    others = everything(account, now)
    can_be = (other for other in others if can_be_joined(item, other))
    return most_alike_first(item, can_be)[:_MOST]


def with_first_words(
    account: Account, item: Item, others: Iterable[Item], now: datetime
) -> list[Joinable]:
    """``item`` is what the account has open. That the beginning of what names a pupil
    was read is written down: one entry for all of them. Opens nothing for anybody and
    stops no clock. Raises Unavailable."""
    read = [other for other in others if _has_read(account, other)]
    contents: dict[str, Content] = {**item_content.sealed_in([item, *read])}
    contents |= _threads([item, *read], account, now)
    named = [other.id for other in read if other.identified and other.ref in contents]
    if named:
        about = ".".join((item.id, *named))
        audit.record(Event.READ_FIRST_WORDS, item.body_id, account.id, about, now)
    pupils = {
        ref: " ".join(_pupil(content).casefold().split())
        for ref, content in contents.items()
    }
    own = pupils.get(item.ref)
    same = {ref for ref, pupil in pupils.items() if pupil and pupil == own}
    return [
        Joinable(other, _first_words(contents.get(other.ref)))
        for other in most_alike_first(item, others, same)
    ]


def _has_read(account: Account, item: Item) -> bool:
    """In a confidential round each reading of a number with its reasons is written down
    on the item: not for a list's sake."""
    if item.confidential or item.wants_opening_by(account.id):
        return False
    acts = item.handling.history
    mine = any(act.who == account.id and act.did in _READ_BY_IT for act in acts)
    return mine and may_read(account, item)


def _threads(
    items: Iterable[Item], account: Account, now: datetime
) -> dict[str, Content]:
    refs = {item.id: item.ref for item in items if item.kind in WRITTEN_BY_PUPILS}
    found = school_threads.those(account, refs, now) if refs else []
    return {refs[thread.id]: thread for thread in found}


def _pupil(content: Content) -> str:
    match content:
        case Received():
            return content.referral.pupil
        case ShownThread():
            names = (shown.name for shown in content.said_by_pupil)
            return next(filter(None, names), "")
    return ""


def _written(content: Content | None) -> str:
    """Who asks for somebody has written their name alone."""
    match content:
        case Received():
            return content.referral.seen
        case FlagContent():
            return content.text or ""
        case ShownThread():
            said = (shown.content for shown in content.said_by_pupil)
            texts = (said.text for said in said if said)
            return next(filter(None, texts), _pupil(content))
    return ""


def _first_words(content: Content | None) -> str:
    text = " ".join(_written(content).split())
    if len(text) <= _WORDS:
        return text
    return f"{text[:_WORDS].rpartition(' ')[0] or text[:_WORDS]} …"
