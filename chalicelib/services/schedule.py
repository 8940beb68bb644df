"""What the clock does once a minute: everything whose time has come, each thing by itself."""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
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
from chalicelib.stores.readable import Unreadable

MOST_MAILS = 20
"""Of one school, due in one minute: beyond it somebody is writing rows who should not."""
MOST_IN_ALL = 200
"""The same of all schools together: many have their slots in the same minute."""
_HOUR = timedelta(hours=1)
_MAIL = ("OUTBOX", "MAIL")
_log = logging.getLogger("supportgrupper")
_BY_PLACE: dict[tuple[str, str], Callable[[Key, datetime], None]] = {
    ("CHECK", "CHECK"): class_check.run,
    ("EXPIRY", "EXPIRY"): retention.warn,
    ("HELD", "HELD"): early_telling.look,
    ("INBOX", "CONTACT"): escalation.advance,
    ("INBOX", "FLAG"): escalation.advance,
    ("INBOX", "MESSAGE"): thread_clock.advance,
    ("INBOX", "THREAD"): escalation.advance,
    ("OPENING", "OPENING"): round_hold.look,
    ("REFERRALS", "REFERRAL"): escalation.advance,
    _MAIL: outbox.send_due,
}
"""By what partition and sort key begin with. Both count: in some partitions the pupils' side can
write whatever sort key it likes, and so make nothing happen that is not done for its rows."""


def sweep(now: datetime) -> int:
    """Returns how many things were due. One that fails is logged by its kind and the type of the
    error, stays due, and never holds up the others. Mail comes last: what comes due in the same
    minute can be told in the same mail."""
    others = [key for key in due.until(now) if _place(key) != _MAIL]
    _all(others, now)
    mails = [key for key in due.until(now) if _place(key) == _MAIL]
    _note_volume(mails)
    _all(mails, now)
    _apart("RECONCILED", partial(reconciliation.daily, now))
    _apart("HEADS", partial(audit_heads.daily, now))
    return len(others) + len(mails)


def _all(keys: Iterable[Key], now: datetime) -> None:
    for key in keys:
        kind, do = _place(key)[1], _BY_PLACE.get(_place(key))
        if do:
            _apart(kind, partial(_handled, do, key, now))
        else:
            _apart("NONE_OF_OURS", partial(_left, key, now))


def _handled(do: Callable[[Key, datetime], None], key: Key, now: datetime) -> None:
    """What nothing can be done with as it stands is looked at once an hour. It stays due, since a
    row of ours might be among them; what trouble of ours stops is tried again the next minute."""
    try:
        do(key, now)
    except Unreadable:
        due.put_off(key, now + _HOUR)
    except LookupError:
        due.put_off(key, now + _HOUR)
        raise


def _left(key: Key, now: datetime) -> None:
    """Its key is somebody else's text: it stays out of the log."""
    if due.put_off(key, now + _HOUR):
        _log.error("%s kind=NONE_OF_OURS", LogLine.ROW_UNREADABLE)


def _place(key: Key) -> tuple[str, str]:
    return key.pk.partition("#")[0], key.sk.partition("#")[0]


def _note_volume(mails: Collection[Key]) -> None:
    """A school has a few mails in a minute, never dozens. A mail stands in the outbox of the school
    it tells: no other is sent."""
    for outbox_, number in Counter(key.pk for key in mails).items():
        if number > MOST_MAILS:
            _log.error("%s mails=%d %s", LogLine.MAIL_VOLUME, number, outbox_)
    if len(mails) > MOST_IN_ALL:
        _log.error("%s mails=%d in all", LogLine.MAIL_VOLUME, len(mails))


def _apart(kind: str, do: Callable[[], None]) -> None:
    try:
        do()
    except Exception as error:  # noqa: BLE001 - a poison row must not stop the rest
        _log.error("%s kind=%s error=%s", LogLine.SWEEP_FAILED, kind, type(error).__name__)
