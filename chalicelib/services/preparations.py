"""A school gets ready for its rounds, and its owner unlocks confidential ones."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain import calendar
from chalicelib.domain.accounts import Account
from chalicelib.domain.readiness import (
    Point,
    Preparation,
    can_be_on_duty,
    points,
    unreached,
)
from chalicelib.domain.round_input import PreparationFields
from chalicelib.domain.schools import School
from chalicelib.services import refusals
from chalicelib.services import schools as school_service
from chalicelib.stores import accounts, audit, database, preparations, schools


@dataclass(frozen=True, slots=True)
class Readiness:
    """``members`` are those who can be on duty."""

    school: School
    done: Preparation
    points: tuple[Point, ...]
    members: tuple[Account, ...]

    @property
    def ready(self) -> bool:
        return all(one.met for one in self.points)

    @property
    def unreached(self) -> list[Account]:
        return unreached(self.members)

    def stops(self, on_duty: str | None) -> tuple[str, ...]:
        """Why a round with this person on duty may not open now: fixed words, none where it may."""
        here = {None, *(one.id for one in self.members)}
        reasons = {"not_ready": not self.ready, "on_duty_gone": on_duty not in here}
        return tuple(reason for reason, holds in reasons.items() if holds)


def of(school_id: str, now: datetime) -> Readiness:
    """Raises NotFound for a body that is no school."""
    school = schools.get(school_id)
    if school is None:
        raise refusals.NotFound
    people, owners = accounts.of_body(school_id), accounts.of_body(school.owner_id)
    done = preparations.get(school_id)
    found = points(done, people, owners, calendar.local_day(now))
    return Readiness(school, done, found, tuple(can_be_on_duty(people)))


def write_down(who: Account, seen: int, fields: PreparationFields, now: datetime) -> None:
    """Raises ChangedMeanwhile where ``seen`` is not the latest version."""
    done = preparations.get(who.body_id)
    after = replace(
        done,
        version=seen,
        course_on=fields.course_on,
        workshop_on=fields.workshop_on,
        on_duty=fields.on_duty,
    )
    _write(who, who.body_id, after, "changed_readiness", now)


def unlock(who: Account, school_id: str, seen: int, reason: str, now: datetime) -> None:
    """The school may hold confidential rounds from now on. An empty reason locks again: rounds
    that are set up already keep their mode. Raises NotFound, ChangedMeanwhile."""
    school_service.mine(who, school_id)
    done = preparations.get(school_id)
    after = replace(
        done,
        version=seen,
        unlocked_by=who.id if reason else "",
        unlocked_at=now if reason else None,
        unlock_reason=reason,
    )
    what = "unlocked_confidential" if reason else "locked_confidential"
    _write(who, school_id, after, what, now)


def _write(who: Account, school_id: str, after: Preparation, what: str, now: datetime) -> None:
    write = preparations.to_write(school_id, after)
    try:
        audit.write_with((write,), school_id, now, who.id, what, school_id)
    except database.Refused:
        raise refusals.ChangedMeanwhile from None
