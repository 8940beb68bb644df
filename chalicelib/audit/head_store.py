"""The daily heads of the audit logs in ``casework``: rows are only ever added, as in
the logs."""

import hmac
from collections.abc import Iterator
from datetime import date

from chalicelib.audit.head import DayHead
from chalicelib.core.settings import settings
from chalicelib.crypto.sealing import keyed_hash
from chalicelib.crypto.secret_keys import Secret
from chalicelib.storage import database, keys, records, transaction
from chalicelib.storage.codec import Row
from chalicelib.storage.writes import Put


def put(head: DayHead) -> None:
    """Raises Refused where that day has its head."""
    row = records.encode(head, "body_id", "day") | {"mark": _mark(head)}
    key = keys.audit_head(head.body_id, head.day.isoformat())
    transaction.commit(Put(settings().casework_table, key, row, if_new=True))


def last(body_id: str) -> DayHead | None:
    partition, prefix = keys.audit_head(body_id, "")
    table = settings().casework_table
    rows = database.query(table, partition, prefix, newest_first=True, limit=1)
    return next((decode(body_id, row) for row in rows), None)


def marked(body_id: str) -> Iterator[tuple[DayHead, bool]]:
    """All heads, oldest first, each with whether its mark holds."""
    partition, prefix = keys.audit_head(body_id, "")
    for row in database.query(settings().casework_table, partition, prefix):
        head = decode(body_id, row)
        yield head, hmac.compare_digest(row["mark"], _mark(head))


def last_joined() -> date | None:
    """The last day whose heads are all written; None before the first."""
    partition, prefix = keys.joined("")
    table = settings().casework_table
    rows = database.query(table, partition, prefix, newest_first=True, limit=1)
    return next(
        (date.fromisoformat(row["sk"].removeprefix(prefix)) for row in rows), None
    )


def note_joined(day: date) -> None:
    transaction.commit(Put(settings().casework_table, keys.joined(day.isoformat()), {}))


def _mark(head: DayHead) -> str:
    return keyed_hash(Secret.AUDIT, "audit head", head.hash)


def decode(body_id: str, row: Row) -> DayHead:
    day = row["sk"].removeprefix(keys.audit_head(body_id, "").sk)
    return records.decode(DayHead, row, body_id=body_id, day=date.fromisoformat(day))
