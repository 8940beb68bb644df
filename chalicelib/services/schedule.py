"""What the clock does once a minute: everything whose time has come, each thing by itself."""

import logging
from collections.abc import Callable
from datetime import datetime

from chalicelib.services import (
    class_check,
    escalation,
    outbox,
    retention,
    round_hold,
    thread_clock,
)
from chalicelib.stores import due
from chalicelib.stores.keys import Key

_log = logging.getLogger("supportgrupper")
_BY_KIND: dict[str, Callable[[Key, datetime], None]] = {
    "CHECK": class_check.run,
    "EXPIRY": retention.warn,
    "FLAG": escalation.advance,
    "MAIL": outbox.send_due,
    "MESSAGE": thread_clock.advance,
    "OPENING": round_hold.look,
    "REFERRAL": escalation.advance,
}


def sweep(now: datetime) -> int:
    """Returns how many things were due. One that fails is logged by its kind and the type of the
    error, stays due, and never holds up the others."""
    keys = list(due.until(now))
    for key in keys:
        kind = key.sk.partition("#")[0]
        try:
            _BY_KIND[kind](key, now)
        except Exception as error:  # noqa: BLE001 - a poison row must not stop the rest
            _log.error("sweep failed kind=%s error=%s", kind, type(error).__name__)
    return len(keys)
