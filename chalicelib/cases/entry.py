"""What has happened in a case: entries are added, none is ever changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from chalicelib.cases.states import State

Content = Mapping[str, Any]


class EntryKind(StrEnum):
    MADE = "made"
    ABOUT = "about"
    ITEM_IN = "item_in"
    ITEM_OUT = "item_out"
    TAKEN_BACK = "taken_back"
    PUPIL_CODE = "pupil_code"
    SUPPORTER_CODES = "supporter_codes"
    ANSWERS_READ = "answers_read"
    SHOWN = "shown"
    HIDDEN = "hidden"
    NOTE = "note"
    MOVED = "moved"
    PLANNED = "planned"
    TAKEN = "taken"
    CORRECTION = "correction"
    TALK = "talk"
    SUPPORTERS = "supporters"
    MEETING = "meeting"
    REVIEW = "review"
    CLOSING = "closing"
    CHECK = "check"
    PLAN = "plan"
    EVALUATION = "evaluation"
    DUTY = "duty"
    NO_PLAN = "no_plan"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ADDED = "added"
    TAKEN_OUT = "taken_out"
    GLASS = "glass"
    ACCESS = "access"
    COPIED = "copied"
    COPY_CONFIRMED = "copy_confirmed"


class NameThen(StrEnum):
    """What became of the pupil's name in a case when they took back what they wrote."""

    GONE = "gone"
    STAYS = "stays"
    NOT_FROM_IT = "not_from_it"


FORMS = (
    EntryKind.TALK,
    EntryKind.SUPPORTERS,
    EntryKind.MEETING,
    EntryKind.REVIEW,
    EntryKind.CLOSING,
    EntryKind.CHECK,
)
"""What has a form of its own, in the order of the method."""


@dataclass(frozen=True, slots=True)
class Fidelity:
    """Whether a group went as the method has it; None where it cannot be known. Of the
    adults' work, nothing of the pupil: it stands in clear."""

    pupil_absent: bool | None
    own_proposals: bool | None
    on_time: bool
    both_talks: bool


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """``number`` counts from 1 within the case. ``id`` follows from who wrote what with
    which press: the same sent twice is known by it. ``happened`` is the day it was
    done, ``recorded`` when it was written down; ``state`` how far the case had come
    with it. ``corrects`` is the number of the entry that a correction, or a
    confirmation, belongs to, ``fidelity`` recorded with the closing of a group."""

    number: int
    id: str
    kind: EntryKind
    by: str
    happened: date
    recorded: datetime
    state: State
    corrects: int | None = None
    fidelity: Fidelity | None = None


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """``content`` is what was written, None where it does not open."""

    entry: CaseEntry
    content: Content | None

    def text(self, name: str) -> str:
        value = self.content.get(name) if self.content else None
        return value if isinstance(value, str) else ""
