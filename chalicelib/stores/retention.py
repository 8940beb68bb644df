"""A school owner's retention in ``casework``; in ``answers``, when a round's end is looked at."""

from datetime import datetime

from chalicelib.config import settings
from chalicelib.domain.retention import Retention
from chalicelib.stores import database, keys
from chalicelib.stores.database import Change, Delete, Put
from chalicelib.stores.rows import epoch, stamp


def get(owner_id: str) -> Retention:
    """What the owner has set; the default where nothing was."""
    row = database.get(settings().casework_table, keys.retention(owner_id))
    return Retention(row["days"]) if row else Retention()


def to_put(owner_id: str, retention: Retention) -> Put:
    return Put(settings().casework_table, keys.retention(owner_id), {"days": retention.days})


def look_to_put(round_id: str, due_at: datetime, expires_at: datetime) -> Put:
    key = keys.expiry(round_id)
    row = {
        "round_id": round_id,
        "due_shard": keys.due_shard(key),
        "due_at": stamp(due_at),
        "expires_at": epoch(expires_at),
    }
    return Put(settings().answers_table, key, row)


def look(key: keys.Key) -> tuple[str, str] | None:
    """The round, and the due time as it stands in the row."""
    row = database.get(settings().answers_table, key)
    return (row["round_id"], row["due_at"]) if row else None


def look_again(round_id: str, was: str, due_at: datetime | None) -> Change | Delete:
    key = keys.expiry(round_id)
    if due_at is None:
        return Delete(settings().answers_table, key, {"due_at": was})
    return Change(
        settings().answers_table, key, {"due_at": stamp(due_at)}, expected={"due_at": was}
    )
