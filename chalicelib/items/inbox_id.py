"""Whose an item is: all that stands in one inbox has the same readers."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from chalicelib.accounts.account import Account, Action, Function, Role
from chalicelib.outbox.recipients import Recipients


class Audience(StrEnum):
    """Who may see a finding: the resource group, or the school owner where no school
    role may. What a pupil sends to the school nurse (never a finding) is for the health
    service alone."""

    RESOURCE_GROUP = "resource_group"
    HEALTH_SERVICE = "health_service"
    OWNER = "owner"

    @property
    def circle(self) -> Recipients:
        """Who is told together of what these may read."""
        return _CIRCLES[self]


_CIRCLES = {
    Audience.RESOURCE_GROUP: Recipients.GROUP,
    Audience.HEALTH_SERVICE: Recipients.NURSE,
    Audience.OWNER: Recipients.OWNER,
}


@dataclass(frozen=True, slots=True)
class InboxId:
    """``body_id`` is the school, or the school owner for what no school role may
    see."""

    body_id: str
    audience: Audience

    @property
    def name(self) -> str:
        """In keys. What is for the health service alone stands apart: nobody else's
        pages ask for it."""
        apart = self.audience is Audience.HEALTH_SERVICE
        return f"{self.body_id}#NURSE" if apart else self.body_id


@lru_cache(maxsize=1024)
def inbox_for(audience: Audience, school_id: str, owner_id: str) -> InboxId:
    return InboxId(owner_id if audience is Audience.OWNER else school_id, audience)


def inboxes_of_school(school_id: str) -> tuple[InboxId, InboxId]:
    """The resource group's, and the one for the health service alone."""
    group, alone = Audience.RESOURCE_GROUP, Audience.HEALTH_SERVICE
    return InboxId(school_id, group), InboxId(school_id, alone)


def inboxes_of_pupils(school_id: str, owner_id: str) -> tuple[InboxId, ...]:
    """All that what pupils of the school send may stand in."""
    return tuple(inbox_for(audience, school_id, owner_id) for audience in Audience)


def inboxes_at(body_id: str, account: Account) -> tuple[InboxId, ...]:
    """All at the account's own body, or at a school, whoever of its people may read
    them."""
    if account.role is Role.OWNER and body_id == account.body_id:
        return (InboxId(body_id, Audience.OWNER),)
    return inboxes_of_school(body_id)


def inboxes_of(account: Account) -> tuple[InboxId, ...]:
    """Those whose items the account may see, the one for all its colleagues first."""
    if not account.may(Action.SEE_INBOX):
        return ()
    here = inboxes_at(account.body_id, account)
    return tuple(inbox for inbox in here if may_see(account, inbox.audience))


def may_see(account: Account, audience: Audience) -> bool:
    """Whose body it is has been looked at before."""
    alone = audience is Audience.HEALTH_SERVICE
    return not alone or account.function is Function.HEALTH_SERVICE
