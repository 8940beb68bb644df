"""What is kept of cases: their rows in ``casework``, the copies in the bucket of a
second account, and how far a night has come, in ``answers``.

The function that writes there may put, list and take away, and read nothing back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chalicelib.core import aws
from chalicelib.core.settings import settings
from chalicelib.storage import (
    case_keys,
    database,
    records,
    recovery_keys,
    transaction,
)
from chalicelib.storage.codec import Row
from chalicelib.storage.writes import Put

_LENGTH_OF_AN_ACCOUNT = 12


@dataclass(frozen=True, slots=True)
class Progress:
    """``day`` is the last one whose work is done, None before the first; ``after`` is
    the body that this night has come to, empty between nights. ``failed`` counts those
    that this night, or the last one, could not keep whole."""

    day: date | None
    after: str = ""
    failed: int = 0

    def done_by(self, today: date) -> date | None:
        """A day that is yet to come is none of ours."""
        return self.day if self.day and self.day <= today else None


def progress() -> Progress:
    row = database.get(settings().answers_table, case_keys.BACKED_UP)
    return records.decode(Progress, row) if row else Progress(None)


def note(progress: Progress) -> None:
    row = records.encode(progress)
    transaction.commit(Put(settings().answers_table, case_keys.BACKED_UP, row))


def cases_of(body_id: str) -> list[Row]:
    """Their headers, as they stand: also one that cannot be read."""
    partition = case_keys.case(body_id, 0).pk
    return list(database.query(settings().casework_table, partition, ""))


def entries_of(body_id: str, number: str) -> list[Row]:
    """Without drafts. ``number`` as keys have it."""
    partition = case_keys.case_entry(body_id, int(number), 0).pk
    rows = database.query(settings().casework_table, partition, "")
    return [row for row in rows if row["sk"].isdigit()]


def sealed_key(body_id: str) -> tuple[bytes, bytes] | None:
    """What opens the body's copies, and the recovery key that it is sealed for."""
    row = recovery_keys.sealed(body_id)
    return (row["sealed"], row["sealed_to"]) if row else None


def names(body_id: str) -> set[str]:
    """What is kept of the body. Raises Unavailable."""
    return {key.removeprefix(_folder(body_id)) for key in _listed(body_id)}


def put(body_id: str, name: str, sealed: bytes) -> None:
    """Raises Unavailable."""
    key = f"{_folder(body_id)}{name}"
    aws.call("s3", "put_object", **_bucket(), Key=key, Body=sealed)


def delete(body_id: str, name: str) -> None:
    """The bucket forgets it some weeks later. Raises Unavailable."""
    aws.call("s3", "delete_object", **_bucket(), Key=f"{_folder(body_id)}{name}")


def _listed(body_id: str) -> Iterator[str]:
    asked = _bucket() | {"Prefix": _folder(body_id)}
    while True:
        page = aws.call("s3", "list_objects_v2", **asked)
        yield from (found["Key"] for found in page.get("Contents", ()))
        if not page.get("IsTruncated"):
            return
        asked["ContinuationToken"] = page["NextContinuationToken"]


def _folder(body_id: str) -> str:
    return f"{body_id}/"


def _bucket() -> dict[str, str]:
    """Whoever makes a bucket of that name in another account gets nothing."""
    name = settings().backup_bucket or ""
    return {"Bucket": name, "ExpectedBucketOwner": name[-_LENGTH_OF_AN_ACCOUNT:]}
