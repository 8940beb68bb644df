"""Accounts of the staff side, and who may do what."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.accounts import email_address


class Role(StrEnum):
    """What a person is to the service. Teachers and members stand at a school,
    administrators and owners at a school owner, the programme at a body of its own."""

    TEACHER = "teacher"
    MEMBER = "member"
    OWNER = "owner"
    PROGRAMME = "programme"
    ADMINISTRATOR = "administrator"


class Function(StrEnum):
    """What a member of the resource group is at the school."""

    LEADERSHIP = "leadership"
    HEALTH_SERVICE = "health_service"
    SOCIAL_TEACHER = "social_teacher"
    OTHER = "other"


class Position(StrEnum):
    """What a person is where they work, in the one list people choose from: the
    functions of the resource group, with the principal first, and the other roles."""

    PRINCIPAL = "principal"
    LEADERSHIP = "leadership"
    HEALTH_SERVICE = "health_service"
    SOCIAL_TEACHER = "social_teacher"
    OTHER = "other"
    TEACHER = "teacher"
    OWNER = "owner"
    ADMINISTRATOR = "administrator"
    PROGRAMME = "programme"


AT_SCHOOL = tuple(Position)[:6]
AT_OWNER = (Position.OWNER, Position.ADMINISTRATOR)


class Action(StrEnum):
    SEE_INBOX = "see_inbox"
    ANSWER_PUPILS = "answer_pupils"
    SEE_IDENTIFIED = "see_identified"
    WORK_CASES = "work_cases"
    KEEP_LOG = "keep_log"
    SEND_REFERRAL = "send_referral"
    FOLLOW_OWN_REFERRAL = "follow_own_referral"
    SET_UP_SCHOOLS = "set_up_schools"
    SET_UP_MEMBERS = "set_up_members"
    CONFIRM_PEOPLE = "confirm_people"
    RUN_ROUNDS = "run_rounds"
    SEE_PROGRESS = "see_progress"
    TALK_WHEN_ASKED = "talk_when_asked"
    UNLOCK_CONFIDENTIAL = "unlock_confidential"
    READ_AUDIT = "read_audit"
    SEE_REPORT = "see_report"
    SEE_SUMS = "see_sums"
    ENTER_PROGRAMME = "enter_programme"
    SET_RETENTION = "set_retention"
    ERASE = "erase"


MAY: dict[Action, frozenset[Role]] = {
    Action.SEE_INBOX: frozenset({Role.MEMBER, Role.OWNER}),
    Action.ANSWER_PUPILS: frozenset({Role.MEMBER}),
    Action.SEE_IDENTIFIED: frozenset({Role.MEMBER, Role.OWNER}),
    Action.WORK_CASES: frozenset({Role.MEMBER, Role.OWNER}),
    Action.KEEP_LOG: frozenset({Role.MEMBER}),
    Action.SEND_REFERRAL: frozenset({Role.TEACHER, Role.MEMBER}),
    Action.FOLLOW_OWN_REFERRAL: frozenset({Role.TEACHER, Role.MEMBER}),
    Action.SET_UP_SCHOOLS: frozenset({Role.OWNER, Role.ADMINISTRATOR}),
    Action.SET_UP_MEMBERS: frozenset({Role.OWNER, Role.ADMINISTRATOR}),
    Action.CONFIRM_PEOPLE: frozenset({Role.MEMBER, Role.OWNER}),
    Action.RUN_ROUNDS: frozenset({Role.MEMBER}),
    Action.SEE_PROGRESS: frozenset({Role.TEACHER, Role.MEMBER}),
    Action.TALK_WHEN_ASKED: frozenset({Role.TEACHER, Role.MEMBER}),
    Action.UNLOCK_CONFIDENTIAL: frozenset({Role.OWNER}),
    Action.READ_AUDIT: frozenset({Role.OWNER}),
    Action.SEE_REPORT: frozenset({Role.MEMBER}),
    Action.SEE_SUMS: frozenset({Role.OWNER}),
    Action.ENTER_PROGRAMME: frozenset({Role.PROGRAMME}),
    Action.SET_RETENTION: frozenset({Role.OWNER}),
    Action.ERASE: frozenset({Role.MEMBER, Role.OWNER}),
}
"""Who may do what, each within its own body: what is another's does not exist for
them."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who signs in. ``body_id`` is the school, or the school owner, the
    account is at.

    ``confirmed``: the school owner or the principal knows that it is who it should be.
    Until then the person can sign in, and may do nothing. ``bounced_at``: since when
    mail to the address does not arrive; None while it does. ``invited_at``: when the
    mail that says where to sign in was last put in the outbox for this address.
    ``classes``: the ids of those they are the class teacher of; one may have closed.
    """

    id: str
    body_id: str
    role: Role
    name: str
    email: str
    language: str
    function: Function | None = None
    is_principal: bool = False
    active: bool = True
    version: int = 1
    confirmed: bool = True
    bounced_at: datetime | None = None
    invited_at: datetime | None = None
    classes: tuple[str, ...] = ()

    @property
    def shown_email(self) -> str:
        """The address as people write it."""
        return email_address.shown(self.email)

    @property
    def position(self) -> Position:
        if self.role is not Role.MEMBER:
            return Position(self.role)
        if self.is_principal:
            return Position.PRINCIPAL
        return Position(self.function or Function.OTHER)

    def placed(self, position: Position) -> "Account":
        """The account in that position. Who becomes the principal is of the leadership;
        whoever is it already stays what they are beside it."""
        if position is self.position:
            return self
        if position not in AT_SCHOOL or position is Position.TEACHER:
            role, function = Role(position), None
        elif position is Position.PRINCIPAL:
            role, function = Role.MEMBER, Function.LEADERSHIP
        else:
            role, function = Role.MEMBER, Function(position)
        is_principal = position is Position.PRINCIPAL
        return replace(self, role=role, function=function, is_principal=is_principal)

    @property
    def let_in(self) -> bool:
        """Here, and known to be who it should be."""
        return self.active and self.confirmed

    @property
    def waits(self) -> bool:
        """Somebody must first say that it is who it should be."""
        return self.active and not self.confirmed

    @property
    def unreached(self) -> bool:
        """Here, and mail comes back."""
        return self.active and self.bounced_at is not None

    @property
    def answers_requests(self) -> bool:
        """Whether they answer who asks what there is about a pupil: the principal for
        the school, the nurse for the health service, the owner for what is theirs."""
        nurse = self.function is Function.HEALTH_SERVICE
        answers = self.is_principal or nurse or self.role is Role.OWNER
        return answers and self.may(Action.WORK_CASES)

    def may(self, action: Action) -> bool:
        return self.let_in and self.role in MAY[action]


def has_nurse(people: Iterable[Account]) -> bool:
    """Whether somebody of the school health service is let in among those of a
    school."""
    function = Function.HEALTH_SERVICE
    return any(
        person.may(Action.SEE_INBOX) and person.function is function
        for person in people
    )


_OF_OURS = ("version", "invited_at")
_ACCESS = ("email", "role", "function", "is_principal")
"""Who it is and what they may see hang on these."""


def changed_fields(before: Account, after: Account) -> tuple[str, ...]:
    """The names of what differs, never what stands there."""
    names = (field.name for field in fields(Account) if field.name not in _OF_OURS)
    return tuple(
        name for name in names if getattr(before, name) != getattr(after, name)
    )


def access_changed(before: Account, after: Account) -> bool:
    """Whether somebody else could come to see something by it; who comes back is let in
    anew."""
    comes_back = after.active and not before.active
    return comes_back or any(name in _ACCESS for name in changed_fields(before, after))


def may_confirm(who: Account, person: Account) -> bool:
    """The school owner, and the school's principal; nobody what is their own."""
    principal_here = who.is_principal and who.body_id == person.body_id
    knows = who.role is Role.OWNER or principal_here
    return who.may(Action.CONFIRM_PEOPLE) and knows and who.email != person.email
