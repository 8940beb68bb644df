"""Who may open a case, and by what right: its team by default. Everybody else who works
with cases sees in the list that there is one, and how far it has come; with a written
reason they open it for some hours."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.accounts.account import MAY, Account, Action, Function, Role
from chalicelib.cases.case import KEPT_IN_THE_HEADER, Case, Glass
from chalicelib.items.inbox_id import Audience, may_see

GLASS_LASTS = timedelta(hours=8)
"""A working day: who must read on tomorrow says why once more, or is added."""


class Right(StrEnum):
    """The first that holds. ``office``: who answers for it by what they are: the
    principal; for what is the school health service's or the school owner's, they and
    nobody else. ``glass``: for some hours, with a written reason."""

    RESPONSIBLE = "responsible"
    OFFICE = "office"
    TEAM = "team"
    GLASS = "glass"


_LEAD = {Right.RESPONSIBLE, Right.OFFICE}
_CHANGE = {*_LEAD, Right.TEAM}


def may_know_of(account: Account, case: Case) -> bool:
    return account.may(Action.WORK_CASES) and account.body_id == case.body_id


def right_of(account: Account, case: Case, now: datetime) -> Right | None:
    if not may_know_of(account, case) or not _may_read(account, case.audience):
        return None
    if account.id == case.responsible:
        return Right.RESPONSIBLE
    if _by_office(account, case.audience):
        return Right.OFFICE
    if account.id in case.team:
        return Right.TEAM
    return Right.GLASS if glass_of(account.id, case, now) else None


def may_open(account: Account, case: Case, now: datetime) -> bool:
    return right_of(account, case, now) is not None


def may_change(account: Account, case: Case, now: datetime) -> bool:
    """More than read it and add a note, which is all that who opens it with a reason
    does there."""
    return right_of(account, case, now) in _CHANGE


def may_lead(account: Account, case: Case, now: datetime) -> bool:
    """Says who else is to have it."""
    return right_of(account, case, now) in _LEAD


def may_take(
    account: Account, case: Case, now: datetime, people: Mapping[str, Account]
) -> bool:
    """Becomes responsible without being offered it: who answers for it by office, and,
    where who is responsible has gone, anybody of the team. ``people`` are those of the
    body by id."""
    right = right_of(account, case, now)
    responsible = people.get(case.responsible)
    gone = responsible is None or not can_have(responsible, case)
    return right is Right.OFFICE or (right is Right.TEAM and gone)


def may_break(account: Account, case: Case, now: datetime) -> bool:
    """What a pupil said to the nurse alone nobody opens with a reason: the page where
    they wrote it says that she alone reads it."""
    knows = may_know_of(account, case) and case.audience is Audience.RESOURCE_GROUP
    return knows and not may_open(account, case, now)


def can_have(person: Account, case: Case) -> bool:
    """Whether they are here and it could be theirs at all; somebody may first have to
    confirm who they are."""
    works = person.active and person.role in MAY[Action.WORK_CASES]
    return works and person.body_id == case.body_id and _may_read(person, case.audience)


def may_be_added(person: Account, case: Case, now: datetime) -> bool:
    able = person.let_in and can_have(person, case)
    return able and not may_change(person, case, now)


def may_be_offered(person: Account, case: Case, now: datetime) -> bool:
    """Who may open it already, and is not responsible."""
    return right_of(person, case, now) in (Right.OFFICE, Right.TEAM)


def heir_of(case: Case, people: Iterable[Account], now: datetime) -> Account | None:
    """Who is responsible where nobody is: who answers for it by office, else somebody
    of the team, else of the leadership, else anybody whose it can be; None where nobody
    can read it."""

    def place(person: Account) -> tuple[bool, ...]:
        right = right_of(person, case, now)
        leads = person.function is Function.LEADERSHIP
        return right is not Right.OFFICE, right is not Right.TEAM, not leads

    able = [person for person in people if person.let_in and can_have(person, case)]
    return min(able, key=place, default=None)


def glass_of(account_id: str, case: Case, now: datetime) -> Glass | None:
    """It ends by the clock, also where its row lies on."""
    running = (
        glass
        for glass in case.glasses
        if glass.who == account_id and glass.at <= now < glass.until
    )
    return next(running, None)


def glasses_of_late(case: Case, now: datetime) -> list[Glass]:
    """Whether it runs or is over; the last one last."""
    return [glass for glass in case.glasses if now < glass.until + KEPT_IN_THE_HEADER]


def _may_read(account: Account, audience: Audience) -> bool:
    owners = audience is Audience.OWNER
    return may_see(account, audience) and owners is (account.role is Role.OWNER)


def _by_office(account: Account, audience: Audience) -> bool:
    return account.is_principal or audience is not Audience.RESOURCE_GROUP
