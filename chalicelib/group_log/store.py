"""The resource group's log in ``casework``, sealed to the school's key: rows are only
ever added."""

from collections.abc import Mapping
from functools import partial
from typing import Any, cast

from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.group_log.log_entry import LogContent, LogEntry
from chalicelib.storage import database, key_pairs, keys, records
from chalicelib.storage.codec import Row
from chalicelib.storage.readable import opened_or_none
from chalicelib.storage.writes import Put

_IN_THE_KEY = ("id", "version")


def put_entry(school_id: str, entry: LogEntry, content: LogContent) -> Put:
    """Refused where the entry has that version already."""
    public_key, bound_to = key_pairs.public(school_id), _bound_to(school_id, entry)
    sealed = sealing.seal(public_key, content.plain(), bound_to)
    row = records.encode(entry, *_IN_THE_KEY) | {"sealed": sealed}
    key = keys.log_entry(school_id, entry.id, entry.version)
    return Put(settings().casework_table, key, row, if_new=True)


def versions(school_id: str, entry_id: str = "") -> list[LogEntry]:
    """All of the school's, or of one entry; those of one oldest first."""
    return [_decode(row) for row in _rows(school_id, entry_id)]


def read(school_id: str, entry_id: str) -> list[tuple[LogEntry, LogContent | None]]:
    """Every version of an entry, oldest first, with what was written: None where it
    does not open."""
    key = key_pairs.private(school_id)
    return [
        (entry := _decode(row), _opened(school_id, entry, key, row))
        for row in _rows(school_id, entry_id)
    ]


def _rows(school_id: str, entry_id: str) -> list[Row]:
    partition, prefix = keys.log_entries(school_id, entry_id)
    return list(database.query(settings().casework_table, partition, prefix))


def _decode(row: Row) -> LogEntry:
    _, id_, version = row["sk"].split("#")
    return records.decode(LogEntry, row, id=id_, version=int(version))


def _opened(
    school_id: str, entry: LogEntry, key: bytes | None, row: Row
) -> LogContent | None:
    if key is None:
        return None
    unseal = partial(sealing.unseal, key, row["sealed"], _bound_to(school_id, entry))
    found = opened_or_none("LOG", lambda: cast(Mapping[str, Any], unseal()))
    if found is None:
        return None
    present, cases = tuple(found["present"]), tuple(found["cases"])
    return LogContent(present, cases, found["texts"])


def _bound_to(school_id: str, entry: LogEntry) -> str:
    clear = (entry.id, str(entry.version), entry.kind, entry.on.isoformat(), entry.by)
    return "|".join(("group log", school_id, *clear))
