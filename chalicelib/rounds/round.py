"""Rounds: a form opened for classes, with a mode that is fixed when the round opens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from chalicelib.accounts.duty import OnDuty as OnDuty
from chalicelib.accounts.duty import on_duty as on_duty
from chalicelib.core.local_time import OSLO, local_day
from chalicelib.rounds.cards import MOST_CARDS, Cards
from chalicelib.rounds.failed import Failed

MAY_FINISH = timedelta(hours=1)
"""How long after it was fetched a form is taken though the round has closed
meanwhile."""


class Mode(StrEnum):
    ANONYMOUS = "anonymous"
    CONFIDENTIAL = "confidential"

    @property
    def numbered(self) -> bool:
        """Each card has a number, which leads to the pupil. Without one a wish to be
        spoken with reaches nobody by itself, and answers may not go along with what
        somebody writes without a name."""
        return self is Mode.CONFIDENTIAL


class Openness(StrEnum):
    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ClassInRound:
    """What a round shows of a class. ``label`` is the step's (``step_label``) where it
    is small: what is read of pupils stands under it. ``name`` is what the school calls
    the class, for cards and for who must find the right child: card numbers begin at 1
    in each class. ``joined``: the ids of the classes that answer together under it.

    ``opened_at`` is absent until somebody opens the class; a round opens class by
    class.
    """

    id: str
    label: str
    grade_step: str
    pupils: int
    text_allowed: bool
    opened_at: datetime | None = None
    cards: Cards = field(default_factory=Cards)
    name: str = ""
    joined: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """Classes that answer together have no name but their label."""
        return self.name or self.label

    @property
    def missing_cards(self) -> int:
        return max(self.pupils - self.cards.usable, 0)

    @property
    def next_sheet(self) -> int:
        """How many cards a press makes."""
        return min(self.missing_cards, MOST_CARDS)

    @property
    def extra_cards(self) -> int:
        return max(self.cards.usable - self.pupils, 0)


@dataclass(frozen=True, slots=True)
class Round:
    """Everything the public side needs to know of a round, so that one read is enough.

    ``slots`` and ``weekly`` are the instants at which the school's mail goes out, in
    order: the slots of whole days, from the opening to the last one of a day after the
    closing. The staff side works them out at the opening: the public side then needs no
    calendar.
    """

    id: str
    school_id: str
    owner_id: str
    form_id: str
    mode: Mode
    language: str
    languages: tuple[str, ...]
    opens_at: datetime
    closes_at: datetime
    opened_on: date
    expires_on: date
    public_key: bytes
    classes: Mapping[str, ClassInRound]
    slots: tuple[datetime, ...]
    weekly: tuple[datetime, ...]
    ombud: str
    on_duty: OnDuty
    deputy: OnDuty | None = None
    """Who reads it where the person on duty is away."""
    planned_close: datetime | None = None
    """When the round would have closed, where somebody ended it before that."""
    nurse: bool = True
    """Whether the school has somebody of the school health service, who alone reads
    some of it."""
    version: int = 1
    form_version: int = 1
    """The form's, as the round was opened: which questions all its pupils are asked."""
    shredded_on: date | None = None
    """The day its school owner deleted the key: nothing may be sealed to it any
    more."""
    same_list_as: str | None = None
    """The earlier confidential round whose list of numbers and names this one's cards
    follow, as whoever set it up has said: without it no number is ever taken for the
    same pupil's."""

    @property
    def labels(self) -> tuple[str, ...]:
        """What its classes are called."""
        return tuple(class_.called for class_ in self.classes.values())

    @property
    def reader(self) -> OnDuty:
        """Who reads it, as pupils are told: the deputy where the person on duty has
        left."""
        return self.deputy if self.on_duty.left and self.deputy else self.on_duty

    @property
    def expires_at(self) -> datetime:
        """When all that belongs to the round is gone: the start of that day."""
        return datetime.combine(self.expires_on, time(), UTC)

    def openness(self, now: datetime) -> Openness:
        """Of the round as a whole: the time in which its classes may be open."""
        return _openness(self.opens_at, self.closes_at, now)

    def class_openness(self, class_id: str, now: datetime) -> Openness:
        """Of one class: never open outside the round's time, nor before somebody opened
        it."""
        whole, class_ = self.openness(now), self.classes[class_id]
        if whole is not Openness.OPEN:
            return whole
        return _openness(class_.opened_at, self.closes_at, now)

    def can_go_on(self, now: datetime) -> bool:
        """Ended before its time, the same day, while its answers can still be read."""
        if self.planned_close is None or self.shredded_on or now >= self.planned_close:
            return False
        return local_day(self.closes_at) == local_day(now)

    def is_over(self, now: datetime) -> bool:
        """Closed, and nobody can open it again."""
        return self.openness(now) is Openness.CLOSED and not self.can_go_on(now)

    def class_is_over(self, class_id: str, now: datetime) -> bool:
        """Closed for good: a round that may be opened again opens its classes with
        it."""
        return self.class_openness(
            class_id, now
        ) is Openness.CLOSED and not self.can_go_on(now)

    def next_slot(self, now: datetime) -> datetime:
        return _first_from(self.slots, now)

    def days_last_slot(self, now: datetime) -> datetime:
        """The first last slot of a day not before ``now``: what comes after it counts
        to the next school day."""
        last = {local_day(at): at for at in self.slots}.values()
        return next((at for at in last if at >= now), None) or self.slot_after_closing(
            now
        )

    def slot_after_closing(self, now: datetime) -> datetime:
        """For what a pupil writes when the round's slots have passed: the school's
        usual times on the next weekday. Holidays are not known here; then the mail only
        waits to be read."""
        times = sorted({at.astimezone(OSLO).timetz() for at in self.slots})
        today = now.astimezone(OSLO).date()
        days = (today + timedelta(days=number) for number in range(4))
        instants = (
            datetime.combine(d, at) for d in days if d.isoweekday() <= 5 for at in times
        )
        return next(at.astimezone(UTC) for at in instants if at >= now)


@dataclass(frozen=True, slots=True)
class RoundInList:
    """What the list of a school's rounds shows of one.

    ``compare_with`` is the earlier round its answers are still to be compared with,
    ``compared`` how many answers of each class have been; ``counted``: its figures are
    made. ``not_compared`` and ``not_counted``: the last try failed.
    """

    id: str
    form_id: str
    mode: Mode
    opens_at: datetime
    closes_at: datetime
    labels: tuple[str, ...]
    on_duty: str
    expires_at: datetime
    shredded_on: date | None = None
    on_duty_id: str | None = None
    deputy_id: str | None = None
    compare_with: str | None = None
    compared: Mapping[str, int] = field(default_factory=dict)
    counted: bool = False
    not_compared: Failed | None = None
    not_counted: Failed | None = None

    def openness(self, now: datetime) -> Openness:
        return _openness(self.opens_at, self.closes_at, now)


def _openness(
    opens_at: datetime | None, closes_at: datetime, now: datetime
) -> Openness:
    if now >= closes_at:
        return Openness.CLOSED
    return Openness.OPEN if opens_at and now >= opens_at else Openness.NOT_YET


def _first_from(instants: tuple[datetime, ...], now: datetime) -> datetime:
    """The first instant not before ``now``; the last one where all have passed, so that
    a late answer is told at once rather than never."""
    return next((at for at in instants if at >= now), instants[-1])
