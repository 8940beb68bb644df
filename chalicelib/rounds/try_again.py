"""Where work on a round's answers fails, the page must open all the same: somebody
waits for the line in the log, and the work is put off."""

import logging
from datetime import datetime

from chalicelib.core.log_lines import LogLine
from chalicelib.rounds import store as rounds
from chalicelib.rounds.failed import Failed, Work
from chalicelib.rounds.round import RoundInList
from chalicelib.storage import transaction

_log = logging.getLogger("supportgrupper")
_LINES = {Work.COUNTING: LogLine.NOT_COUNTED, Work.COMPARING: LogLine.NOT_COMPARED}


def put_off(
    work: Work, school_id: str, listed: RoundInList, error: Exception, now: datetime
) -> None:
    """Nothing of the error but its type is logged. Where not even that can be written
    down, the next page tries again."""
    _log.error("%s error=%s", _LINES[work], type(error).__name__)
    before = {
        Work.COUNTING: listed.not_counted,
        Work.COMPARING: listed.not_compared,
    }
    failed = Failed.after(before[work], now)
    try:
        transaction.commit(rounds.mark_failed(school_id, listed.id, work, failed))
    except Exception as again:  # noqa: BLE001 - the database may be why the work failed
        _log.error("not put off error=%s", type(again).__name__)
