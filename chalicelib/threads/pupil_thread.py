"""A thread as the pupil has it: a copy that the receipt alone opens."""

from dataclasses import dataclass
from datetime import date

from chalicelib.threads.limits import MOST_BYTES, MOST_MESSAGES
from chalicelib.threads.message import FROM_SCHOOL, MessageKind

_SAID_TO_PUPIL = {
    MessageKind.REPLY: "pupil.thread.school",
    MessageKind.NAME: "pupil.thread.name",
}


@dataclass(frozen=True, slots=True)
class PupilThread:
    """The pupil's copy, found by the receipt alone. ``made_by`` tells whose it is where
    two pupils should ever draw one number. ``entries`` are sealed to the receipt's key;
    the first ``read`` of them were shown to somebody, the last time on ``seen_on``,
    which is gone again when the pupil writes more. ``followed`` is how it is followed
    up, sealed to the same key, where that is shown."""

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
    followed: bytes | None = None

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
class PupilsCopy:
    """Where a pupil's copy of a thread is, and what it is sealed to."""

    receipt_id: str
    public_key: bytes


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
