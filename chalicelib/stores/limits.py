"""How often something was asked for lately, in ``casework``. Rows go by themselves."""

from datetime import datetime, timedelta

from chalicelib.config import settings
from chalicelib.sealing import keyed_hash
from chalicelib.stores import database, keys
from chalicelib.stores.database import Change, Put, Write
from chalicelib.stores.rows import epoch, stamp


def take(what: str, who: str, most: int, within: timedelta, now: datetime) -> bool:
    """Count one more; False where ``most`` were counted within the time, which runs from the first.

    Of two at the same moment one is refused: it would have been one too many sooner or later.
    """
    table, key = settings().casework_table, keys.limit(keyed_hash(what, who))
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
        one = Change(table, key, counted, expected={"used": row["used"], "until": row["until"]})
    try:
        database.write(one)
    except database.Refused:
        return False
    return True
