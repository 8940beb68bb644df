"""What a school has prepared, in ``casework``: one row a school."""

from chalicelib.core.settings import settings
from chalicelib.schools.preparation import Preparation
from chalicelib.storage import database, keys, records
from chalicelib.storage.writes import Put, Write, rewrite


def get(school_id: str) -> Preparation:
    row = database.get(settings().casework_table, keys.preparation(school_id))
    return records.decode(Preparation, row) if row else Preparation()


def write_preparation(school_id: str, done: Preparation) -> Write:
    """Refused where somebody has changed it since ``done`` was read."""
    table, key = settings().casework_table, keys.preparation(school_id)
    if done.version == 0:
        return Put(table, key, {**records.encode(done), "version": 1}, if_new=True)
    return rewrite(table, key, records.encode(done), done.version)
