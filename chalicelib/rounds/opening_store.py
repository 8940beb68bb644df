"""When a round is looked at before it opens, in ``answers``: one row a round, gone
afterwards."""

from datetime import datetime

from chalicelib.core.settings import settings
from chalicelib.storage import database, keys, timers
from chalicelib.storage.codec import epoch
from chalicelib.storage.writes import Delete, Put


def put_opening(round_id: str, due_at: datetime, expires_at: datetime) -> Put:
    key = keys.opening(round_id)
    row = {
        "round_id": round_id,
        **timers.due(key, due_at),
        "expires_at": epoch(expires_at),
    }
    return Put(settings().answers_table, key, row)


def round_id(key: keys.Key) -> str | None:
    """None where the row says it is another's: finishing would take that one away."""
    row = database.get(settings().answers_table, key)
    return row["round_id"] if row and keys.opening(row["round_id"]) == key else None


def delete_opening(round_id: str) -> Delete:
    """Refused where another sweep was here."""
    return Delete(settings().answers_table, keys.opening(round_id))
