"""How many groups of a school were given codes in a term, in ``casework``: a number
and nothing of which."""

from chalicelib.core.settings import settings
from chalicelib.schools.term import Term, term_called
from chalicelib.storage import case_keys, database
from chalicelib.storage.writes import Change, Put


def groups(school_id: str) -> dict[Term, int]:
    """Of every term that has any, the latest first."""
    partition, prefix = case_keys.closing_groups(school_id, "")
    rows = database.query(
        settings().casework_table, partition, prefix, newest_first=True
    )
    return {
        term_called(row["sk"].removeprefix(prefix)): int(row["groups"]) for row in rows
    }


def count_group(school_id: str, term: Term, had: int, expires_at: int) -> Put | Change:
    """One more than it ``had``. Refused where another was counted meanwhile."""
    table, key = settings().casework_table, case_keys.closing_groups(school_id, term.id)
    if not had:
        return Put(table, key, {"groups": 1, "expires_at": expires_at}, if_new=True)
    return Change(table, key, {"groups": had + 1}, expected={"groups": had})
