"""What a school has prepared, in ``casework``: one row a school."""

from datetime import date

from chalicelib.core.settings import settings
from chalicelib.schools.preparation import Preparation
from chalicelib.storage import database, keys
from chalicelib.storage.codec import Row, instant, stamp
from chalicelib.storage.writes import Put, Write, rewrite


def get(school_id: str) -> Preparation:
    row = database.get(settings().casework_table, keys.preparation(school_id))
    return _preparation(row) if row else Preparation()


def write_preparation(school_id: str, done: Preparation) -> Write:
    """Refused where somebody has changed it since ``done`` was read."""
    table, key = settings().casework_table, keys.preparation(school_id)
    if done.version == 0:
        return Put(table, key, {**_row(done), "version": 1}, if_new=True)
    return rewrite(table, key, _row(done), done.version)


def _row(done: Preparation) -> Row:
    return {
        "course_on": done.course_on.isoformat() if done.course_on else None,
        "workshop_on": done.workshop_on.isoformat() if done.workshop_on else None,
        "on_duty": done.on_duty,
        "unlocked_by": done.unlocked_by,
        "unlocked_at": stamp(done.unlocked_at) if done.unlocked_at else None,
        "unlock_reason": done.unlock_reason,
    }


def _preparation(row: Row) -> Preparation:
    return Preparation(
        course_on=date.fromisoformat(row["course_on"]) if "course_on" in row else None,
        workshop_on=date.fromisoformat(row["workshop_on"])
        if "workshop_on" in row
        else None,
        on_duty=row["on_duty"],
        unlocked_by=row["unlocked_by"],
        unlocked_at=instant(row["unlocked_at"]) if "unlocked_at" in row else None,
        unlock_reason=row["unlock_reason"],
        version=row["version"],
    )
