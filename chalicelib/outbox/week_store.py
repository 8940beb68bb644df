"""Whether a school's group has its mail of the week, in ``answers``."""

from datetime import datetime

from chalicelib.core.settings import settings
from chalicelib.outbox.mail import WEEKLY_TO_GROUP
from chalicelib.storage import database, keys
from chalicelib.storage.codec import stamp


def has_weekly(school_id: str, first: datetime, end: datetime) -> bool:
    """Whether the group has a mail of a slot between the two, or had one."""
    partition, begins = keys.mail(school_id, WEEKLY_TO_GROUP)
    rows = database.query(settings().answers_table, partition, begins)
    slots = (row["sk"].removeprefix(begins) for row in rows)
    return any(stamp(first) <= slot < stamp(end) for slot in slots)
