"""A form that may carry a long list: pasted, or as a file from a spreadsheet."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message

from chalice.app import Request

from chalicelib.class_import.list_file import UnreadableList, decoded
from chalicelib.web.form_body import (
    FORM,
    MOST_FIELDS,
    MOST_LONG_BYTES,
    BadRequest,
    Fields,
    Reader,
    read_form,
)

UPLOAD = "multipart/form-data"
MOST_BYTES = 262_144
"""Of a file: some spreadsheets write two bytes a letter. Pasted, five hundred classes
fit in what any long form may hold; reading twice as much, percent-encoded, would cost
too much."""
UNREADABLE = "unreadable"
"""The field that says why a file could not be read; then its own field is empty."""
MOST_PACKED_BYTES = 2_097_152
"""Of files that a school's system hands out, packed or not."""
_MOST_BOUNDARY = 70
_NAME = re.compile(rb';\s*name="([^"\r\n]{1,80})"', re.I)
_FILE = re.compile(rb';\s*filename\*?=(?:"([^"\r\n]*)"?|([^;\r\n]*))', re.I)


@dataclass(frozen=True, slots=True)
class UploadedFile:
    name: str
    content: bytes


class FieldsWithFiles(Fields):
    """The fields of a form, and beside them its files: whoever copies the fields, to
    give them back or to know them again, does not have what the files hold."""

    def __init__(
        self, values: Mapping[str, Iterable[str]], files: tuple[UploadedFile, ...]
    ) -> None:
        super().__init__({name: [*sent] for name, sent in values.items()})
        self.files = files


@dataclass(frozen=True, slots=True)
class _Part:
    """``file`` is the name of the file that it is, None where it is a field."""

    name: str
    file: str | None
    content: bytes


def read_list(request: Request) -> Fields:
    """The submitted fields; that of a file holds the file's text. Raises BadRequest."""
    kind = request.headers.get("content-type", "")
    if not kind.lower().startswith(UPLOAD):
        return read_form(request, MOST_LONG_BYTES)
    values: dict[str, list[str]] = {}
    for part in _parts_of(request, MOST_BYTES):
        try:
            text = decoded(part.content) if part.file is not None else _text(part)
        except UnreadableList as refused:
            text = ""
            values[UNREADABLE] = [refused.kind]
        values.setdefault(part.name, []).append(text)
    return Fields(values)


def read_files(request: Request) -> FieldsWithFiles:
    """The submitted fields, and the files as they are. Raises BadRequest."""
    if not request.headers.get("content-type", "").lower().startswith(UPLOAD):
        return FieldsWithFiles(read_form(request).all(), ())
    values: dict[str, list[str]] = {}
    files: list[UploadedFile] = []
    for part in _parts_of(request, MOST_PACKED_BYTES):
        if part.file is None:
            values.setdefault(part.name, []).append(_text(part))
        elif part.content:
            files.append(UploadedFile(part.file, part.content))
    return FieldsWithFiles(values, tuple(files))


LIST = Reader((FORM, UPLOAD), read_list)
FILES = Reader((FORM, UPLOAD), read_files)


def files_in(fields: Fields) -> tuple[UploadedFile, ...]:
    return fields.files if isinstance(fields, FieldsWithFiles) else ()


def _parts_of(request: Request, most: int) -> list[_Part]:
    body: bytes = request.raw_body or b""  # type: ignore[assignment]
    if len(body) > most:
        raise BadRequest("too_large", 413)
    return _parts(body, _boundary(request.headers.get("content-type", "")))


def _text(part: _Part) -> str:
    try:
        return part.content.decode()
    except UnicodeDecodeError:
        raise BadRequest("not_utf8", 400) from None


def _boundary(kind: str) -> bytes:
    header = Message()
    header["Content-Type"] = kind
    found = header.get_boundary()
    if not found or len(found) > _MOST_BOUNDARY or not found.isascii():
        raise BadRequest("bad_fields", 400)
    return found.encode()


def _parts(body: bytes, boundary: bytes) -> list[_Part]:
    """Nothing nests: browsers send one level. A body that was cut off is refused, since
    half a list is not the list."""
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary)
    if (
        len(pieces) < 2
        or not pieces[-1].startswith(b"--")
        or len(pieces) > MOST_FIELDS + 2
    ):
        raise BadRequest("bad_fields", 400)
    return [_part(piece) for piece in pieces[1:-1]]


def _part(piece: bytes) -> _Part:
    headers, blank, content = piece.partition(b"\r\n\r\n")
    name = _NAME.search(headers)
    if not (blank and name):
        raise BadRequest("bad_fields", 400)
    file = _FILE.search(headers)
    filename = (file[1] or file[2] or b"").decode(errors="replace") if file else None
    try:
        return _Part(name[1].decode(), filename, content)
    except UnicodeDecodeError:
        raise BadRequest("not_utf8", 400) from None
