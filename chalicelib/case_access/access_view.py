"""Who has access to a case and why, and whether it is being handed over, as its pages
show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.cases.case import Case
from chalicelib.cases.entry import EntryKind, ReadEntry
from chalicelib.cases.may_open import (
    Right,
    glass_of,
    may_be_added,
    may_be_offered,
    may_lead,
    may_take,
    right_of,
)
from chalicelib.core.local_time import local_day
from chalicelib.web.language import Texts
from chalicelib.web.near_days import near_day, near_moment

_ORDER = list(Right)
_SAID_IN = {EntryKind.ADDED: Right.TEAM, EntryKind.GLASS: Right.GLASS}
OF_ACCESS = {EntryKind.OFFERED, *_SAID_IN}
"""The kinds of entries that say why."""


@dataclass(frozen=True, slots=True)
class AccessLine:
    """``until``: when it ends by itself. ``reason`` is what was written of why, where
    the entry that says it was opened. ``goes``: the reader may take them out."""

    account_id: str
    name: str
    right: Right
    until: str
    reason: str
    goes: bool


@dataclass(frozen=True, slots=True)
class OfferShown:
    """``mine``: the reader is asked; ``withdraws``: they may take it back. ``reason``
    is what was written with it."""

    to: str
    by: str
    since: str
    reason: str
    mine: bool
    withdraws: bool


@dataclass(frozen=True, slots=True)
class AccessView:
    """``receivers`` are whom the reader may offer it to, ``colleagues`` whom they may
    add, by id and name."""

    lines: list[AccessLine]
    offer: OfferShown | None
    receivers: list[tuple[str, str]]
    colleagues: list[tuple[str, str]]
    leads: bool
    can_take: bool


def access_view(
    case: Case,
    entries: Sequence[ReadEntry],
    people: Mapping[str, Account],
    account: Account,
    now: datetime,
    t: Texts,
) -> AccessView:
    """``people`` are those of the body by id."""
    leads = may_lead(account, case, now)
    asks = leads and case.waits and case.offer is None
    whom = people.values()
    able = [who for who in whom if asks and may_be_offered(who, case, now)]
    outside = [who for who in whom if leads and may_be_added(who, case, now)]
    return AccessView(
        lines=_lines(case, entries, people, account, now, t),
        offer=_offer(case, entries, people, account.id, leads, now, t),
        receivers=[(person.id, person.name) for person in able],
        colleagues=[(person.id, person.name) for person in outside],
        leads=leads,
        can_take=may_take(account, case, now, people),
    )


def _lines(
    case: Case,
    entries: Sequence[ReadEntry],
    people: Mapping[str, Account],
    account: Account,
    now: datetime,
    t: Texts,
) -> list[AccessLine]:
    found = []
    for person in people.values():
        right = right_of(person, case, now)
        if right is None:
            continue
        glass = glass_of(person.id, case, now) if right is Right.GLASS else None
        own = person.id == account.id or may_lead(account, case, now)
        line = AccessLine(
            account_id=person.id,
            name=person.name,
            right=right,
            until=near_moment(t, glass.until, now) if glass else "",
            reason=_reason(person.id, right, entries),
            goes=right is Right.TEAM and own,
        )
        found.append(line)
    return sorted(found, key=lambda line: _ORDER.index(line.right))


def _reason(account_id: str, right: Right, entries: Sequence[ReadEntry]) -> str:
    """The last one written."""
    said = [
        read.text("reason")
        for read in entries
        if right is _SAID_IN.get(read.entry.kind)
        and (read.text("who") or read.entry.by) == account_id
    ]
    return said[-1] if said else ""


def _offer(
    case: Case,
    entries: Sequence[ReadEntry],
    people: Mapping[str, Account],
    account_id: str,
    leads: bool,
    now: datetime,
    t: Texts,
) -> OfferShown | None:
    offer = case.offer
    if offer is None:
        return None
    written = [read for read in entries if read.entry.kind is EntryKind.OFFERED]
    names = [people[id_].name if id_ in people else "" for id_ in (offer.to, offer.by)]
    return OfferShown(
        to=names[0],
        by=names[1],
        since=near_day(t, local_day(offer.at), now),
        reason=written[-1].text("reason") if written else "",
        mine=offer.to == account_id,
        withdraws=leads and offer.to != account_id,
    )
