"""The audit log in ``casework``: rows are only ever added.

The mark of a row is made with a secret of the staff side: who can write to the table
alone cannot make one.
"""

import heapq
import hmac
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime

from chalicelib.audit.entry import Entry, next_entry
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.core.settings import settings
from chalicelib.crypto.sealing import keyed_hash
from chalicelib.crypto.secret_keys import Secret
from chalicelib.storage import database, keys, records, transaction
from chalicelib.storage.codec import Row
from chalicelib.storage.readable import those_readable
from chalicelib.storage.writes import Put, Write

_TRIES = 12
"""Of one person in many tabs at the same moment: nobody else writes to their chain."""
_AT_A_TIME = 110
_WORDS = frozenset(Event)


def record(
    event: Event,
    body_id: str,
    by: str,
    about: str,
    at: datetime,
    writes: Iterable[Write] = (),
) -> None:
    """The writes and the entry that says so, in one transaction: ``by`` an account's id
    or ``SYSTEM``, ``about`` as an entry's ``subject``.

    Tried again where another entry of the same person took the number. Raises Refused
    where one of ``writes`` was.
    """
    planned = tuple(writes)
    for _ in range(_TRIES):
        entry = next_entry(last_of(body_id, by), event, body_id, by, about, at)
        put = _put_entry(entry)  # what cannot be marked begins no chain
        begins = _beginning(entry) if entry.number == 1 else ()
        try:
            transaction.commit(*planned, put, *begins)
            return
        except transaction.Refused as refused:
            if refused.failed - {len(planned)}:
                raise
    raise transaction.Unavailable


def record_if_unchanged(
    event: Event,
    body_id: str,
    by: str,
    about: str,
    at: datetime,
    writes: Iterable[Write],
) -> None:
    """As ``record``; raises ChangedMeanwhile where one of ``writes`` was refused."""
    try:
        record(event, body_id, by, about, at, writes)
    except transaction.Refused:
        raise errors.ChangedMeanwhile from None


def last_of(body_id: str, who: str) -> Entry | None:
    """Somebody's last entry at a body."""
    partition = keys.audit(body_id, who, 0).pk
    rows = database.query(
        settings().casework_table, partition, "", newest_first=True, limit=1
    )
    return next((decode(row) for row in rows), None)


def of_body(body_id: str) -> list[Entry]:
    """All entries, oldest first; those of one second in the order of who wrote them."""
    return list(newest_first(body_id))[::-1]


def newest_first(body_id: str, who: str | None = None) -> Iterator[Entry]:
    """Read from the table as they are asked for; of everybody, or of one. A row whose
    word is no event of ours is left out and said: that the chain is broken there,
    ``marked`` shows."""
    chains = [
        _newest_first(body_id, writer)
        for writer in ([who] if who else writers(body_id))
    ]
    return heapq.merge(
        *chains, key=lambda entry: (entry.at, entry.who, entry.number), reverse=True
    )


def writers(body_id: str) -> list[str]:
    """Who has entries at a body."""
    partition, prefix = keys.audit_chain(body_id, "")
    rows = database.query(settings().casework_table, partition, prefix)
    return [row["sk"].removeprefix(prefix) for row in rows]


def bodies() -> list[str]:
    """Whose logs there are."""
    partition, prefix = keys.audited("")
    rows = database.query(settings().casework_table, partition, prefix)
    return [row["sk"].removeprefix(prefix) for row in rows]


def marked(body_id: str, who: str) -> Iterator[tuple[Entry, bool]]:
    """Somebody's entries, oldest first, each with whether its mark holds."""
    for row in database.query(
        settings().casework_table, keys.audit(body_id, who, 0).pk, ""
    ):
        entry = decode(row)
        yield entry, hmac.compare_digest(row["mark"], _mark(entry))


def _newest_first(body_id: str, who: str) -> Iterator[Entry]:
    partition = keys.audit(body_id, who, 0).pk
    rows = database.query(
        settings().casework_table,
        partition,
        "",
        newest_first=True,
        at_a_time=_AT_A_TIME,
    )
    return those_readable(rows, _known)


def _known(row: Row) -> Entry:
    """Raises ValueError where the word is none of ours."""
    if row["what"] not in _WORDS:
        raise ValueError("what")
    return decode(row)


def _mark(entry: Entry) -> str:
    return keyed_hash(Secret.AUDIT, "audit", entry.hash)


def _beginning(first: Entry) -> tuple[Put]:
    """What says where to look for a chain, written with its first entry. The body's own
    row is everybody's, so it is written before: in the transaction it would hold up who
    comes at once."""
    table, listed = settings().casework_table, keys.audited(first.body_id)
    if database.get(table, listed) is None:
        with suppress(transaction.Refused):
            transaction.commit(Put(table, listed, {}, if_new=True))
    return (Put(table, keys.audit_chain(first.body_id, first.who), {}),)


def _put_entry(entry: Entry) -> Put:
    row = records.encode(entry, "body_id", "number", "who") | {"mark": _mark(entry)}
    key = keys.audit(entry.body_id, entry.who, entry.number)
    return Put(settings().casework_table, key, row, if_new=True)


def decode(row: Row) -> Entry:
    _, body_id, who = row["pk"].split("#")
    number = int(row["sk"])
    return records.decode(Entry, row, body_id=body_id, number=number, who=who)
