"""What has a time and whose time has come: mail, flags' clocks, class checks."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.config import settings
from chalicelib.stores import database, keys


def until(now: datetime) -> Iterator[keys.Key]:
    """Keys from the index; what stands in the row may have changed since: read it."""
    for shard in keys.due_shards():
        yield from database.query_due(settings().answers_table, keys.DUE_INDEX, shard, now)


def dead_letters(now: datetime) -> Iterator[keys.Key]:
    """Mail that was given up."""
    return database.query_due(settings().answers_table, keys.DUE_INDEX, keys.DEAD_SHARD, now)
