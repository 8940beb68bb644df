"""The resource group, or the school owner, sees what waits and opens it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.accounts import Account, Action, Function, Role
from chalicelib.domain.inbox import Deed, Filter, Item, Kind, in_order
from chalicelib.domain.outbox import Told
from chalicelib.services import contents, refusals
from chalicelib.services.contents import Content
from chalicelib.stores import accounts, audit, database, inbox, outbox, schools

_OTHERS = 40
"""More than a person looks through in a list of choices; the page stays quick with 500 open."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What the filter lets through, in order, and how much is open beside it.

    ``names`` has the people of the body by account id; ``schools`` the schools' names by id, for
    a school owner, who has several.
    """

    items: list[Item]
    open: int
    unopened: int
    names: Mapping[str, str]
    schools: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """One item as its reader sees it.

    ``may_read`` is false where a written reason is wanted first. ``content`` is empty then, and
    while nobody has opened it. ``told`` has the mails, ``others`` the first it can be joined with,
    ``joined`` what was joined with it, ``schools`` as in ``Listed``.
    """

    item: Item
    may_read: bool
    content: Content
    told: list[Told]
    joined: list[Item]
    others: list[Item]
    people: list[Account]
    names: Mapping[str, str]
    schools: Mapping[str, str]


def list_items(account: Account, wanted: Filter) -> Listed:
    """What waits at the account's own school or school owner. Nothing sealed is opened for it.

    Raises NotFound for a role that has no inbox, Unavailable.
    """
    _check(account)
    everything = inbox.of_body(account.body_id)
    open_ones = [item for item in everything if item.is_open]
    return Listed(
        in_order(item for item in everything if wanted.lets(item, account.id)),
        len(open_ones),
        sum(item.handling.opened is None for item in open_ones),
        {one.id: one.name for one in accounts.of_body(account.body_id)},
        _schools(account),
    )


def own(account: Account, kind: Kind, item_id: str) -> Item:
    """An item stands under the school or the owner it is for: no other body's is ever found.
    Raises NotFound, and Erased where it was erased on request."""
    _check(account)
    item = inbox.get(account.body_id, kind, item_id)
    if item is None:
        gone_on = inbox.erased_on(account.body_id, kind, item_id)
        raise refusals.Erased(gone_on) if gone_on else refusals.NotFound
    return item


def see(account: Account, kind: Kind, item_id: str, now: datetime) -> Seen:
    """One item; reading what names a pupil is written down. Raises NotFound, Unavailable."""
    item = own(account, kind, item_id)
    readable = item.handling.opened is not None and may_read(account, item)
    if readable and item.identified:
        audit.write_with((), item.body_id, now, account.id, f"read_{item.kind}", item.id)
    everything = inbox.of_body(account.body_id)
    people = accounts.of_body(account.body_id)
    return Seen(
        item=item,
        may_read=may_read(account, item),
        content=contents.of(item) if readable else contents.NOTHING,
        told=outbox.those(item.school_id, item.mails),
        joined=[one for one in everything if one.ref in item.handling.joined],
        others=in_order(one for one in everything if one.is_open and one.ref != item.ref)[:_OTHERS],
        people=[one for one in people if one.active and one.may(Action.SEE_INBOX)],
        names={one.id: one.name for one in people},
        schools=_schools(account),
    )


def open_item(account: Account, kind: Kind, item_id: str, now: datetime) -> None:
    """Stop the item's clock and write down who opened it. Opening it again changes nothing, but
    is written down too. Raises NotFound, Unavailable."""
    item = own(account, kind, item_id)
    try:
        opening = (inbox.to_open(item, Deed(account.id, now)),)
        audit.write_with(opening, item.body_id, now, account.id, f"opened_{kind}", item.id)
    except database.Refused:
        audit.write_with((), item.body_id, now, account.id, f"read_{kind}", item.id)


def may_read(account: Account, item: Item) -> bool:
    """The health service is under a stricter confidentiality: it reads what names a pupil where a
    written reason is recorded, or where the nurse sent it herself."""
    if not item.identified or account.function is not Function.HEALTH_SERVICE:
        return True
    return account.id == item.referrer or account.id in item.handling.access


def _schools(account: Account) -> dict[str, str]:
    if account.role is not Role.OWNER:
        return {}
    return {one.id: one.name for one in schools.of_owner(account.body_id)}


def _check(account: Account) -> None:
    if not account.may(Action.SEE_INBOX):
        raise refusals.NotFound
