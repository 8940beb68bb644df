"""What a school owner's overview shows of each school, in ``casework`` beside the
owner's people: how far it has come, and when somebody there was last signed in."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from chalicelib.core.settings import settings
from chalicelib.schools.standing import Standing
from chalicelib.storage import database, keys, records, transaction
from chalicelib.storage.codec import Row
from chalicelib.storage.writes import Change, Put

_STANDING, _SIGNED_IN = "STANDING", "SIGNED_IN"


@dataclass(frozen=True, slots=True)
class AtGlance:
    """``standing`` is None where nobody has looked since something changed."""

    standing: Standing | None = None
    signed_in_on: date | None = None


def of_owner(owner_id: str) -> Mapping[str, AtGlance]:
    """By school."""
    partition, prefix = keys.overview(owner_id, "", "")
    found: dict[str, dict[str, Row]] = {}
    for row in database.query(settings().casework_table, partition, prefix):
        school_id, what = row["sk"].removeprefix(prefix).split("#")
        found.setdefault(school_id, {})[what] = row
    return {school_id: _decode(rows) for school_id, rows in found.items()}


def _decode(rows: Mapping[str, Row]) -> AtGlance:
    standing, on = rows.get(_STANDING, {}), rows.get(_SIGNED_IN)
    return AtGlance(
        records.decode(Standing, standing) if "looked_at" in standing else None,
        date.fromisoformat(on["on"]) if on else None,
    )


def seen(owner_id: str, school_id: str) -> Row | None:
    """What stands there before somebody looks: see ``put_standing``."""
    key = keys.overview(owner_id, school_id, _STANDING)
    return database.get(settings().casework_table, key)


def put_standing(
    owner_id: str, school_id: str, before: Row | None, standing: Standing
) -> Put:
    """Refused where something has changed since ``before`` was ``seen``, or somebody
    else has looked."""
    key = keys.overview(owner_id, school_id, _STANDING)
    row, table = records.encode(standing), settings().casework_table
    if before is None:
        return Put(table, key, row, if_new=True)
    return Put(table, key, row, expected={"looked_at": before.get("looked_at")})


def forget_standing(owner_id: str, school_id: str) -> None:
    """Something has changed that nobody looks at now: the overview does. Where it
    cannot be said here, it shows the old for some days."""
    key = keys.overview(owner_id, school_id, _STANDING)
    with suppress(transaction.Refused, transaction.Unavailable):
        transaction.commit(
            Change(settings().casework_table, key, remove=("looked_at",))
        )


def note_signed_in(owner_id: str, school_id: str, on: date) -> None:
    """Written by the first one each day. Raises Refused, Unavailable."""
    key, table = (
        keys.overview(owner_id, school_id, _SIGNED_IN),
        settings().casework_table,
    )
    row = {"on": on.isoformat()}
    if (database.get(table, key) or {}).get("on") != row["on"]:
        transaction.commit(Put(table, key, row))
