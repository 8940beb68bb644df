"""The school owner reads the audit log, its own and its schools'; reading it is written
down."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Action
from chalicelib.audit import store as audit
from chalicelib.audit.entry import SYSTEM, Entry, EntryFilter
from chalicelib.audit.event import Event
from chalicelib.audit.item_event import ItemEvent
from chalicelib.core import errors
from chalicelib.items import store as item_store
from chalicelib.items.inbox_id import InboxId, inboxes_at
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading import item_content
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import RoundInList
from chalicelib.schools import store as schools

MOST_SHOWN = 100
MOST_EXPORTED = 20_000
_LET_IN_TO: dict[str, ItemKind] = {
    ItemEvent.ACCESS_WITH_REASON.of(kind): kind for kind in ItemKind
}


@dataclass(frozen=True, slots=True)
class Log:
    """The newest first. ``more`` says that some that were wanted are left out;
    ``bodies`` has the owner itself (named None) and its schools, ``names`` the people
    by account id, ``classes`` their labels, ``reasons`` why who was let in to read
    which item."""

    body_id: str
    bodies: Mapping[str, str | None]
    entries: list[Entry]
    more: bool
    names: Mapping[str, str]
    rounds: Mapping[str, RoundInList]
    classes: Mapping[str, str]
    reasons: Mapping[tuple[str, str], str]


def read(account: Account, body_id: str, wanted: EntryFilter, now: datetime) -> Log:
    """Raises NotFound for what is not the account's to read, Unavailable."""
    return _read(account, body_id, wanted, MOST_SHOWN, Event.READ_AUDIT, now)


def export(account: Account, body_id: str, wanted: EntryFilter, now: datetime) -> Log:
    """The same for a file. Raises as ``read`` does."""
    return _read(account, body_id, wanted, MOST_EXPORTED, Event.EXPORTED_AUDIT, now)


def _read(
    account: Account,
    body_id: str,
    wanted: EntryFilter,
    most: int,
    event: Event,
    now: datetime,
) -> Log:
    bodies = _bodies(account)
    if body_id not in bodies:
        raise errors.NotFound
    audit.record(event, body_id, account.id, "", now)
    found = (
        entry for entry in audit.newest_first(body_id, wanted.who) if wanted.lets(entry)
    )
    entries = list(islice(found, most + 1))
    names = _names(account, body_id, bodies, entries)
    return Log(
        body_id,
        bodies,
        entries[:most],
        len(entries) > most,
        names,
        {round_.id: round_ for round_ in rounds.of_school(body_id)},
        {class_.id: class_.label for class_ in schools.classes(body_id)},
        _reasons(inboxes_at(body_id, account), entries),
    )


def _names(
    account: Account, body_id: str, bodies: Iterable[str], entries: Iterable[Entry]
) -> dict[str, str]:
    """Somebody at a school stands in the owner's own log where they sent what is for
    the owner: its schools' people are looked up only then."""
    names = {person.id: person.name for person in _people(body_id, account.body_id)}
    others = {entry.who for entry in entries} - {SYSTEM, *names}
    if others and body_id == account.body_id:
        names |= {
            person.id: person.name for person in _people(*bodies) if person.id in others
        }
    return names


def _people(*bodies: str) -> Iterator[Account]:
    return chain.from_iterable(accounts.of_body(id_) for id_ in dict.fromkeys(bodies))


def _reasons(
    inboxes: Collection[InboxId], entries: Iterable[Entry]
) -> dict[tuple[str, str], str]:
    """Why somebody was let in to read an item: sealed on it, and gone with it."""
    found = {}
    for entry in entries:
        kind = _LET_IN_TO.get(entry.what)
        if kind and (entry.who, entry.about) not in found:
            item = item_store.find(inboxes, kind, entry.about)
            given = item.handling.access.get(entry.who) if item else None
            if item and given:
                reason = item_content.opened(item, given.sealed_reason, "access")
                found[entry.who, entry.about] = reason or ""
    return found


def _bodies(account: Account) -> dict[str, str | None]:
    if not account.may(Action.READ_AUDIT):
        raise errors.NotFound
    owned = {school.id: school.name for school in schools.of_owner(account.body_id)}
    return {account.body_id: None, **owned}
