"""Once a day, at night: the last entry of each audit log, kept where nobody can change it.

Whoever writes a log anew, with every secret there is, cannot write anew what the locked bucket
holds. It holds ids, numbers and hashes: nothing of what an entry says.
"""

import json
from datetime import datetime

from chalicelib import aws
from chalicelib.config import settings
from chalicelib.domain.calendar import OSLO
from chalicelib.stores import audit, reconciliation, schools

_FROM_HOUR = 4


def daily(now: datetime) -> None:
    """In the first sweep after four o'clock, and in the very first one, where there is a bucket.
    Raises Unavailable, and the next sweep tries again."""
    bucket, here = settings().audit_heads, now.astimezone(OSLO)
    if bucket is None:
        return
    last, day = reconciliation.heads_kept_on(), here.date()
    if last and (last >= day or here.hour < _FROM_HOUR):
        return
    content = json.dumps({"day": day.isoformat(), "heads": _heads()}, sort_keys=True)
    where = {"Bucket": bucket, "Key": f"heads/{day.isoformat()}.json"}
    aws.call("s3", "put_object", **where, Body=content.encode())
    reconciliation.mark_heads_kept(day)


def _heads() -> dict[str, dict[str, object]]:
    last = ((body_id, audit.last(body_id)) for body_id in sorted(_bodies()))
    return {body_id: {"number": one.number, "hash": one.hash} for body_id, one in last if one}


def _bodies() -> set[str]:
    """Each school and owner that has something of a pupil's, and the schools of each owner."""
    known = reconciliation.bodies()
    return known | {one.id for body_id in known for one in schools.of_owner(body_id)}
