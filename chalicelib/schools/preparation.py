"""Whether a school is ready for a round: what must be there, and what of it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from chalicelib.accounts.account import Account, Action, Function, Role

LOOK_BEFORE = timedelta(minutes=15)
"""So long before a round opens by the clock it is looked at whether the school is
ready."""


class Must(StrEnum):
    LEADERSHIP = "leadership"
    HEALTH_SERVICE = "health_service"
    PRINCIPAL = "principal"
    ADDRESSES = "addresses"
    OWNER_CONTACT = "owner_contact"
    COURSE = "course"
    WORKSHOP = "workshop"
    ON_DUTY = "on_duty"


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a school has done before its first round, and whether its owner has unlocked
    confidential rounds. ``version`` 0: nothing is written down yet."""

    course_on: date | None = None
    workshop_on: date | None = None
    on_duty: str = ""
    unlocked_by: str = ""
    unlocked_at: datetime | None = None
    unlock_reason: str = ""
    version: int = 0

    @property
    def unlocked(self) -> bool:
        return self.unlocked_at is not None


@dataclass(frozen=True, slots=True)
class Point:
    must: Must
    met: bool


def points(
    done: Preparation, people: Iterable[Account], owners: Iterable[Account], today: date
) -> tuple[Point, ...]:
    """Every must with whether it is met, in the order one sets a school up."""
    group = [
        person for person in people if person.let_in and person.role is Role.MEMBER
    ]
    met = {
        Must.LEADERSHIP: any(
            member.function is Function.LEADERSHIP for member in group
        ),
        Must.HEALTH_SERVICE: any(
            member.function is Function.HEALTH_SERVICE for member in group
        ),
        Must.PRINCIPAL: any(member.is_principal for member in group),
        Must.ADDRESSES: bool(group) and not unreached(group),
        Must.OWNER_CONTACT: reaches_owner(owners),
        Must.COURSE: done.course_on is not None and done.course_on <= today,
        Must.WORKSHOP: done.workshop_on is not None and done.workshop_on <= today,
        Must.ON_DUTY: any(member.id == done.on_duty for member in group),
    }
    return tuple(Point(must, met[must]) for must in Must)


def reaches_owner(owners: Iterable[Account]) -> bool:
    """Whether mail reaches somebody who answers for the schools."""
    return any(
        contact.active and contact.role is Role.OWNER and contact.bounced_at is None
        for contact in owners
    )


def unreached(members: Iterable[Account]) -> list[Account]:
    """Whose address has to be put right before they can be told anything."""
    return [member for member in members if member.bounced_at]


def can_be_on_duty(people: Iterable[Account]) -> list[Account]:
    """Who may read what a round brings."""
    return [
        person
        for person in people
        if person.role is Role.MEMBER and person.may(Action.SEE_INBOX)
    ]
