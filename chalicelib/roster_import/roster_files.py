"""The files of OneRoster out of what was sent: a zip, or the files by themselves. What
is packed is unpacked in memory, as far as its bounds, and no other file is read."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable

from chalicelib.class_import.list_upload import UploadedFile
from chalicelib.roster_import.roster_fault import UnreadableRoster

READ = ("manifest", "orgs", "academicSessions", "courses", "classes")
READ_OF_PEOPLE = ("enrollments", "users")
"""The files of OneRoster 1.2 that something is read of."""
MOST_MEMBERS = 60
MOST_UNPACKED = 16 * 1024 * 1024
"""Bytes, of all files together: about fifty schools."""
_NAME = re.compile(
    rf"(?:.*[/\\])?({'|'.join(READ + READ_OF_PEOPLE)})(?: ?\(\d+\))?\.csv", re.I
)
_ZIP = b"PK\x03\x04"
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError),
)
"""Cut off, not a zip, packed in a way that we do not know, or locked."""
_BY_NAME = {name.casefold(): name for name in READ + READ_OF_PEOPLE}


def files_of(sent: Iterable[UploadedFile]) -> dict[str, bytes]:
    """The content of each by its name in OneRoster. Raises UnreadableRoster."""
    found: dict[str, bytes] = {}
    for file in sent:
        if file.content.startswith(_ZIP):
            _add(found, _unpacked(file.content))
        elif name := _name(file.name):
            _add(found, [(name, file.content)])
    if not found:
        raise UnreadableRoster("no_files")
    return found


def is_zip(sent: Iterable[UploadedFile]) -> bool:
    return any(file.content.startswith(_ZIP) for file in sent)


def _add(found: dict[str, bytes], more: Iterable[tuple[str, bytes]]) -> None:
    for name, content in more:
        if name in found:
            raise UnreadableRoster("twice", f"{name}.csv")
        found[name] = content


def _unpacked(content: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _members(packed)
    except _BROKEN:
        raise UnreadableRoster("broken_zip") from None


def _members(packed: zipfile.ZipFile) -> list[tuple[str, bytes]]:
    """What a member says of its own size is not believed."""
    if len(packed.infolist()) > MOST_MEMBERS:
        raise UnreadableRoster("many_files", said=str(MOST_MEMBERS))
    found, left = list[tuple[str, bytes]](), MOST_UNPACKED
    for member in packed.infolist():
        name = "" if "__MACOSX" in member.filename else _name(member.filename)
        if not name:
            continue
        with packed.open(member) as opened:
            content = opened.read(left + 1)
        left -= len(content)
        if left < 0:
            raise UnreadableRoster("too_big", said=str(MOST_UNPACKED >> 20))
        found.append((name, content))
    return found


def _name(filename: str) -> str:
    matched = _NAME.fullmatch(filename)
    return _BY_NAME[matched[1].casefold()] if matched else ""
