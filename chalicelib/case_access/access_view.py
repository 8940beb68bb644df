"""Who has access to a case and why, and whether it is being handed over, as its pages
show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.cases.case import Case
from chalicelib.cases.entry import EntryKind, ReadEntry
from chalicelib.cases.may_open import (
    Right,
    glass_of,
    may_be_offered,
    may_lead,
    may_take,
    right_of,
)

_ORDER = list(Right)


@dataclass(frozen=True, slots=True)
class AccessLine:
    """``until``: when it ends by itself."""

    account_id: str
    name: str
    right: Right
    until: datetime | None


@dataclass(frozen=True, slots=True)
class OfferShown:
    """``mine``: the reader is asked; ``withdraws``: they may take it back. ``reason``
    is what was written with it."""

    to: str
    by: str
    at: datetime
    reason: str
    mine: bool
    withdraws: bool


@dataclass(frozen=True, slots=True)
class AccessView:
    """``receivers`` are whom the reader may offer it to, by id and name."""

    lines: list[AccessLine]
    offer: OfferShown | None
    receivers: list[tuple[str, str]]
    leads: bool
    can_take: bool


def access_view(
    case: Case,
    entries: Iterable[ReadEntry],
    people: Mapping[str, Account],
    account: Account,
    now: datetime,
) -> AccessView:
    """``people`` are those of the body by id."""
    leads = may_lead(account, case, now)
    asks = leads and case.waits and case.offer is None
    receivers = [
        (person.id, person.name)
        for person in people.values()
        if asks and may_be_offered(person, case, now)
    ]
    return AccessView(
        lines=_lines(case, people, now),
        offer=_offer(case, entries, people, account, leads),
        receivers=receivers,
        leads=leads,
        can_take=may_take(account, case, now, people),
    )


def _lines(
    case: Case, people: Mapping[str, Account], now: datetime
) -> list[AccessLine]:
    found = []
    for person in people.values():
        if right := right_of(person, case, now):
            glass = glass_of(person.id, case, now) if right is Right.GLASS else None
            until = glass.until if glass else None
            found.append(AccessLine(person.id, person.name, right, until))
    return sorted(found, key=lambda line: _ORDER.index(line.right))


def _offer(
    case: Case,
    entries: Iterable[ReadEntry],
    people: Mapping[str, Account],
    account: Account,
    leads: bool,
) -> OfferShown | None:
    offer = case.offer
    if offer is None:
        return None
    written = [read for read in entries if read.entry.kind is EntryKind.OFFERED]
    names = [people[id_].name if id_ in people else "" for id_ in (offer.to, offer.by)]
    return OfferShown(
        to=names[0],
        by=names[1],
        at=offer.at,
        reason=written[-1].text("reason") if written else "",
        mine=offer.to == account.id,
        withdraws=leads,
    )
