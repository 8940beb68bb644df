"""Whether a school is ready for a round. Nothing that reads what staff type: the clock
asks too."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.core import errors, local_time
from chalicelib.schools import preparation_store
from chalicelib.schools import store as schools
from chalicelib.schools.preparation import (
    Point,
    Preparation,
    can_be_on_duty,
    points,
)
from chalicelib.schools.school import School


@dataclass(frozen=True, slots=True)
class Readiness:
    """``people`` are the school's accounts, ``owners`` those at its school owner."""

    school: School
    done: Preparation
    points: tuple[Point, ...]
    people: tuple[Account, ...]
    owners: tuple[Account, ...]

    @property
    def ready(self) -> bool:
        return all(point.met for point in self.points)

    @property
    def members(self) -> list[Account]:
        """Those who can be on duty."""
        return can_be_on_duty(self.people)

    def member(self, account_id: str) -> Account | None:
        return next(
            (member for member in self.members if member.id == account_id), None
        )

    def stops(self, on_duty: str | None) -> tuple[str, ...]:
        """Why a round with this person on duty may not open now: fixed words, none
        where it may."""
        here = {None, *(member.id for member in self.members)}
        reasons = {"not_ready": not self.ready, "on_duty_gone": on_duty not in here}
        return tuple(reason for reason, holds in reasons.items() if holds)


def of(school_id: str, now: datetime) -> Readiness:
    """Raises NotFound for a body that is no school."""
    school = schools.get(school_id)
    if school is None:
        raise errors.NotFound
    people, owners = accounts.of_body(school_id), accounts.of_body(school.owner_id)
    done = preparation_store.get(school_id)
    found = points(done, people, owners, local_time.local_day(now))
    return Readiness(school, done, found, tuple(people), tuple(owners))
