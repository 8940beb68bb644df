"""One small shape for all that waits for the resource group."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from chalicelib.items.handling import (
    Access,
    Act,
    Closing,
    Deed,
    Did,
    ErasureAsked,
    Handling,
)
from chalicelib.items.inbox_id import Audience, InboxId, inbox_for
from chalicelib.items.item_kind import IDENTIFIED, ItemKind
from chalicelib.items.level import Level

UNTOUCHED = Handling()


@dataclass(frozen=True, slots=True)
class Item:
    """``since`` is when it is told of and listed from; for a flag never when the pupil
    answered, but a slot, or for what is told at once the end of the quarter of an hour.
    ``clock_at`` is when the next people are told unless somebody opens it first; None
    stops the clock. ``place`` is the class as people call it, or a grade step.
    ``mails`` has the ids of the mails that tell of it; ``news_at`` is when something
    was added that who follows it up, or where that is nobody anybody, has not read;
    ``unread`` that nobody has read a pupil's latest words, of ``said_at``, ``answered``
    that the school has; ``referrer`` is told of its progress; ``names_pupil`` that a
    pupil has told their name, ``withdrawn`` that they have taken their words back. Of a
    flag ``tell_principal`` says that the law wants the principal told at once, ``wish``
    that it is a pupil's wish for contact alone, tied to no other answer, ``rules``
    which rules raised it, ``confidential`` that it has a card's number.
    """

    kind: ItemKind
    id: str
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
    said_at: datetime | None = None
    answered: bool = False
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
    def inbox(self) -> InboxId:
        return inbox_for(self.audience, self.school_id, self.owner_id)

    @property
    def body_id(self) -> str:
        return self.inbox.body_id

    @property
    def number(self) -> str:
        """What people call it when they speak of it."""
        return self.id[:6]

    @property
    def exact(self) -> bool:
        """When a pupil wrote is a secret: the day alone is shown."""
        return self.kind is ItemKind.REFERRAL

    def is_listed(self, now: datetime) -> bool:
        return self.exact or self.since <= now

    @property
    def counts_for_class(self) -> bool:
        """One of the pupils of whom there may be too many in a class. A wish is a flag
        of its own in an anonymous round: it would count one pupil twice."""
        group = self.audience is Audience.RESOURCE_GROUP
        flag = self.kind is ItemKind.FLAG and not self.wish
        return group and flag and self.level >= Level.L2

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
        """The clock waits for somebody else: only taking it over stops it."""
        return self.given_to not in (None, account_id)

    def wants_opening_by(self, account_id: str) -> bool:
        """Whether they read it only by a press. What waits for another has been read
        before; what a pupil has written since has not."""
        mine = self.wants_opening and not self.given_to_another(account_id)
        return mine or self.unread

    @property
    def is_open(self) -> bool:
        """Still somebody's to do: not closed, not in a case, not joined with another;
        or it has news that nobody has read."""
        return not self.handling.is_done or self.news_at is not None

    # What people do: each gives the item as it is then, for ``store.replace``.

    def opened(self, by: str, at: datetime, mails: Sequence[str] = ()) -> "Item":
        """Its clock stops; ``mails`` tell of it in the same moment. No turn."""
        told = self.told(mails, None) if mails else self
        done = replace(self.handling, opened=Deed(by, at))
        return replace(told, clock_at=None, handling=done)

    def number_read(self, by: str, at: datetime) -> "Item":
        """A card's number. No turn: what others see of it to handle is the same."""
        read = (*self.handling.readings, Act(Did.READ_NUMBER, by, at))
        return replace(self, handling=replace(self.handling, readings=read))

    def taken(self, by: str, at: datetime) -> "Item":
        return self._turned(Act(Did.TOOK, by, at), taken=Deed(by, at))

    def taken_over(self, by: str, at: datetime) -> "Item":
        """Who was to open it has not: it is another's, and the clock stops."""
        return self.opened(by, at).taken(by, at)

    def handed_over(
        self, by: str, to: str, at: datetime, mail: str, clock_at: datetime
    ) -> "Item":
        """It waits for its new reader, who is told by ``mail``."""
        item = self._waits_anew(Act(Did.HANDED_OVER, by, at, to), mail, clock_at)
        return replace(item, handling=replace(item.handling, taken=Deed(to, at)))

    def released(
        self, by: str, at: datetime, mail: str, clock_at: datetime | None
    ) -> "Item":
        """It waits for all its readers, who are told by ``mail``."""
        item = self._waits_anew(Act(Did.RELEASED, by, at), mail, clock_at)
        return replace(item, handling=replace(item.handling, taken=None))

    def joined_to(self, other: "Item", by: str, at: datetime) -> "Item":
        """It goes on as the other, which ``takes_in`` it; of its case, too."""
        case = other.handling.case or self.handling.case
        return self._turned(Act(Did.JOINED, by, at), joined_to=other.ref, case=case)

    def takes_in(self, other: "Item", by: str, at: datetime) -> "Item":
        joined = (*self.handling.joined, other.ref)
        return self._turned(Act(Did.JOINED, by, at), joined=joined)

    def parted(self, by: str, at: datetime) -> "Item":
        """From what it was joined with, and its case."""
        return self._turned(Act(Did.PARTED, by, at), joined_to=None, case=None)

    def freed(self) -> "Item":
        """What it was joined with is gone."""
        return self._turned(None, joined_to=None)

    def without(self, ref: str, act: Act | None = None) -> "Item":
        """What was joined with it is so no more."""
        left = tuple(joined for joined in self.handling.joined if joined != ref)
        return self._turned(act, joined=left)

    def made_case(self, number: int, by: str, at: datetime) -> "Item":
        return self._turned(Act(Did.CASE, by, at, case=number), case=number)

    def case_undone(self, by: str, at: datetime) -> "Item":
        return self._turned(Act(Did.CASE_UNDONE, by, at), case=None)

    def closed(
        self, by: str, why: Closing, at: datetime, note: bytes | None = None
    ) -> "Item":
        """What was new in it is read, too. ``note`` is sealed."""
        act = Act(Did.CLOSED, by, at)
        item = self._turned(act, closed=Deed(by, at), closing=why, note=note)
        return replace(item, news_at=None)

    def reopened(self, by: str, at: datetime) -> "Item":
        act = Act(Did.REOPENED, by, at)
        return self._turned(act, closed=None, closing=None, note=None)

    def noted(self, did: Did, by: str, at: datetime, to: str | None = None) -> "Item":
        """A deed that changes nothing else of it."""
        return self._turned(Act(did, by, at, to))

    def teacher_talked(self, by: str, at: datetime) -> "Item":
        return replace(self.noted(Did.TEACHER_TALKED, by, at), news_at=at)

    def news_read(self, by: str, at: datetime) -> "Item":
        return replace(self._turned(Act(Did.READ_NEWS, by, at)), news_at=None)

    def added_to(self, at: datetime, mail: str) -> "Item":
        """Its referrer has said more, of which ``mail`` tells."""
        mails = tuple(dict.fromkeys((*self.mails, mail)))
        return replace(self._turned(None), news_at=at, mails=mails)

    def let_read(self, by: str, at: datetime, sealed_reason: bytes) -> "Item":
        access = {**self.handling.access, by: Access(at, sealed_reason)}
        return self._turned(Act(Did.ACCESS, by, at), access=access)

    def erasure_asked(self, asked: ErasureAsked) -> "Item":
        return self._turned(Act(Did.ERASURE_ASKED, asked.who, asked.at), erasure=asked)

    def erasure_refused(self, by: str, at: datetime) -> "Item":
        return self._turned(Act(Did.ERASURE_REFUSED, by, at), erasure=None)

    # What the sweep does with it.

    def listed_from(self, since: datetime) -> "Item":
        """It is told of, too."""
        return replace(self, since=since, clock_at=since)

    def told(self, mails: Sequence[str], clock_at: datetime | None) -> Self:
        """The next people are; the clock runs anew, or stops where nobody is left."""
        mails = (*self.mails, *mails)
        return replace(self, step=self.step + 1, mails=mails, clock_at=clock_at)

    def _waits_anew(self, act: Act, mail: str, clock_at: datetime | None) -> "Item":
        """Nobody has opened it, and its clock, where it has one, runs anew."""
        acts = sorted([*self.handling.deeds, act], key=lambda past: past.at)
        item = self._turned(None, opened=None, acts=tuple(acts))
        return replace(item, step=1, mails=(*self.mails, mail), clock_at=clock_at)

    def _turned(self, act: Act | None, **changes: Any) -> "Item":
        """Who has not seen this changes nothing in it any more."""
        return replace(self, handling=self.handling.turned(act, **changes))
