"""TTL deletes within days: till then what has expired lies there, and is to be read as
no row and written over like none."""

import time

from chalicelib.storage.codec import Row

IS_LIVE = (
    "(attribute_not_exists(expires_at) OR expires_at > :now) AND"
    " attribute_not_exists(erased_on)"
)
"""What readers and writers take for a row at ``:now``."""


def clock() -> float:
    """Seconds. The one look at the clock of the storage: whether a row has expired."""
    return time.time()


def is_live(row: Row) -> bool:
    """As ``IS_LIVE`` says it to DynamoDB. A time that is none of ours never ends."""
    until = row.get("expires_at")
    return "erased_on" not in row and not (
        isinstance(until, int) and until <= int(clock())
    )
