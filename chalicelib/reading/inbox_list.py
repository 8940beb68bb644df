"""What waits for somebody, as a list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.items.filter import Filter, in_order
from chalicelib.items.item import Item
from chalicelib.items.may_read import may_know_referrer, may_read
from chalicelib.items.search import is_meant
from chalicelib.reading.own_items import (
    check_may_enter,
    everything,
    held_here,
    schools_of,
)
from chalicelib.reading.second_person import may_decide


@dataclass(frozen=True, slots=True)
class InboxList:
    """What the filter lets through, in order, and how much is open beside it.

    ``names`` has the people of the body by account id; ``schools`` the schools' names
    by id, for a school owner, who has several. ``shut`` has the ``ref`` of what the
    account may read only after writing down why; ``to_decide`` is how many others want
    erased and the account decides on.
    """

    items: list[Item]
    open: int
    unopened: int
    names: Mapping[str, str]
    schools: Mapping[str, str]
    shut: frozenset[str]
    to_decide: int


def list_items(account: Account, wanted: Filter, now: datetime) -> InboxList:
    """What waits at the account's own school or school owner. Nothing sealed is opened
    for it.

    Raises NotFound for a role that has no inbox, Unavailable.
    """
    return _listed(account, now, lambda item, _: wanted.lets(item, account.id))


def search(account: Account, text: str, now: datetime) -> InboxList:
    """What somebody looks for among all that was or is in the same inbox: see
    ``items.search``. Raises as ``list_items``."""

    def is_found(item: Item, names: Mapping[str, str]) -> bool:
        known = may_know_referrer(account, item)
        referrer = names.get(item.referrer or "", "") if known else ""
        return is_meant(item, referrer, text)

    return _listed(account, now, is_found)


def _listed(
    account: Account,
    now: datetime,
    is_wanted: Callable[[Item, Mapping[str, str]], bool],
) -> InboxList:
    check_may_enter(account)
    people = accounts.of_body(account.body_id)
    all_items = held_here(everything(account, now), people)
    names = {person.id: person.name for person in people}
    open_ones = [item for item in all_items if item.is_open]
    return InboxList(
        in_order(item for item in all_items if is_wanted(item, names)),
        len(open_ones),
        sum(item.handling.opened is None for item in open_ones),
        names,
        schools_of(account),
        frozenset(item.ref for item in open_ones if not may_read(account, item)),
        sum(may_decide(account, item) for item in all_items),
    )
