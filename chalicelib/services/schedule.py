"""What the clock does once a minute: everything whose time has come, each thing by itself."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from chalicelib.domain.log_lines import LogLine
from chalicelib.services import (
    audit_heads,
    class_check,
    early_telling,
    escalation,
    outbox,
    reconciliation,
    retention,
    round_hold,
    thread_clock,
)
from chalicelib.stores import due
from chalicelib.stores.keys import Key

MOST_MAILS = 20
"""Of one school, due in one minute: beyond it somebody is writing rows who should not."""
_MAIL = "MAIL"
_log = logging.getLogger("supportgrupper")
_BY_KIND: dict[str, Callable[[Key, datetime], None]] = {
    "CHECK": class_check.run,
    "EXPIRY": retention.warn,
    "CONTACT": escalation.advance,
    "FLAG": escalation.advance,
    "HELD": early_telling.look,
    "MAIL": outbox.send_due,
    "MESSAGE": thread_clock.advance,
    "OPENING": round_hold.look,
    "REFERRAL": escalation.advance,
    "THREAD": escalation.advance,
}


def sweep(now: datetime) -> int:
    """Returns how many things were due. One that fails is logged by its kind and the type of the
    error, stays due, and never holds up the others. Mail comes last: what comes due in the same
    minute can be told in the same mail."""
    others = [key for key in due.until(now) if _kind(key) != _MAIL]
    _all(others, now)
    mails = [key for key in due.until(now) if _kind(key) == _MAIL]
    _note_volume(mails)
    _all(mails, now)
    _apart("RECONCILED", partial(reconciliation.daily, now))
    _apart("HEADS", partial(audit_heads.daily, now))
    return len(others) + len(mails)


def _all(keys: Iterable[Key], now: datetime) -> None:
    for key in keys:
        _apart(_kind(key), partial(_handle, key, now))


def _kind(key: Key) -> str:
    return key.sk.partition("#")[0]


def _note_volume(mails: Iterable[Key]) -> None:
    """A school has a few mails in a minute, never dozens."""
    for outbox_, number in Counter(key.pk for key in mails).items():
        if number > MOST_MAILS:
            _log.error("%s mails=%d %s", LogLine.MAIL_VOLUME, number, outbox_)


def _handle(key: Key, now: datetime) -> None:
    _BY_KIND[_kind(key)](key, now)


def _apart(kind: str, do: Callable[[], None]) -> None:
    try:
        do()
    except Exception as error:  # noqa: BLE001 - a poison row must not stop the rest
        _log.error("%s kind=%s error=%s", LogLine.SWEEP_FAILED, kind, type(error).__name__)
