"""The resource group's inbox: one small shape for all that waits, its order and its filters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.accounts import Account, Function
from chalicelib.domain.escalation import Recipients
from chalicelib.domain.flags import Audience, Level


class Kind(StrEnum):
    """What an item is. A flag of an anonymous round names nobody, and a thread nobody before the
    pupil does; a referral and a contact request name a pupil."""

    FLAG = "flag"
    REFERRAL = "referral"
    CONTACT = "contact"
    THREAD = "thread"


IDENTIFIED = frozenset({Kind.REFERRAL, Kind.CONTACT})
WRITTEN_BY_PUPILS = frozenset({Kind.CONTACT, Kind.THREAD})
"""Their words are messages, which say themselves what has been read."""


class Closing(StrEnum):
    """Why a person closes an item."""

    TALKED = "talked"
    CLASS_MEASURE = "class_measure"
    HELP_ELSEWHERE = "help_elsewhere"
    NOTHING_MORE = "nothing_more"
    MISTAKE = "mistake"


NOTE_REQUIRED = frozenset({Closing.NOTHING_MORE, Closing.MISTAKE})
"""Closing without having done anything needs a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Who did it, and when."""

    who: str
    at: datetime


class Did(StrEnum):
    """What somebody has done with an item, as its history says it."""

    OPENED = "opened"
    TOOK = "took"
    HANDED_OVER = "handed_over"
    JOINED = "joined"
    PARTED = "parted"
    CASE = "case"
    CASE_UNDONE = "case_undone"
    CLOSED = "closed"
    REOPENED = "reopened"
    ACCESS = "access"
    RELEASED = "released"
    ERASURE_ASKED = "erasure_asked"
    ERASURE_REFUSED = "erasure_refused"


@dataclass(frozen=True, slots=True)
class Act:
    """``to`` is who it was handed over to."""

    did: Did
    who: str
    at: datetime
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """The written reason for which somebody reads what is not theirs by default; sealed."""

    at: datetime
    sealed_reason: bytes


@dataclass(frozen=True, slots=True)
class ErasureAsked:
    """Somebody wants it erased, and waits for a second person; the reason is sealed."""

    who: str
    at: datetime
    sealed_reason: bytes
    decider: Recipients


@dataclass(frozen=True, slots=True)
class Handling:
    """What people have done with an item, the same for every kind.

    ``turn`` counts the changes: who changes an item says which one they have seen. ``note`` is
    the sealed sentence to a closing. ``joined_to`` and ``joined`` are references (``Item.ref``).
    ``acts`` is everything but the opening, oldest first.
    """

    turn: int = 0
    opened: Deed | None = None
    taken: Deed | None = None
    closed: Deed | None = None
    closing: Closing | None = None
    note: bytes | None = None
    case: int | None = None
    joined_to: str | None = None
    joined: tuple[str, ...] = ()
    access: Mapping[str, Access] = field(default_factory=dict)
    erasure: ErasureAsked | None = None
    acts: tuple[Act, ...] = ()

    @property
    def history(self) -> list[Act]:
        opened = [Act(Did.OPENED, self.opened.who, self.opened.at)] if self.opened else []
        return sorted([*opened, *self.acts], key=lambda one: one.at)


@dataclass(frozen=True, slots=True)
class Item:
    """``body_id`` is the school, or the school owner for what no school role may see.

    ``since`` is when the item is told of; for a flag never when the pupil answered, but a slot,
    or the quarter of an hour for what is told at once. ``clock_at`` is when the next people are
    told unless somebody opens it first; None stops the clock. ``place`` is the class as people
    call it, or a grade step. ``mails`` has the ids of the mails that tell of it; ``news_at`` is
    when something was added that nobody has read; ``referrer`` is who is told of its progress;
    ``names_pupil`` that a pupil has told their name, in an item of whatever kind.
    """

    kind: Kind
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
    referrer: str | None = None
    names_pupil: bool = False
    handling: Handling = Handling()

    @property
    def ref(self) -> str:
        return f"{self.kind}.{self.id}"

    @property
    def number(self) -> str:
        """What people call it when they speak of it."""
        return self.id[:6]

    @property
    def identified(self) -> bool:
        return self.names_pupil or self.kind in IDENTIFIED

    @property
    def wants_opening(self) -> bool:
        """Nobody has opened it, or a pupil has written since."""
        news = self.kind in WRITTEN_BY_PUPILS and self.news_at is not None
        return news or self.handling.opened is None

    @property
    def is_open(self) -> bool:
        """Still somebody's to do: not closed, not in a case, not joined with another; or it has
        news that nobody has read."""
        done = self.handling.closed or self.handling.case or self.handling.joined_to
        return not done or self.news_at is not None


def may_see(account: Account, item: Item) -> bool:
    """What a pupil sent to the nurse is the health service's; the rest is everybody's at the body
    it is for. Whose body it is has been looked at before."""
    return item.audience is not Audience.NURSE or account.function is Function.HEALTH_SERVICE


def may_read(account: Account, item: Item) -> bool:
    """The health service is under a stricter confidentiality: it reads what names a pupil where
    the pupil chose it, where a written reason is recorded, or where the nurse sent it herself."""
    if not item.identified or account.function is not Function.HEALTH_SERVICE:
        return may_see(account, item)
    chosen = item.audience is Audience.NURSE or account.id == item.referrer
    return chosen or account.id in item.handling.access


def reference(ref: str) -> tuple[Kind, str] | None:
    """Kind and id of an ``Item.ref``; None for anything else."""
    kind, dot, item_id = ref.partition(".")
    return (Kind(kind), item_id) if dot and item_id and kind in list(Kind) else None


def says_who(item: Item, other: Item) -> bool:
    """Whether joining the two puts a name to something that was written without one."""
    joined = (reference(ref) for one in (item, other) for ref in one.handling.joined)
    named = {one.identified for one in (item, other)}
    return len(named | {one[0] in IDENTIFIED for one in joined if one}) == 2


def in_order(items: Iterable[Item]) -> list[Item]:
    """The level first, then what goes first on its level, then age."""
    return sorted(items, key=lambda one: (-one.level, not one.first, one.since, one.id))


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
    kind: Kind | None = None
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
