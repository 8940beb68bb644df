"""Whether a school's group has its mail of the week, and what it counts, in
``answers``."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime, timedelta

from chalicelib.core.local_time import monday_of
from chalicelib.core.settings import settings
from chalicelib.outbox.mail import WEEKLY_TO_GROUP, WeekCounts
from chalicelib.storage import database, keys, records
from chalicelib.storage.codec import Row, epoch, stamp
from chalicelib.storage.readable import number, read_or_none
from chalicelib.storage.writes import Put

_KEPT = timedelta(days=14)


def has_weekly(school_id: str, first: datetime, end: datetime) -> bool:
    """Whether the group has a mail of a slot between the two, or had one."""
    return any(True for _ in _between(school_id, first, end))


def is_told(school_id: str, first: datetime, end: datetime) -> bool:
    """Whether all who are to have such a mail have it."""
    return any(
        row.get("told") and "due_at" not in row
        for row in _between(school_id, first, end)
    )


def _between(school_id: str, first: datetime, end: datetime) -> Iterator[Row]:
    partition, begins = keys.mail(school_id, WEEKLY_TO_GROUP)
    for row in database.query(settings().answers_table, partition, begins):
        if stamp(first) <= row["sk"].removeprefix(begins) < stamp(end):
            yield row


def put_counts(school_id: str, monday: date, counts: WeekCounts, now: datetime) -> Put:
    """Beside the mail and not in it: the mail is written anew by what is to be
    watched."""
    row = records.encode(counts) | {"expires_at": epoch(now + _KEPT)}
    return Put(settings().answers_table, keys.week(school_id, monday), row)


def counts_at(school_id: str, now: datetime) -> WeekCounts | None:
    """Of the week that is now; None where nobody counted."""
    key = keys.week(school_id, monday_of(now))
    return read_or_none(database.get(settings().answers_table, key), _decode)


def _decode(row: Row) -> WeekCounts:
    return WeekCounts(*(number(row, field.name) for field in fields(WeekCounts)))
