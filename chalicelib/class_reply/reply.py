"""A reply to a class, or to all classes of a round together. Nothing is changed in it:
what corrects a reply is its next version, and pupils read the latest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from chalicelib.rounds.round import ClassInRound, Round
from chalicelib.schools.grades import step_label

WHOLE = "all"
"""In place of a class's id: all classes of the round together."""
LEAST = 5
"""Of fewer answers one could guess whose what is told was."""
FIELDS = ("told", "doing", "whom")
_YOUNG = "1-4"


class ReplyLimits(NamedTuple):
    """The most characters of each field."""

    told: int
    doing: int
    whom: int


@dataclass(frozen=True, slots=True)
class ReplyText:
    """In one language. A line is a point of its own."""

    told: str
    doing: str
    whom: str

    @property
    def points(self) -> tuple[int, ...]:
        """How many each field has."""
        words = (self.told, self.doing, self.whom)
        return tuple(len(list(filter(str.strip, text.splitlines()))) for text in words)


@dataclass(frozen=True, slots=True)
class ReplyContent:
    """``texts`` by language; at least one."""

    texts: Mapping[str, ReplyText]
    again_on: date

    @property
    def is_uneven(self) -> bool:
        """Whether some language has more points than another: something was told in
        one alone."""
        return len({text.points for text in self.texts.values()}) > 1

    def language_for(self, *wanted: str) -> str:
        """The first of the wanted that it is written in; else any."""
        return next((own for own in wanted if own in self.texts), min(self.texts))


@dataclass(frozen=True, slots=True)
class ReplyVersion:
    """``version`` counts from 1. ``mark`` follows from what was done and the press it
    came with. Without ``content`` the reply was taken down."""

    round_id: str
    part: str
    version: int
    mark: str
    by: str
    at: datetime
    content: ReplyContent | None = None


@dataclass(frozen=True, slots=True)
class PublishedReply:
    """What pupils may read: nothing of who wrote it."""

    on: date
    content: ReplyContent | None = None


class NoReply(StrEnum):
    """Why none can be written."""

    GONE = "gone"
    OPEN = "open"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class ReplyPart:
    """A class of a round, or all together, and its versions, oldest first.
    ``covered``: pupils of the class read what is written to all."""

    id: str
    label: str
    step: str
    versions: tuple[ReplyVersion, ...] = ()
    refused: NoReply | None = None
    covered: bool = False

    @property
    def latest(self) -> ReplyVersion | None:
        return self.versions[-1] if self.versions else None

    @property
    def version(self) -> int:
        return self.latest.version if self.latest else 0

    @property
    def content(self) -> ReplyContent | None:
        """What pupils read now."""
        return self.latest.content if self.latest else None

    @property
    def is_whole(self) -> bool:
        return self.id == WHOLE

    def is_due(self, today: date) -> bool:
        """The day has come on which the school said it would look again."""
        return self.content is not None and self.content.again_on <= today

    @property
    def state(self) -> str:
        """The end of a key."""
        if self.content:
            return "up"
        if self.covered:
            return "covered"
        if self.refused:
            return self.refused
        return "down" if self.latest else "none"


def limits_of(step: str) -> ReplyLimits:
    """The youngest get less to read."""
    return ReplyLimits(200, 200, 120) if step == _YOUNG else ReplyLimits(500, 500, 200)


def parts_of(
    round_: Round,
    answered: Mapping[str, int],
    versions: Mapping[str, tuple[ReplyVersion, ...]],
    now: datetime,
) -> list[ReplyPart]:
    """The classes, and all together where there are several. ``answered`` is how many
    of each class have, ``versions`` what was written by part."""
    everybody = versions.get(WHOLE, ())
    covers = _has_own(everybody)
    parts = [
        ReplyPart(
            class_.id,
            class_.called,
            class_.grade_step,
            own := versions.get(class_.id, ()),
            _refused(
                round_,
                round_.class_is_over(class_.id, now),
                answered.get(class_.id, 0),
            ),
            covered=covers and not _has_own(own),
        )
        for class_ in _in_order(round_)
    ]
    if len(parts) == 1:
        return parts
    return [*parts, _whole(round_, sum(answered.values()), everybody, now)]


def untold(parts: Iterable[ReplyPart]) -> list[ReplyPart]:
    """The classes that nothing tells what was heard, and something could."""
    those = list(parts)
    by_all = any(part.is_whole and not part.refused for part in those)
    return [
        part
        for part in those
        if not (part.is_whole or part.content or part.covered)
        if part.refused is None or (part.refused is NoReply.FEW and by_all)
    ]


def _has_own(versions: tuple[ReplyVersion, ...]) -> bool:
    return bool(versions and versions[-1].content)


def _whole(
    round_: Round, answered: int, versions: tuple[ReplyVersion, ...], now: datetime
) -> ReplyPart:
    step = next(iter(round_.classes.values())).grade_step
    refused = _refused(round_, round_.is_over(now), answered)
    return ReplyPart(WHOLE, step_label(step), step, versions, refused)


def _refused(round_: Round, is_over: bool, answered: int) -> NoReply | None:
    if round_.shredded_on:
        return NoReply.GONE
    if not is_over:
        return NoReply.OPEN
    return NoReply.FEW if answered < LEAST else None


def _in_order(round_: Round) -> list[ClassInRound]:
    return sorted(
        round_.classes.values(), key=lambda class_: (class_.grade_step, class_.label)
    )
