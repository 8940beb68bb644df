"""What the clock does once a minute: everything whose time has come, each thing by itself."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from chalicelib.domain.log_lines import LogLine
from chalicelib.services import (
    audit_heads,
    class_check,
    escalation,
    outbox,
    reconciliation,
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
        _apart(key.sk.partition("#")[0], partial(_handle, key, now))
    _apart("RECONCILED", partial(reconciliation.daily, now))
    _apart("HEADS", partial(audit_heads.daily, now))
    return len(keys)


def _handle(key: Key, now: datetime) -> None:
    _BY_KIND[key.sk.partition("#")[0]](key, now)


def _apart(kind: str, do: Callable[[], None]) -> None:
    try:
        do()
    except Exception as error:  # noqa: BLE001 - a poison row must not stop the rest
        _log.error("%s kind=%s error=%s", LogLine.SWEEP_FAILED, kind, type(error).__name__)
