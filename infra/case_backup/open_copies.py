"""Every copy of a folder, opened and written as files that people and machines read."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from chalicelib.archive.typesetting import pdf_of
from chalicelib.case_backup import contents
from chalicelib.case_copies.copy_kind import CopyKind
from chalicelib.case_copies.prepare import prepared
from chalicelib.cases.entry import ReadEntry
from chalicelib.cases.see_case import SeenCase
from chalicelib.crypto import sealing
from chalicelib.crypto.sealing import DoesNotOpen
from chalicelib.storage import recovery_keys
from infra.case_backup.copied import seen
from infra.case_backup.recovery_key import Refused


def open_all(kept: Path, recovery_key: bytes, out: Path) -> Iterator[str]:
    """A line for each school and school owner. Raises Refused where the folder holds no
    copy."""
    bodies = sorted(
        folder for folder in kept.iterdir() if any(folder.glob(f"{contents.CASE}-*"))
    )
    if not bodies:
        raise Refused(f"{kept} holds no copy of a case")
    for folder in bodies:
        files = sorted(folder.glob(f"{contents.CASE}-*"))
        shut = [file for file in files if not _opened(file, recovery_key, out)]
        missed = f", {len(shut)} could not be opened" if shut else ""
        yield f"{folder.name}: {len(files) - len(shut)} cases{missed}"


def _opened(file: Path, recovery_key: bytes, out: Path) -> bool:
    """False where it is sealed for another key, is no copy of ours, or nobody at the
    school had opened anything before the account was lost."""
    body_id, number = file.parent.name, file.name.split("-")[1]
    try:
        copied = _unsealed(recovery_key, file, contents.bound_to(body_id, number))
        case = seen(copied, body_id, number, _key_of(file.parent, recovery_key))
        _write(case, out / f"{body_id}-{int(number)}")
    except Exception:  # noqa: BLE001 - whatever it is, the others are to be opened
        return False
    return True


def _key_of(folder: Path, recovery_key: bytes) -> bytes:
    """What opens the body's cases. Raises LookupError where none was kept that
    opens."""
    bound_to = recovery_keys.bound_to(folder.name)
    for file in folder.glob(f"{contents.KEY}-*"):
        try:
            return bytes.fromhex(cast(str, _unsealed(recovery_key, file, bound_to)))
        except DoesNotOpen:
            continue
    raise LookupError(folder.name)


def _unsealed(recovery_key: bytes, file: Path, bound_to: str) -> Any:
    return sealing.unseal(recovery_key, file.read_bytes(), bound_to)


def _write(case: SeenCase, stem: Path) -> None:
    copy = prepared(case, CopyKind.ARCHIVE, "nb", (), datetime.now(UTC))
    stem.with_suffix(".pdf").write_bytes(pdf_of(copy.shown))
    text = json.dumps(_plain(case), ensure_ascii=False, indent=1)
    stem.with_suffix(".json").write_text(text, encoding="utf-8")


def _plain(case: SeenCase) -> dict[str, object]:
    """All that was written, also what no copy for the archive has."""
    return {
        "school": case.school,
        "pupil": case.about.pupil,
        "place": case.about.place,
        "state": case.case.state,
        "entries": [_entry(case, read) for read in case.entries],
    }


def _entry(case: SeenCase, read: ReadEntry) -> dict[str, object]:
    by = case.people.get(read.entry.by)
    return {
        "number": read.entry.number,
        "kind": read.entry.kind,
        "happened": read.entry.happened.isoformat(),
        "by": by.name if by else read.entry.by,
        "says": read.content,
    }
