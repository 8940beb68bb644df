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


@dataclass(frozen=True, slots=True)
class RoundListing:
    """``stopped`` says why nothing of a round that is not over may be opened now,
    ``classes`` how far such a round has come."""

    round: RoundInList
    openness: Openness
    stopped: tuple[str, ...] = ()
    classes: tuple[ClassProgress, ...] = ()

    @property
    def pupils(self) -> int:
        return sum(of_class.class_.pupils for of_class in self.classes)

    @property
    def missing_cards(self) -> int:
        return sum(of_class.class_.missing_cards for of_class in self.classes)

    @property
    def answered(self) -> Shown:
        """The sum of what is shown of each class, and nothing finer."""
        shown = [of_class.answered for of_class in self.classes]
        number = sum(of_class.number for of_class in shown)
        return Shown(number, all(of_class.exact for of_class in shown))

    @property
    def said(self) -> str:
        """The end of a key. Of several classes that have few each, nobody knows that
        they are few together."""
        said = self.answered.said
        return "few_each" if said == "few" and len(self.classes) > 1 else said


def listed(ready: Readiness, now: datetime) -> dict[Openness, list[RoundListing]]:
    """The school's rounds: the open ones, the next first, the latest first."""
    found: dict[Openness, list[RoundListing]] = {state: [] for state in Openness}
    for round_ in rounds.of_school(ready.school.id):
        listing = _listing(round_, ready, now)
        found[listing.openness].append(listing)
    found[Openness.NOT_YET].reverse()
    return found


def _listing(round_: RoundInList, ready: Readiness, now: datetime) -> RoundListing:
    openness = round_.openness(now)
    whole = None if openness is Openness.CLOSED else rounds.get(round_.id)
    if whole is None:
        return RoundListing(round_, openness)
    stopped = ready.stops(round_.on_duty_id)
    return RoundListing(round_, openness, stopped, tuple(progress(whole, now)))


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
