"""Once a day, at night: is everybody told who should be? One line in the log says
so."""

import logging
from datetime import datetime

from chalicelib.core.local_time import local_day
from chalicelib.core.log_lines import LogLine
from chalicelib.service_status import store as service_status
from chalicelib.service_status.status import Night
from chalicelib.storage import keys
from chalicelib.upkeep import nightly
from chalicelib.upkeep import store as upkeep_store
from chalicelib.upkeep.reconciliation import Count, reconcile

_log = logging.getLogger("supportgrupper")
_MOST_NAMED = 20


def daily(now: datetime) -> None:
    """In the first sweep after four o'clock, and in the very first one. Raises
    Unavailable; the day is spent then, and the alarm on a missing line says so."""
    if nightly.claim(keys.RECONCILED, now):
        count = sum((_of(body_id, now) for body_id in upkeep_store.bodies()), Count())
        _say(count)
        # Told and not opened is people's, and whoever asks would see that somebody
        # answered.
        service_status.note_night(Night(local_day(now), whole=not count.lost))


def _of(body_id: str, now: datetime) -> Count:
    stored = upkeep_store.of_body(body_id)
    mails = upkeep_store.mails({item.school_id for item in stored})
    return reconcile(stored, mails, now)


def _say(count: Count) -> None:
    _log.warning(
        "%s stored=%d told=%d to_come=%d lost=%d unopened=%d %s",
        LogLine.RECONCILED_WHOLE if count.whole else LogLine.RECONCILED_SHORT,
        *(
            count.stored,
            count.told,
            count.to_come,
            len(count.lost),
            len(count.unopened),
        ),
        " ".join([*count.lost, *count.unopened][:_MOST_NAMED]),
    )
