"""Threads as the school reads them."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.flags import Level
from chalicelib.domain.rounds import ClassInRound
from chalicelib.domain.threads import Content, Kind, Message


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """``content`` is None where the round's key was shredded."""

    message: Message
    content: Content | None

    @property
    def order(self) -> tuple[int, datetime]:
        return (self.content.number if self.content else 0, self.message.since)


@dataclass(frozen=True, slots=True)
class ShownThread:
    """A thread as its readers see it, oldest message first."""

    id: str
    class_: ClassInRound
    messages: tuple[ShownMessage, ...]

    @property
    def waiting(self) -> tuple[Message, ...]:
        """What nobody has read yet."""
        return tuple(one.message for one in self.messages if one.message.waits)

    @property
    def level(self) -> Level:
        return max(one.level for one in self.waiting or [each.message for each in self.messages])

    @property
    def due(self) -> datetime | None:
        """When the next person is told, unless somebody reads it first."""
        return min((one.clock_at for one in self.waiting if one.clock_at), default=None)

    @property
    def since(self) -> datetime:
        return min(one.since for one in self.waiting or [each.message for each in self.messages])

    @property
    def asks_contact(self) -> bool:
        return any(one.message.kind is Kind.CONTACT for one in self.messages)

    @property
    def nurse_only(self) -> bool:
        return self.messages[0].message.nurse_only

    @property
    def withdrawn(self) -> bool:
        return any(one.message.kind is Kind.WITHDRAWN for one in self.messages)

    @property
    def closed(self) -> bool:
        return any(one.message.kind is Kind.CLOSED for one in self.messages)

    @property
    def can_be_answered(self) -> bool:
        """Only who has a receipt can read a reply."""
        return not (self.asks_contact or self.closed or self.withdrawn)

    @property
    def flag_id(self) -> str | None:
        """The flag of the answers the pupil let go along."""
        found = (one.content.answers for one in self.messages if one.content)
        return next((answers.flag_id for answers in found if answers), None)

    @property
    def says_something(self) -> bool:
        """A receipt that was only taken waits for nobody."""
        return any(one.message.kind is not Kind.LINK for one in self.messages)

    @property
    def order(self) -> tuple[bool, int, datetime]:
        """Unread before read, level first, then age."""
        return (not self.waiting, -self.level, self.since)
