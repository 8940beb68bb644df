"""In ``forms``, where the pupils' side may read: a row a sweep, one of the night, one
of the week's mail."""

from collections.abc import Iterable
from datetime import date, datetime

from chalicelib.core.settings import settings
from chalicelib.service_status.status import Night, ServiceStatus
from chalicelib.storage import database, keys, status_keys, transaction
from chalicelib.storage.codec import instant, stamp
from chalicelib.storage.writes import Put


def note_sweep(shards: Iterable[int], now: datetime) -> None:
    """Raises Unavailable."""
    table, said = settings().forms_table, {"at": stamp(now)}
    transaction.commit(
        *(Put(table, status_keys.swept(shard), said) for shard in shards)
    )


def note_night(night: Night) -> None:
    """Raises Unavailable."""
    said = {"day": night.on.isoformat(), "whole": night.whole}
    transaction.commit(Put(settings().forms_table, status_keys.NIGHT, said))


def note_weekly(on: date) -> None:
    """The latest of all schools' days stands. Raises Unavailable."""
    table, said = settings().forms_table, {"day": on.isoformat()}
    row = database.get(table, status_keys.WEEKLY)
    if row is None or row["day"] < said["day"]:
        transaction.commit(Put(table, status_keys.WEEKLY, said))


def read() -> ServiceStatus:
    """Raises Unavailable."""
    table = settings().forms_table
    swept = [
        database.get(table, status_keys.swept(shard)) for shard in range(keys.SHARDS)
    ]
    night = database.get(table, status_keys.NIGHT)
    weekly = database.get(table, status_keys.WEEKLY)
    return ServiceStatus(
        tuple(instant(row["at"]) if row else None for row in swept),
        Night(date.fromisoformat(night["day"]), night["whole"]) if night else None,
        date.fromisoformat(weekly["day"]) if weekly else None,
    )
