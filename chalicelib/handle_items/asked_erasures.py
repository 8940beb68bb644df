"""Erasures that were asked for, and who is to decide."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Action, Role
from chalicelib.core import errors
from chalicelib.items import store as item_store
from chalicelib.items.inbox_id import (
    InboxId,
    inboxes_at,
    inboxes_of,
    inboxes_of_school,
)
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading import item_content
from chalicelib.reading.second_person import (
    may_decide,
)
from chalicelib.schools import store as schools
from chalicelib.schools.store import SchoolInList


@dataclass(frozen=True, slots=True)
class Asked:
    """An item somebody wants erased, as who decides sees it: nothing of what it
    says."""

    item: Item
    school: str
    asker: str
    asked_at: datetime
    reason: str


def waiting_for(account: Account) -> list[Asked]:
    """What the account is to decide, the longest asked for first."""
    own = inboxes_of(account) if account.may(Action.ERASE) else ()
    items = (item for inbox in own for item in item_store.in_inbox(inbox))
    found = [_asked(item, "") for item in items if may_decide(account, item)] + [
        _asked(item, school.name) for school, item in _at_schools(account)
    ]
    return sorted(found, key=lambda asked: asked.asked_at)


def at_my_schools(account: Account) -> int:
    """How much a school owner is to decide for its schools; one query a school and one
    more."""
    return len(list(_at_schools(account)))


def to_decide(account: Account, body_id: str, kind: ItemKind, item_id: str) -> Asked:
    """Raises NotFound for what is not the account's to decide, Erased."""
    for inbox in inboxes_at(body_id, account):
        item = item_store.get(inbox, kind, item_id)
        if item and may_decide(account, item):
            return _asked(item, "" if body_id == account.body_id else _name(body_id))
        on = item_store.erased_on(inbox, kind, item_id)
        if on and _may_know(account, inbox):
            raise errors.Erased(on)
    raise errors.NotFound


def _may_know(account: Account, inbox: InboxId) -> bool:
    """That there was something, and when it went."""
    if inbox in inboxes_of(account):
        return True
    owned = schools.of_owner(account.body_id) if account.role is Role.OWNER else []
    return inbox.body_id in (school.id for school in owned)


def _asked(item: Item, school: str) -> Asked:
    asked = item.handling.erasure
    assert asked
    asker = accounts.get(item.body_id, asked.who)
    reason = item_content.opened(item, asked.sealed_reason, "erasure")
    return Asked(item, school, asker.name if asker else "", asked.at, reason or "")


def _at_schools(account: Account) -> Iterator[tuple[SchoolInList, Item]]:
    owned = schools.of_owner(account.body_id) if account.role is Role.OWNER else []
    for school in owned:
        for inbox in inboxes_of_school(school.id):
            for item in item_store.in_inbox(inbox):
                if may_decide(account, item):
                    yield school, item


def _name(school_id: str) -> str:
    school = schools.get(school_id)
    return school.name if school else ""
