"""What a school still has to do before and after it is ready, as its page shows it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.core import errors
from chalicelib.core.local_time import is_school_day, local_day, usually_off
from chalicelib.manage_schools import readiness
from chalicelib.manage_schools.readiness import Readiness
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Openness, RoundInList
from chalicelib.schools import standing_store
from chalicelib.schools import store as schools
from chalicelib.schools.checklist import AskedFor, SchoolFacts, Step, steps
from chalicelib.schools.preparation import Must, unreached
from chalicelib.schools.standing import Standing, standing_of
from chalicelib.storage import transaction
from chalicelib.storage.writes import Put

_IN_SETTINGS = "/staff/schools/{id}/settings"
_AMONG_PEOPLE = "/staff/schools/{id}"
_FROM_OUTSIDE = "/staff/schools/{id}/readiness"
_WHERE = {
    AskedFor.CLASSES: "/staff/schools/import",
    AskedFor.BREAKS: _IN_SETTINGS,
    AskedFor.OMBUD: _IN_SETTINGS,
    AskedFor.CONFIRMED: "#waiting",
    Must.LEADERSHIP: "/staff/people-list/{id}",
    Must.HEALTH_SERVICE: "/staff/people-list/{id}",
    Must.PRINCIPAL: _AMONG_PEOPLE,
    Must.ADDRESSES: _AMONG_PEOPLE,
    Must.OWNER_CONTACT: "/staff/schools",
    Must.COURSE: "#course_on",
    Must.WORKSHOP: "#workshop_on",
    Must.ON_DUTY: "#on_duty",
    AskedFor.ROUND: "/staff/rounds/new",
}
"""Where each step is done."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """``facts.people`` and the rest are of one moment. ``off`` are the ``rounds`` that
    are not over and close on a day off."""

    ready: Readiness
    facts: SchoolFacts
    rounds: tuple[RoundInList, ...]
    off: tuple[RoundInList, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        return steps(self.facts)

    @property
    def done(self) -> list[Step]:
        return [step for step in self.steps if step.met]

    def mine(self, who: Account) -> list[Step]:
        """What this person can do now."""
        return [step for step in self.steps if not step.met and step.is_for(who)]

    def others(self, who: Account) -> list[Step]:
        """What somebody else does, or nobody yet."""
        return [step for step in self.steps if not step.met and not step.is_for(who)]

    @property
    def unreached_names(self) -> str:
        return ", ".join(member.name for member in unreached(self.ready.members))

    def what_to_do(self, step: Step) -> str:
        """The end of a key. Where nobody is there, nobody's address is wrong; what
        follows from another step says so."""
        if step.turn is None:
            return "after_all" if step.name is AskedFor.ROUND else "after_confirming"
        nobody = step.name is Must.ADDRESSES and not self.unreached_names
        return "nobody" if nobody else step.name

    def can_change(self, step: Step, who: Account) -> bool:
        """Once it is done. Nothing is left to change of who is confirmed, and a round
        is changed on its own page."""
        once = (AskedFor.CONFIRMED, AskedFor.ROUND)
        return step.is_for(who) and step.name not in once

    def where(self, step: Step) -> str:
        return _WHERE[step.name].format(id=self.ready.school.id)


def where_from_outside(step: Step, school_id: str) -> str:
    """Where who sets the school up does a step."""
    path = _WHERE[step.name].format(id=school_id)
    return f"{_FROM_OUTSIDE.format(id=school_id)}{path}" if path[0] == "#" else path


def page_for(who: Account, school_id: str) -> str:
    """Where the whole list is, for somebody of the school or of its owner."""
    inside = who.body_id == school_id
    return "/staff/readiness" if inside else _FROM_OUTSIDE.format(id=school_id)


def of(school_id: str, now: datetime) -> Checklist:
    """Raises NotFound for a body that is no school."""
    ready = readiness.of(school_id, now)
    planned = rounds.of_school(school_id)
    facts = SchoolFacts(
        school=ready.school,
        classes=len(schools.classes(school_id)),
        done=ready.done,
        people=ready.people,
        owners=ready.owners,
        rounds=len(planned),
        today=local_day(now),
    )
    return Checklist(ready, facts, tuple(planned), tuple(_off(ready, planned, now)))


def look(school_id: str, now: datetime) -> tuple[Checklist, Standing, Put]:
    """What keeps it is refused where something changes meanwhile. Raises NotFound for a
    body that is no school."""
    school = schools.get(school_id)
    if school is None:
        raise errors.NotFound
    before = standing_store.seen(school.owner_id, school_id)
    found = of(school_id, now)
    times = [(round_.opens_at, round_.closes_at) for round_ in found.rounds]
    standing = standing_of(found.facts, times, now)
    kept = standing_store.put_standing(school.owner_id, school_id, before, standing)
    return found, standing, kept


def look_and_keep(school_id: str, now: datetime) -> Standing:
    """Raises NotFound, Unavailable."""
    _, standing, kept = look(school_id, now)
    with suppress(transaction.Refused):  # who changed something looks, too
        transaction.commit(kept)
    return standing


def _off(
    ready: Readiness, planned: list[RoundInList], now: datetime
) -> list[RoundInList]:
    """Those whose last day is no school day, or one on which most schools are
    closed."""
    return [
        round_
        for round_ in planned
        if round_.openness(now) is not Openness.CLOSED
        and (
            usually_off(day := local_day(round_.closes_at))
            or not is_school_day(ready.school.calendar, day)
        )
    ]
