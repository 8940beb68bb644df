"""What has a time and whose time has come: mail, flags' clocks, class checks."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime

from chalicelib.core.settings import settings
from chalicelib.storage import database, keys, transaction
from chalicelib.storage.codec import stamp
from chalicelib.storage.writes import Change

ATTRIBUTES = ("due_shard", "due_at")
"""What a row has while something waits for its time; without them, nothing does."""


def due(key: keys.Key, at: datetime) -> dict[str, str]:
    """Those attributes, for the row of the key."""
    return {"due_shard": keys.due_shard(key), "due_at": stamp(at)}


def until(
    now: datetime, shards: Iterable[int] = range(keys.SHARDS)
) -> Iterator[keys.Key]:
    """Keys from the index; what stands in the row may have changed since: read it."""
    for shard in shards:
        table, index = settings().answers_table, keys.DUE_INDEX
        yield from database.query_due(table, index, f"DUE#{shard}", now)


def put_off(key: keys.Key, until_: datetime) -> bool:
    """Whether there is such a row. It stays due, and one looks at it again at
    ``until_``; where it has changed in the meantime it stays as it is."""
    row = database.get(settings().answers_table, key)
    if row is None or "due_at" not in row:
        return False
    later, expected = {"due_at": stamp(until_)}, {"due_at": row["due_at"]}
    with suppress(transaction.Refused):
        transaction.commit(
            Change(settings().answers_table, key, later, expected=expected)
        )
    return True
