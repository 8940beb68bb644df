"""How far a school has come, as its owner's overview shows it: kept beside those of the
owner's other schools, so that all are read at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.core.local_time import local_day
from chalicelib.schools.checklist import ORDER, AskedFor, SchoolFacts, Step, Turn, steps
from chalicelib.schools.preparation import Must, Preparation
from chalicelib.schools.school import School

LOOKED_AT_LEAST = timedelta(days=7)
"""Whatever has happened, it is looked at anew after so long."""
_OWNERS_OWN = Must.OWNER_CONTACT
"""The same at all schools of an owner: never kept, but looked at with the list."""


@dataclass(frozen=True, slots=True)
class Standing:
    """As it was found at ``looked_at``. ``missing`` has the names of the steps that are
    not done, but for the owner's own one, each with whose turn it is; empty where
    another must come first. ``rounds`` has when each that is not over opens and closes;
    ``until`` is the day from which the calendar alone may change a step."""

    looked_at: datetime
    steps: int
    missing: tuple[tuple[str, str], ...]
    rounds: tuple[tuple[datetime, datetime], ...]
    until: date | None = None

    def holds(self, now: datetime) -> bool:
        """Whether it can still be shown."""
        ended = self.until is not None and self.until <= local_day(now)
        fresh = now - self.looked_at < LOOKED_AT_LEAST
        return fresh and not ended and self.steps == len(ORDER)

    def left(self, owner_is_told: bool) -> list[Step]:
        """What is not done, in the order of the school's own list; ``owner_is_told``:
        the owner has a contact whom mail reaches."""
        turns = dict(self.missing)
        missing = [
            name
            for name, _ in ORDER
            if name in turns or (name is _OWNERS_OWN and not owner_is_told)
        ]
        if _OWNERS_OWN in missing:
            turns |= {_OWNERS_OWN: Turn.OWNER, AskedFor.ROUND: ""}
        elif missing == [AskedFor.ROUND]:
            turns = {AskedFor.ROUND: Turn.GROUP}
        return [
            Step(name, False, Turn(turn) if (turn := turns[name]) else None)
            for name in missing
        ]

    def open_until(self, now: datetime) -> datetime | None:
        """When the last of the open rounds closes."""
        return max(
            (end for start, end in self.rounds if start <= now < end), default=None
        )

    def opens_at(self, now: datetime) -> datetime | None:
        """When the first of those that are to come opens."""
        return min((start for start, _ in self.rounds if now < start), default=None)


def standing_of(
    facts: SchoolFacts, rounds: Iterable[tuple[datetime, datetime]], now: datetime
) -> Standing:
    """``rounds`` are when each of the school's opens and closes."""
    all_steps = steps(facts)
    return Standing(
        looked_at=now,
        steps=len(all_steps),
        missing=tuple(
            (step.name.value, step.turn or "")
            for step in all_steps
            if not step.met and step.name is not _OWNERS_OWN
        ),
        rounds=tuple((start, end) for start, end in rounds if now < end),
        until=_changes_on(facts),
    )


def standing_of_new(school: School, classes: int, now: datetime) -> Standing:
    """It has classes, and nothing else yet."""
    facts = SchoolFacts(school, classes, Preparation(), (), (), 0, local_day(now))
    return standing_of(facts, (), now)


def _changes_on(facts: SchoolFacts) -> date | None:
    breaks = [last + timedelta(days=1) for _, last in facts.school.calendar.breaks]
    days = (facts.done.course_on, facts.done.workshop_on, max(breaks, default=None))
    return min((day for day in days if day and day > facts.today), default=None)
