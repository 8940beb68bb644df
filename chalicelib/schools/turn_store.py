"""Who has been told that it is their turn at a school, in ``casework``: one row a
school."""

from collections.abc import Set

from chalicelib.core.settings import settings
from chalicelib.storage import database, keys
from chalicelib.storage.writes import Put


def get(school_id: str) -> frozenset[str]:
    """The ids of their accounts."""
    row = database.get(settings().casework_table, keys.turns(school_id))
    return frozenset(row["told"]) if row else frozenset()


def put_told(school_id: str, before: Set[str], after: Set[str]) -> Put:
    """Refused where somebody has told others since ``before`` was read."""
    key, row = keys.turns(school_id), {"told": sorted(after)}
    table = settings().casework_table
    if not before:
        return Put(table, key, row)
    return Put(table, key, row, expected={"told": sorted(before)})
