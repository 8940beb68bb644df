"""Threads: what a pupil and the school say to each other, with a name or without one.

A contact request is a thread of one message with a name. A thread with a receipt has
two copies: the school's messages, sealed to the round's key, and the pupil's own copy,
sealed to the receipt's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from chalicelib.items.inbox_id import Audience, InboxId, inbox_for
from chalicelib.items.level import Level
from chalicelib.threads.contact import Contact


class MessageKind(StrEnum):
    """What a message is. Only ``reply`` and ``closed`` come from the school."""

    CONTACT = "contact"
    LINK = "link"
    TEXT = "text"
    NAME = "name"
    WITHDRAWN = "withdrawn"
    REPLY = "reply"
    CLOSED = "closed"


FROM_SCHOOL = frozenset({MessageKind.REPLY, MessageKind.CLOSED})
_WITHOUT_WORDS = frozenset(
    {MessageKind.LINK, MessageKind.CLOSED, MessageKind.WITHDRAWN}
)


@dataclass(frozen=True, slots=True)
class AnswerRef:
    """The answer a pupil lets go along, and the flags it may have raised."""

    answer_id: str
    flag_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MessageContent:
    """What is sealed in a message. ``number`` is its place in the thread."""

    number: int
    text: str = ""
    contact: Contact | None = None
    answers: AnswerRef | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message as the school keeps it: routing in clear, the rest sealed.

    ``place``, ``since``, ``clock_at`` and ``mails`` as on an item of the inbox.
    ``receipt_id`` and ``pupil_key`` say where the pupil's copy is and what it is sealed
    to; a contact request has neither, but ``asked``. From these the id of the thread
    follows. ``along`` names, hidden, the flags of the answers that go along.
    """

    id: str
    thread_id: str
    school_id: str
    owner_id: str
    round_id: str
    class_id: str
    place: str
    audience: Audience
    kind: MessageKind
    level: Level
    since: datetime
    sealed: bytes
    receipt_id: str | None = None
    pupil_key: bytes | None = None
    asked: str | None = None
    along: tuple[str, ...] = ()
    step: int = 0
    clock_at: datetime | None = None
    mails: tuple[str, ...] = ()
    opened_by: str | None = None
    opened_at: datetime | None = None

    @property
    def inbox(self) -> InboxId:
        return inbox_for(self.audience, self.school_id, self.owner_id)

    @property
    def exact(self) -> bool:
        """When a pupil wrote is a secret."""
        return False

    @property
    def tell_principal(self) -> bool:
        return False

    @property
    def confidential(self) -> bool:
        """It has no card's number, in whatever round."""
        return False

    @property
    def counts_for_class(self) -> bool:
        return False

    @property
    def waits(self) -> bool:
        """Nobody has read it. A receipt that was only taken waits for nobody."""
        return self.opened_by is None and self.kind is not MessageKind.LINK

    def is_listed(self, now: datetime) -> bool:
        """What a pupil says is shown from the time it is told of. That answers go along
        with a receipt is seen beside them alone."""
        return self.kind is MessageKind.LINK or self.since <= now

    def is_taken_back_by(self, withdrawal: "Message") -> bool:
        """What stands under the withdrawal's own receipt; never what the school
        wrote."""
        own = self.receipt_id is not None and self.receipt_id == withdrawal.receipt_id
        same_thread = (
            self.thread_id == withdrawal.thread_id and self.id != withdrawal.id
        )
        return (
            own and same_thread and self.kind not in FROM_SCHOOL and not self.must_stay
        )

    # What is done with it. Each gives the message as it is then, for ``store.replace``.

    def opened(self, by: str, at: datetime) -> "Message":
        """Somebody reads it: the clock stops."""
        return replace(self, opened_by=by, opened_at=at, clock_at=None)

    def listed_from(self, since: datetime) -> "Message":
        """It is told of, too."""
        return replace(self, since=since, clock_at=since)

    def told(self, mails: Sequence[str], clock_at: datetime | None) -> Self:
        """The next people are; the clock runs anew, or stops where nobody is left."""
        mails = (*self.mails, *mails)
        return replace(self, step=self.step + 1, mails=mails, clock_at=clock_at)

    @property
    def must_stay(self) -> bool:
        """Whether it outlives a withdrawal: somebody may be in danger."""
        return self.level is Level.L3

    @property
    def by_school(self) -> bool:
        return self.kind in FROM_SCHOOL

    @property
    def is_words(self) -> bool:
        """It says something, and does not only begin or end the thread."""
        return self.kind not in _WITHOUT_WORDS
