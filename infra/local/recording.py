"""What moto's recorder wrote, made fit to be replayed.

The recorder appends each request before moto carries it out, so a request that was
answered is always in the file; the one a kill cut short may be there, whole or torn,
and was never answered.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

# Reading changes nothing, and a service that sweeps every two seconds reads a great
# deal.
_READS = ("Get", "BatchGet", "TransactGet", "Query", "Scan", "Describe", "List")


class DamagedError(Exception):
    """The recording has an unreadable line that is not its last."""


def tidy(recording: Path) -> None:
    """Rewrite the file without reads and without a torn last line; make it when there
    is none."""
    half = recording.with_suffix(".new")
    half.unlink(missing_ok=True)
    with os.fdopen(
        os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
    ) as file:
        if recording.exists():
            file.writelines(
                line.rstrip(b"\n") + b"\n" for line in _worth_keeping(recording)
            )
    half.replace(recording)


def _worth_keeping(recording: Path) -> Iterator[bytes]:
    torn = False
    with recording.open("rb") as lines:
        for line in lines:
            if torn:
                raise DamagedError
            try:
                entry = json.loads(line)
            except ValueError:
                torn = True
                continue
            if not _is_read(entry["method"], entry["headers"]):
                yield line


def _is_read(method: str, headers: dict[str, str]) -> bool:
    if method in ("GET", "HEAD"):
        return True
    operation = headers.get("X-Amz-Target", "").rpartition(".")[2]
    return operation.startswith(_READS)
