"""How far rounds and their classes have come."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.answers import store as answers
from chalicelib.manage_schools.readiness import Readiness
from chalicelib.rounds import store as rounds
from chalicelib.rounds.code_store import Place
from chalicelib.rounds.plan import (
    capacity,
    to_follow_up,
)
from chalicelib.rounds.round import ClassInRound, Openness, Round, RoundInList
from chalicelib.rounds.steps import Shown, shown_count


@dataclass(frozen=True, slots=True)
class RoundListing:
    """``stopped`` says why nothing of a round that is not over may be opened now."""

    round: RoundInList
    openness: Openness
    stopped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassProgress:
    """How far a class has come: how many have answered, never who."""

    round: Round
    class_: ClassInRound
    openness: Openness
    answered: Shown

    @property
    def can_open(self) -> bool:
        """Nobody has opened it, and the round is not over."""
        not_over = self.openness is not Openness.CLOSED
        return self.class_.opened_at is None and not_over


def listed(ready: Readiness, now: datetime) -> list[RoundListing]:
    """The school's rounds, the latest first."""
    found = (
        (round_, round_.openness(now)) for round_ in rounds.of_school(ready.school.id)
    )
    return [
        RoundListing(
            round_,
            state,
            () if state is Openness.CLOSED else ready.stops(round_.on_duty_id),
        )
        for round_, state in found
    ]


def progress(round_: Round, now: datetime) -> list[ClassProgress]:
    """Each class with how many have answered; only classes that were opened are
    counted."""
    return [
        of_class(round_, class_, now)
        for class_ in sorted(
            round_.classes.values(),
            key=lambda class_: (class_.grade_step, class_.label),
        )
    ]


def of_class(round_: Round, class_: ClassInRound, now: datetime) -> ClassProgress:
    openness = round_.class_openness(class_.id, now)
    if class_.opened_at is None:
        return ClassProgress(round_, class_, openness, Shown(0, exact=True))
    answered = answers.count(Place(round_.id, class_.id))
    over = round_.class_is_over(class_.id, now)
    shown = shown_count(answered, round_.mode, over, class_.cards.usable)
    return ClassProgress(round_, class_, openness, shown)


def too_many(round_: Round, ready: Readiness, now: datetime) -> bool:
    """Whether what is open now, in this round and the school's others, is more than the
    group can follow up."""
    is_open = [
        class_
        for other in not_over(ready, now)
        for class_ in other.classes.values()
        if other.class_openness(class_.id, now) is Openness.OPEN
    ]
    expected = to_follow_up(sum(class_.pupils for class_ in is_open))
    here = round_.openness(now) is Openness.OPEN
    return here and len(is_open) > 1 and expected > capacity(len(ready.members))


def not_over(ready: Readiness, now: datetime) -> list[Round]:
    """The school's rounds that are planned or open."""
    found = rounds.of_school(ready.school.id)
    wanted = [
        round_.id for round_ in found if round_.openness(now) is not Openness.CLOSED
    ]
    return [round_ for round_ in map(rounds.get, wanted) if round_]
