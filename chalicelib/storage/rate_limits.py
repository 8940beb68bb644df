"""How often something was asked for lately, in ``casework``."""

from contextlib import suppress
from datetime import datetime, timedelta

from chalicelib.core.settings import settings
from chalicelib.crypto.sealing import keyed_hash
from chalicelib.crypto.secret_keys import Secret
from chalicelib.storage import database, keys, transaction
from chalicelib.storage.codec import epoch, stamp
from chalicelib.storage.writes import Change, Put, Write

_TRIES = 4


def take(what: str, who: str, most: int, within: timedelta, now: datetime) -> bool:
    """Count one more; False where ``most`` were counted within the time, which runs
    from the first.

    One of many at the very same moment may be refused: it would have been too many
    soon.
    """
    table, key = _place(what, who)
    for _ in range(_TRIES):
        row = database.get(table, key)
        running = row is not None and row["until"] > stamp(now)
        used = row["used"] if row and running else 0
        if used >= most:
            return False
        counted = {"used": used + 1}
        if not running:
            counted |= {"until": stamp(now + within), "expires_at": epoch(now + within)}
        write: Write = Put(table, key, counted, if_new=True)
        if row:
            was = {"used": row["used"], "until": row["until"]}
            write = Change(table, key, counted, expected=was)
        with suppress(transaction.Refused):
            transaction.commit(write)
            return True
    return False


def give_back(what: str, who: str, now: datetime) -> None:
    """Count one less. Where somebody counts at the same moment it stays counted."""
    table, key = _place(what, who)
    row = database.get(table, key)
    if row is None or row["until"] <= stamp(now) or not row["used"]:
        return
    was = {"used": row["used"], "until": row["until"]}
    with suppress(transaction.Refused):
        transaction.commit(Change(table, key, {"used": row["used"] - 1}, expected=was))


def _place(what: str, who: str) -> tuple[str, keys.Key]:
    return settings().casework_table, keys.limit(keyed_hash(Secret.AUDIT, what, who))
