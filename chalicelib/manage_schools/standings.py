"""How far a school has come, looked at anew and kept for its owner's overview."""

from contextlib import suppress
from datetime import datetime

from chalicelib.core import errors
from chalicelib.manage_schools import checklist
from chalicelib.manage_schools.checklist import Checklist
from chalicelib.schools import standing_store
from chalicelib.schools import store as schools
from chalicelib.schools.standing import Standing, standing_of
from chalicelib.storage import transaction
from chalicelib.storage.writes import Put


def look(school_id: str, now: datetime) -> tuple[Checklist, Standing, Put]:
    """What keeps it is refused where something changes meanwhile. Raises NotFound for a
    body that is no school."""
    school = schools.get(school_id)
    if school is None:
        raise errors.NotFound
    before = standing_store.seen(school.owner_id, school_id)
    found = checklist.of(school_id, now)
    times = [(round_.opens_at, round_.closes_at) for round_ in found.rounds]
    standing = standing_of(found.facts, times, now)
    kept = standing_store.put_standing(school.owner_id, school_id, before, standing)
    return found, standing, kept


def look_and_keep(school_id: str, now: datetime) -> Standing:
    """Raises NotFound, Unavailable."""
    _, standing, kept = look(school_id, now)
    with suppress(transaction.Refused):  # who changed something looks, too
        transaction.commit(kept)
    return standing
