"""Once a day, at night: the ends of every audit log's chains are joined in one row a
log, and what these come to is kept where nobody can change it.

Whoever writes a log anew, with every secret there is, cannot write anew what the locked
bucket holds. It holds ids, days and hashes: nothing of what an entry says.
"""

import json
import logging
from datetime import date, datetime

from chalicelib.audit import head_store
from chalicelib.audit import store as audit
from chalicelib.audit.head import DayHead, next_head
from chalicelib.core import aws
from chalicelib.core.local_time import OSLO
from chalicelib.core.settings import settings
from chalicelib.storage import transaction

_log = logging.getLogger("supportgrupper")
_FROM_HOUR = 4
MOST_AT_ONCE = 50
"""Logs in one sweep: the next one goes on where this one stopped."""


def daily(now: datetime) -> None:
    """In the first sweeps after four o'clock, and in the very first ones. Raises
    Unavailable, and the next sweep goes on."""
    here, last = now.astimezone(OSLO), head_store.last_joined()
    day = here.date()
    if last and (last >= day or here.hour < _FROM_HOUR):
        return
    done = 0
    for body_id in audit.bodies():
        if done == MOST_AT_ONCE:
            return
        done += _join(body_id, day)
    _keep(day)
    head_store.note_joined(day)


def _join(body_id: str, day: date) -> bool:
    """False where that day has its head, or nothing was written since the last one. The
    line in the log holds the head, so that it stands elsewhere too."""
    last = head_store.last(body_id)
    if last and last.day >= day:
        return False
    head = _head(last, body_id, day)
    if last and head.ends == last.ends:
        return False
    try:
        head_store.put(head)
    except transaction.Refused:
        return False  # another sweep was here
    _log.warning("audit joined body=%s day=%s head=%s", body_id, day, head.hash)
    return True


def _head(last: DayHead | None, body_id: str, day: date) -> DayHead:
    found = {who: audit.last_of(body_id, who) for who in audit.writers(body_id)}
    ends = {who: (entry.number, entry.hash) for who, entry in found.items() if entry}
    return next_head(last, body_id, day, ends)


def _keep(day: date) -> None:
    """The newest head of each log, in the bucket where there is one."""
    bucket = settings().audit_heads
    if bucket is None:
        return
    found = {body_id: head_store.last(body_id) for body_id in audit.bodies()}
    heads = {
        body_id: {"day": head.day.isoformat(), "hash": head.hash}
        for body_id, head in found.items()
        if head
    }
    content = json.dumps({"day": day.isoformat(), "heads": heads}, sort_keys=True)
    where = {"Bucket": bucket, "Key": f"heads/{day.isoformat()}.json"}
    aws.call("s3", "put_object", **where, Body=content.encode())
