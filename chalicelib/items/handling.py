"""What people have done with an item of the inbox."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from chalicelib.outbox.recipients import Recipients


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
    READ_NEWS = "read_news"
    READ_NUMBER = "read_number"
    ASKED_TEACHER = "asked_teacher"
    TEACHER_TALKED = "teacher_talked"
    TEACHER_LEFT = "teacher_left"
    NAME_TOLD = "name_told"
    NAME_TAKEN_BACK = "name_taken_back"
    REPLIED = "replied"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Act:
    """``to`` is who it was handed over to, ``case`` the number of the case it
    became."""

    did: Did
    who: str
    at: datetime
    to: str | None = None
    case: int | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """The written reason for which somebody reads what is not theirs by default;
    sealed."""

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

    ``turn`` counts the changes: who changes an item says which one they have seen.
    ``note`` is the sealed sentence to a closing. ``joined_to`` and ``joined`` are
    references (``Item.ref``). ``acts`` is everything but the opening, oldest first.
    ``readings`` are those of a card's number and the reasons, of each person and day
    the first; they are no turn of the item. ``stored`` is all of it as its row holds
    it, for the store alone: it stays where what is shown leaves out who has left.
    ``unreadable``: no row says what was done, though its messages are read: nothing can
    be done with it either.
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
    readings: tuple[Act, ...] = ()
    stored: Mapping[str, object] = field(
        default_factory=dict, compare=False, repr=False
    )
    unreadable: bool = False

    def turned(self, act: Act | None, **changes: Any) -> "Handling":
        """One turn on, with what was done last."""
        if act:
            changes["acts"] = (*self.acts, act)
        return replace(self, turn=self.turn + 1, **changes)

    @property
    def followed_up_by(self) -> str | None:
        """Who took it, or was given it; else who made it a case."""
        made = [act.who for act in self.acts if act.did is Did.CASE]
        return self.taken.who if self.taken else next(reversed(made), None)

    @property
    def name_told(self) -> bool:
        """Whether who follows it up has let the referrer see their name, and not taken
        it back since."""
        of_names = (Did.NAME_TOLD, Did.NAME_TAKEN_BACK)
        own = (act for act in self.acts if act.who == self.followed_up_by)
        told = [act.did for act in own if act.did in of_names]
        return told[-1:] == [Did.NAME_TOLD]

    def talk_of(self, teacher: str) -> Act | None:
        """What was last of the talk with the pupil that the class teacher was asked
        for: the asking, or the talk; nothing, once they have left."""
        of_them = (Did.ASKED_TEACHER, Did.TEACHER_LEFT)
        own = [
            act
            for act in self.acts
            if (act.did in of_them and act.to == teacher)
            or (act.did, act.who) == (Did.TEACHER_TALKED, teacher)
        ]
        return own[-1] if own and own[-1].did is not Did.TEACHER_LEFT else None

    def waits_for_talk(self, teacher: str) -> bool:
        """Whether they were asked and have not said that they have talked. What goes on
        as something else, or together with something else, is not theirs any more."""
        last = self.talk_of(teacher)
        asked = last is not None and last.did is Did.ASKED_TEACHER
        return asked and not (self.is_done or self.joined)

    @property
    def is_done(self) -> bool:
        """It is closed, goes on as a case, or as another item."""
        return bool(self.closed or self.case or self.joined_to)

    @property
    def followed_up_since(self) -> datetime | None:
        """Who was given it follows it up from when they open it."""
        deeds = self.opened, self.taken
        return (
            max((deed.at for deed in deeds if deed), default=None)
            if all(deeds)
            else None
        )

    @property
    def deeds(self) -> list[Act]:
        """The opening, too; oldest first."""
        first = self.opened
        opened = [Act(Did.OPENED, first.who, first.at)] if first else []
        return sorted([*opened, *self.acts], key=lambda act: act.at)

    @property
    def history(self) -> list[Act]:
        return sorted([*self.deeds, *self.readings], key=lambda act: act.at)
