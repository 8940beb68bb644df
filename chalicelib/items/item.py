"""The resource group's inbox: one small shape for all that waits, its order and its filters."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from chalicelib.accounts.account import Account, Function
from chalicelib.core.local_time import local_day, start_of
from chalicelib.items.handling import NOTE_REQUIRED as NOTE_REQUIRED
from chalicelib.items.handling import Access as Access
from chalicelib.items.handling import Act as Act
from chalicelib.items.handling import Closing as Closing
from chalicelib.items.handling import Deed as Deed
from chalicelib.items.handling import Did as Did
from chalicelib.items.handling import ErasureAsked as ErasureAsked
from chalicelib.items.handling import Handling as Handling
from chalicelib.items.level import Audience, Level


class ItemKind(StrEnum):
    """What an item is. A flag of an anonymous round names nobody, and a thread nobody before the
    pupil does; a referral and a contact request name a pupil."""

    FLAG = "flag"
    REFERRAL = "referral"
    CONTACT = "contact"
    THREAD = "thread"


IDENTIFIED = frozenset({ItemKind.REFERRAL, ItemKind.CONTACT})
WRITTEN_BY_PUPILS = frozenset({ItemKind.CONTACT, ItemKind.THREAD})
"""Their words are messages, which say themselves what has been read."""

UNTOUCHED = Handling()


@dataclass(frozen=True, slots=True)
class Item:
    """``body_id`` is the school, or the school owner for what no school role may see.

    ``since`` is when the item is told of, and it is listed from then on; for a flag never when the
    pupil answered, but a slot, or the end of the quarter of an hour for what is told at once.
    ``clock_at`` is when the next people are told unless somebody opens it first; None stops the
    clock. ``place`` is the class as people call it, or a grade step. ``mails`` has the ids of the
    mails that tell of it; ``news_at`` is when something was added that who follows it up, or
    where that is nobody anybody, has not read; ``unread`` that it has words of a pupil that nobody
    has;
    ``referrer`` is who is told of its progress; ``names_pupil`` that a pupil has told their name,
    in an item of whatever kind, ``withdrawn`` that they have taken their words back. Of a flag
    ``tell_principal`` says that the law wants the principal told at once, ``wish`` that it is a
    pupil's wish for contact alone, tied to none of the pupil's other answers, ``rules`` which rules
    raised it, ``confidential`` that it has a card's number.
    """

    kind: ItemKind
    id: str
    body_id: str
    school_id: str
    owner_id: str
    audience: Audience
    level: Level
    first: bool
    since: datetime
    class_id: str
    place: str
    sealed: bytes
    round_id: str | None = None
    step: int = 0
    clock_at: datetime | None = None
    mails: tuple[str, ...] = ()
    news_at: datetime | None = None
    unread: bool = False
    referrer: str | None = None
    names_pupil: bool = False
    withdrawn: bool = False
    tell_principal: bool = False
    wish: bool = False
    rules: str = ""
    confidential: bool = False
    handling: Handling = UNTOUCHED

    @property
    def ref(self) -> str:
        return f"{self.kind}.{self.id}"

    @property
    def number(self) -> str:
        """What people call it when they speak of it."""
        return self.id[:6]

    @property
    def exact(self) -> bool:
        """When a teacher wrote is no secret; when a pupil did, is: then the day alone is shown."""
        return self.kind is ItemKind.REFERRAL

    def is_listed(self, now: datetime) -> bool:
        return self.exact or self.since <= now

    @property
    def identified(self) -> bool:
        return self.names_pupil or self.kind in IDENTIFIED

    @property
    def wants_opening(self) -> bool:
        """Nobody has opened it, or a pupil has written since."""
        return self.unread or self.handling.opened is None

    @property
    def given_to(self) -> str | None:
        """Whom a colleague has handed it over to, until they have opened it."""
        done = self.handling
        return done.taken.who if done.taken and done.opened is None else None

    def given_to_another(self, account_id: str) -> bool:
        """The clock waits for somebody else: reading it stops nothing, taking it over does."""
        return self.given_to not in (None, account_id)

    def wants_opening_by(self, account_id: str) -> bool:
        """Whether they read it only by a press of the button. What waits for another has been
        read before; what a pupil has written since has not."""
        mine = self.wants_opening and not self.given_to_another(account_id)
        return mine or self.unread

    @property
    def is_open(self) -> bool:
        """Still somebody's to do: not closed, not in a case, not joined with another; or it has
        news that nobody has read."""
        done = self.handling.closed or self.handling.case or self.handling.joined_to
        return not done or self.news_at is not None


class Waiting(Protocol):
    """What somebody is told of until somebody has opened it: an item, or a message of a thread."""

    @property
    def id(self) -> str: ...
    @property
    def school_id(self) -> str: ...
    @property
    def owner_id(self) -> str: ...
    @property
    def audience(self) -> Audience: ...
    @property
    def level(self) -> Level: ...
    @property
    def since(self) -> datetime: ...
    @property
    def exact(self) -> bool: ...
    @property
    def tell_principal(self) -> bool: ...


def with_who_is_here(item: Item, here: Collection[str]) -> Item:
    """Nobody who has left follows anything up, however they left."""
    taken = item.handling.taken
    if taken is None or taken.who in here:
        return item
    return replace(item, handling=replace(item.handling, taken=None))


def may_see(account: Account, item: Item) -> bool:
    """What a pupil sent to the nurse is the health service's; the rest is everybody's at the body
    it is for. Whose body it is has been looked at before."""
    return item.audience is not Audience.NURSE or account.function is Function.HEALTH_SERVICE


def reference(ref: str) -> tuple[ItemKind, str] | None:
    """Kind and id of an ``Item.ref``; None for anything else."""
    kind, dot, item_id = ref.partition(".")
    return (ItemKind(kind), item_id) if dot and item_id and kind in list(ItemKind) else None


def in_order(items: Iterable[Item]) -> list[Item]:
    """The level first, then what goes first on its level, then age: of what pupils sent in days,
    so that the order tells no more than the page."""
    return sorted(items, key=lambda one: (-one.level, not one.first, _age(one), one.id))


def _age(item: Item) -> datetime:
    return item.since if item.exact else start_of(local_day(item.since))


class Show(StrEnum):
    OPEN = "open"
    UNOPENED = "unopened"
    MINE = "mine"
    NEWS = "news"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the inbox somebody wants to see."""

    show: Show = Show.OPEN
    kind: ItemKind | None = None
    level: Level | None = None

    def lets(self, item: Item, account_id: str) -> bool:
        if self.kind not in (None, item.kind) or self.level not in (None, item.level):
            return False
        match self.show:
            case Show.OPEN:
                return item.is_open
            case Show.UNOPENED:
                return item.is_open and item.handling.opened is None
            case Show.MINE:
                taken = item.handling.taken
                return item.is_open and taken is not None and taken.who == account_id
            case Show.NEWS:
                return item.news_at is not None
            case Show.DONE:
                return not item.is_open
