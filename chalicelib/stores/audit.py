"""The audit log in ``casework``: rows are only ever added.

The mark of a row is made with a secret of the staff side: who can write to the table alone
cannot make one.
"""

import hmac
from collections.abc import Iterator
from datetime import datetime

from chalicelib.config import settings
from chalicelib.domain.audit import WORDS, Entry, next_entry
from chalicelib.sealing import keyed_hash
from chalicelib.secret_keys import Secret
from chalicelib.stores import database, keys
from chalicelib.stores.database import Put, Write
from chalicelib.stores.rows import Row, instant, stamp

_TRIES = 6


def write_with(
    writes: tuple[Write, ...], body_id: str, at: datetime, who: str, what: str, subject: str
) -> None:
    """The writes and the entry that says so, in one transaction.

    Tried again where another entry took the number. Raises Refused where one of ``writes`` was;
    ValueError for a ``what`` that nobody could read on the page.
    """
    if what not in WORDS:
        raise ValueError(f"{what}: not one of the words of domain/audit")
    for _ in range(_TRIES):
        entry = next_entry(last(body_id), body_id, at, who, what, subject)
        try:
            database.write(*writes, _to_put(entry))
            return
        except database.Refused as refused:
            if refused.failed - {len(writes)}:
                raise
    raise database.Unavailable


def last(body_id: str) -> Entry | None:
    rows = database.query(
        settings().casework_table, _partition(body_id), "", newest_first=True, limit=1
    )
    return next((_entry(body_id, row) for row in rows), None)


def of_body(body_id: str) -> list[Entry]:
    """All entries, oldest first."""
    return [entry for entry, _ in marked(body_id)]


def newest_first(body_id: str) -> Iterator[Entry]:
    """Read from the table as they are asked for."""
    for row in database.query(settings().casework_table, _partition(body_id), "", True):
        yield _entry(body_id, row)


def marked(body_id: str) -> Iterator[tuple[Entry, bool]]:
    """All entries, oldest first, each with whether its mark holds."""
    for row in database.query(settings().casework_table, _partition(body_id), ""):
        entry = _entry(body_id, row)
        yield entry, hmac.compare_digest(row["mark"], _mark(entry))


def _partition(body_id: str) -> str:
    return keys.audit(body_id, 0).pk


def _mark(entry: Entry) -> str:
    return keyed_hash(Secret.AUDIT, "audit", entry.hash)


def _to_put(entry: Entry) -> Put:
    row = {
        "at": stamp(entry.at),
        "who": entry.who,
        "what": entry.what,
        "subject": entry.subject,
        "before": entry.before,
        "mark": _mark(entry),
    }
    key = keys.audit(entry.body_id, entry.number)
    return Put(settings().casework_table, key, row, if_new=True)


def _entry(body_id: str, row: Row) -> Entry:
    return Entry(
        body_id=body_id,
        number=int(row["sk"]),
        at=instant(row["at"]),
        who=row["who"],
        what=row["what"],
        subject=row["subject"],
        before=row["before"],
    )
