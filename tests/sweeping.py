"""The clock's sweep comes every minute; in a test it comes when something is due."""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.storage.codec import instant
from chalicelib.upkeep import schedule
from infra.tables import table_names
from tests.conftest import PREFIX
from tests.leftovers import MARK
from tests.quick_moto import backend

MINUTE = timedelta(minutes=1)
QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)


def sweep_between(first: datetime, last: datetime, every: timedelta = MINUTE) -> None:
    """As if a sweep came at ``first`` and at each step from there, before ``last``,
    while nobody does anything. Where it would do nothing none comes; but one a day for
    what is done daily."""
    at = first
    while at < last:
        schedule.sweep(at)
        due = min(_due(), default=last)
        at += every * max(1, -((at - min(due, at + DAY)) // every))


def _due() -> list[datetime]:
    """When each row is due that still lives and is not given up."""
    partitions = backend().tables[table_names(PREFIX)["answers"]].items.values()
    rows = [row.attrs for rows in partitions for row in rows.values()]
    return [
        _due_at(row)
        for row in rows
        if "due_at" in row
        and row["due_shard"].value.startswith("DUE#")
        and MARK not in row
    ]


def _due_at(row: dict[str, Any]) -> datetime:
    """A class is looked at each minute, to count who has sent; while nobody does, a
    look changes nothing before its quarter of an hour is over."""
    if row["pk"].value.startswith("HELD#"):
        return instant(row["quarter"].value) + QUARTER
    return instant(row["due_at"].value)
