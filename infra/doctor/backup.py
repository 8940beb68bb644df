"""Whether cases are kept in a second account, where one is set up, and would open."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chalicelib.core.local_time import local_day
from chalicelib.core.settings import public_key
from chalicelib.storage.case_keys import BACKED_UP
from chalicelib.storage.codec import decode
from infra.doctor.patient import Patient

_TWO_DAYS = timedelta(days=2)


def backup(patient: Patient) -> Iterator[str]:
    """No case and no school is named: who opens something there mends it."""
    settings = _settings(patient)
    if not settings.get("BACKUP_BUCKET"):
        return
    yield from _last_night(patient)
    shut = _shut(patient, settings["RECOVERY_KEY"])
    if shut:
        yield patient.unless_new(
            f"the kept cases of {shut} schools would not open: their keys are sealed"
            " for the recovery key when somebody there opens something"
        )


def _settings(patient: Patient) -> dict[str, str]:
    name = f"{patient.prefix}-sweeper"
    told = patient.client("lambda").get_function_configuration(FunctionName=name)
    found: dict[str, Any] = told.get("Environment", {}).get("Variables", {})
    return found


def _last_night(patient: Patient) -> Iterator[str]:
    rows = map(decode, patient.scan("answers"))
    mark = next((row for row in rows if (row["pk"], row["sk"]) == BACKED_UP), {})
    last = date.fromisoformat(mark["day"]) if "day" in mark else None
    today = local_day(datetime.now(UTC))
    if mark.get("failed"):
        yield (
            f"the cases of {mark['failed']} schools were not kept whole: look in the"
            " sweeper's log"
        )
    if last is None or last > today:
        yield patient.unless_new("no case was ever kept: look in the sweeper's log")
    elif today - last > _TWO_DAYS:
        yield f"cases were last kept on {last}: look in the sweeper's log"


def _shut(patient: Patient, recovery_key: str) -> int:
    """How many have cases, and no key sealed for this recovery key."""
    rows = [*map(decode, patient.scan("casework"))]
    have = {
        row["pk"].removeprefix("CASES#")
        for row in rows
        if row["pk"].startswith("CASES#") and "erased_on" not in row
    }
    opens = {
        row["pk"].removeprefix("RECOVERY#")
        for row in rows
        if row["pk"].startswith("RECOVERY#")
        and row["sealed_to"] == public_key(recovery_key)
    }
    return len(have - opens)
