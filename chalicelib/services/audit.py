"""The school owner reads the audit log, its own and its schools'; reading it is written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from chalicelib.domain.accounts import Account, Action
from chalicelib.domain.audit import Entry, Wanted
from chalicelib.services import refusals
from chalicelib.stores import accounts, audit, schools

MOST_SHOWN = 100
MOST_EXPORTED = 20_000


@dataclass(frozen=True, slots=True)
class Log:
    """The newest first. ``more`` says that some that were wanted are left out; ``bodies`` has the
    owner itself (named None) and its schools, ``names`` the people by account id."""

    body_id: str
    bodies: Mapping[str, str | None]
    entries: list[Entry]
    more: bool
    names: Mapping[str, str]


def read(account: Account, body_id: str, wanted: Wanted, now: datetime) -> Log:
    """Raises NotFound for what is not the account's to read, Unavailable."""
    return _read(account, body_id, wanted, MOST_SHOWN, "read_audit", now)


def export(account: Account, body_id: str, wanted: Wanted, now: datetime) -> Log:
    """The same for a file. Raises as ``read`` does."""
    return _read(account, body_id, wanted, MOST_EXPORTED, "exported_audit", now)


def note_refusal(account: Account, where: str, now: datetime) -> None:
    """Somebody asked for what is not theirs, or is not there: nobody learns which."""
    audit.write_with((), account.body_id, now, account.id, "refused", where)


def _read(
    account: Account, body_id: str, wanted: Wanted, most: int, what: str, now: datetime
) -> Log:
    bodies = _bodies(account)
    if body_id not in bodies:
        raise refusals.NotFound
    audit.write_with((), body_id, now, account.id, what, "")
    found = (entry for entry in audit.newest_first(body_id, wanted.who) if wanted.lets(entry))
    entries = list(islice(found, most + 1))
    people = {*accounts.of_body(body_id), *accounts.of_body(account.body_id)}
    names = {one.id: one.name for one in people}
    return Log(body_id, bodies, entries[:most], len(entries) > most, names)


def _bodies(account: Account) -> dict[str, str | None]:
    if not account.may(Action.READ_AUDIT):
        raise refusals.NotFound
    owned = {one.id: one.name for one in schools.of_owner(account.body_id)}
    return {account.body_id: None, **owned}
