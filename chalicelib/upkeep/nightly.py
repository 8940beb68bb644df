"""What is done once a day, at night."""

from datetime import date, datetime

from chalicelib.core.local_time import OSLO
from chalicelib.storage import transaction
from chalicelib.storage.keys import Key
from chalicelib.upkeep import store as upkeep_store

_FROM_HOUR = 4


def claim(key: Key, now: datetime) -> date | None:
    """The last day the work of that key was done, or today where it never was; None
    where it is not this sweep's: it is for the first one after four o'clock, and the
    very first one. The day is spent then. Raises Unavailable."""
    here, last = now.astimezone(OSLO), upkeep_store.last(key)
    if last and (last >= here.date() or here.hour < _FROM_HOUR):
        return None
    try:
        upkeep_store.claim(key, here.date(), last)
    except transaction.Refused:
        return None
    return last or here.date()
