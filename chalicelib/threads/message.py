"""Threads: what a pupil and the school say to each other, with a name or without one.

A contact request is a thread of one message with a name. A thread with a receipt has
two copies: the school's messages, sealed to the round's key, and the pupil's own copy,
sealed to the receipt's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from chalicelib.core.text import clean, size_problem
from chalicelib.items.inbox_id import Audience, InboxId, inbox_for
from chalicelib.items.level import Level

MOST_CHARACTERS = 500
MOST_NAME = 80
MOST_MESSAGES = 100
"""In one thread: a row of the database holds them all, and a conversation needs
fewer."""
MOST_BYTES = 180_000
"""In one thread, sealed: some forty messages. Far from the 400 kB a row holds: the
local service counts base64 twice, and replies of the school must still find room."""


class Whom(StrEnum):
    """Whom a pupil asks to be contacted by, in the words of the form's item
    ``contact``."""

    NURSE = "nurse"
    CLASS_TEACHER = "class_teacher"
    SOCIAL_TEACHER = "social_teacher"
    PRINCIPAL = "principal"
    SOMEONE_ELSE = "someone_else"

    @property
    def nurse_alone(self) -> bool:
        """What is said to the school health service nobody else reads."""
        return self is Whom.NURSE


class ContactUrgency(StrEnum):
    TODAY = "today"
    THIS_WEEK = "this_week"


URGENCY_LEVEL = {ContactUrgency.TODAY: Level.L3, ContactUrgency.THIS_WEEK: Level.L2}


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
_SAID_TO_PUPIL = {
    MessageKind.REPLY: "pupil.thread.school",
    MessageKind.NAME: "pupil.thread.name",
}


@dataclass(frozen=True, slots=True)
class AnswerRef:
    """The answer a pupil lets go along, and the flags it may have raised."""

    answer_id: str
    flag_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact request that is complete. ``who`` says which other adult, where the
    pupil did."""

    whom: Whom
    urgency: ContactUrgency
    name: str
    who: str = ""

    @property
    def audience(self) -> Audience:
        alone = self.whom.nurse_alone
        return Audience.HEALTH_SERVICE if alone else Audience.RESOURCE_GROUP


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


@dataclass(frozen=True, slots=True)
class PupilThread:
    """The pupil's copy, found by the receipt alone. ``made_by`` tells whose it is where
    two pupils should ever draw one number. ``entries`` are sealed to the receipt's key;
    the first ``read`` of them were shown to somebody, the last time on ``seen_on``,
    which is gone again when the pupil writes more."""

    id: str
    thread_id: str
    round_id: str
    class_id: str
    public_key: bytes
    made_by: str
    entries: tuple[bytes, ...] = ()
    seen_on: date | None = None
    read: int = 0
    closed: bool = False
    withdrawn: bool = False

    def was_read(self, number: int) -> bool:
        """Whether somebody at the school has read this entry, counted from 0. Never a
        guess."""
        return number < self.read

    @property
    def full(self) -> bool:
        """The pupil can write no more in it."""
        return (
            len(self.entries) >= MOST_MESSAGES
            or sum(map(len, self.entries)) >= MOST_BYTES
        )


@dataclass(frozen=True, slots=True)
class ThreadEntry:
    """One message as the pupil reads it."""

    kind: MessageKind
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class SaidEntry:
    """An entry as the pupil reads it. ``seen_on`` and ``unseen`` are told of the last
    the pupil wrote, ``read`` of each that somebody at the school has read."""

    entry: ThreadEntry
    read: bool = False
    seen_on: date | None = None
    unseen: bool = False

    @property
    def by_school(self) -> bool:
        return self.entry.kind in FROM_SCHOOL

    @property
    def who(self) -> str:
        """The key of who said it."""
        return _SAID_TO_PUPIL.get(self.entry.kind, "pupil.thread.you")


@dataclass(frozen=True, slots=True)
class ParsedContact:
    """``contact`` is None when there are ``problems``: fields in the page's order, each
    with the name of what is wrong with it."""

    contact: Contact | None
    problems: Mapping[str, str]


def parse_contact(fields: Mapping[str, str | None]) -> ParsedContact:
    whom, urgency = fields.get("whom"), fields.get("urgency")
    name, who = (
        clean(fields.get(field) or "", MOST_NAME).replace("\n", " ")
        for field in ("name", "who")
    )
    if whom != Whom.SOMEONE_ELSE:
        who = ""  # written before somebody on the list was chosen
    wrong = {
        "name": text_problem(name, MOST_NAME),
        "whom": None if whom in set(Whom) else "missing",
        "who": size_problem(who, MOST_NAME),
        "urgency": None if urgency in set(ContactUrgency) else "missing",
    }
    problems = {
        field: f"{field}.heavy" if kind == "too_heavy" else field
        for field, kind in wrong.items()
        if kind
    }
    if problems:
        return ParsedContact(None, problems)
    return ParsedContact(
        Contact(Whom(str(whom)), ContactUrgency(str(urgency)), name, who), {}
    )


def text_problem(text: str, most: int = MOST_CHARACTERS) -> str | None:
    """Why a clean text cannot be taken: empty, too_long or too_heavy."""
    return size_problem(text, most) if text else "empty"
