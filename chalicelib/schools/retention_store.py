"""A school owner's retention in ``casework``, and why it shredded rounds, sealed to its
key; in ``answers``, when a round's end is looked at."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.schools.retention import Retention, Shredding
from chalicelib.storage import database, key_pairs, keys, records, timers
from chalicelib.storage.codec import epoch, instant, stamp
from chalicelib.storage.writes import Change, Delete, Put


def get(owner_id: str) -> Retention:
    """What the owner has set; the default where nothing was."""
    row = database.get(settings().casework_table, keys.retention(owner_id))
    return records.decode(Retention, row) if row else Retention()


def put_retention(owner_id: str, retention: Retention) -> Put:
    return Put(
        settings().casework_table, keys.retention(owner_id), records.encode(retention)
    )


def put_shredding(owner_id: str, done: Shredding, expires_at: datetime) -> Put:
    """The reason may tell of a pupil: it goes when the round would have gone."""
    public_key = key_pairs.public(owner_id)
    row = {
        "who": done.who,
        "at": stamp(done.at),
        "sealed": sealing.seal(public_key, done.reason, _bound_to(done.round_id)),
        "expires_at": epoch(expires_at),
    }
    key = keys.shredded(owner_id, done.round_id)
    return Put(settings().casework_table, key, row, if_new=True)


def shreddings(owner_id: str) -> Mapping[str, Shredding]:
    """Those of the owner's rounds that would still be there, by the round."""
    partition, prefix = keys.shredded(owner_id, "")
    rows = list(database.query(settings().casework_table, partition, prefix))
    key = key_pairs.private(owner_id) if rows else None
    found = {}
    for row in rows:
        id_ = row["sk"].removeprefix(prefix)
        reason = sealing.unseal(key, row["sealed"], _bound_to(id_)) if key else ""
        found[id_] = Shredding(id_, row["who"], instant(row["at"]), cast(str, reason))
    return found


def _bound_to(round_id: str) -> str:
    return f"shredded|{round_id}"


def put_look(round_id: str, due_at: datetime, expires_at: datetime) -> Put:
    key = keys.expiry(round_id)
    row = {
        "round_id": round_id,
        **timers.due(key, due_at),
        "expires_at": epoch(expires_at),
    }
    return Put(settings().answers_table, key, row)


def look(key: keys.Key) -> tuple[str, str] | None:
    """The round, and the due time as it stands in the row."""
    row = database.get(settings().answers_table, key)
    ours = row is not None and keys.expiry(row["round_id"]) == key
    return (row["round_id"], row["due_at"]) if row and ours else None


def look_again(round_id: str, was: str, due_at: datetime | None) -> Change | Delete:
    key = keys.expiry(round_id)
    if due_at is None:
        return Delete(settings().answers_table, key, {"due_at": was})
    return Change(
        settings().answers_table,
        key,
        {"due_at": stamp(due_at)},
        expected={"due_at": was},
    )
