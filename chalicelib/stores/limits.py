"""How often something was asked for lately, in ``casework``."""

from contextlib import suppress
from datetime import datetime, timedelta

from chalicelib.config import settings
from chalicelib.sealing import keyed_hash
from chalicelib.secret_keys import Secret
from chalicelib.stores import database, keys
from chalicelib.stores.database import Change, Put, Write
from chalicelib.stores.rows import epoch, stamp

_TRIES = 4


def take(what: str, who: str, most: int, within: timedelta, now: datetime) -> bool:
    """Count one more; False where ``most`` were counted within the time, which runs from the first.

    One of many at the very same moment may be refused: it would have been too many soon.
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
        one: Write = Put(table, key, counted, if_new=True)
        if row:
            was = {"used": row["used"], "until": row["until"]}
            one = Change(table, key, counted, expected=was)
        with suppress(database.Refused):
            database.write(one)
            return True
    return False


def give_back(what: str, who: str, now: datetime) -> None:
    """Count one less. Where somebody counts at the same moment it stays counted."""
    table, key = _place(what, who)
    row = database.get(table, key)
    if row is None or row["until"] <= stamp(now) or not row["used"]:
        return
    was = {"used": row["used"], "until": row["until"]}
    with suppress(database.Refused):
        database.write(Change(table, key, {"used": row["used"] - 1}, expected=was))


def _place(what: str, who: str) -> tuple[str, keys.Key]:
    return settings().casework_table, keys.limit(keyed_hash(Secret.AUDIT, what, who))
