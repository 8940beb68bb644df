"""A form that may carry a long list: pasted, or as a file from a spreadsheet."""

import re
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
_MOST_BOUNDARY = 70
_NAME = re.compile(rb';\s*name="([^"\r\n]{1,80})"', re.I)
_IS_FILE = re.compile(rb";\s*filename\*?=", re.I)


def read_list(request: Request) -> Fields:
    """The submitted fields; that of a file holds the file's text. Raises BadRequest."""
    kind = request.headers.get("content-type", "")
    if not kind.lower().startswith(UPLOAD):
        return read_form(request, MOST_LONG_BYTES)
    body: bytes = request.raw_body or b""  # type: ignore[assignment]
    if len(body) > MOST_BYTES:
        raise BadRequest("too_large", 413)
    values: dict[str, list[str]] = {}
    for name, is_file, content in _parts(body, _boundary(kind)):
        try:
            text = decoded(content) if is_file else content.decode()
        except UnreadableList as refused:
            text = ""
            values[UNREADABLE] = [refused.kind]
        except UnicodeDecodeError:
            raise BadRequest("not_utf8", 400) from None
        values.setdefault(name, []).append(text)
    return Fields(values)


LIST = Reader((FORM, UPLOAD), read_list)


def _boundary(kind: str) -> bytes:
    header = Message()
    header["Content-Type"] = kind
    found = header.get_boundary()
    if not found or len(found) > _MOST_BOUNDARY or not found.isascii():
        raise BadRequest("bad_fields", 400)
    return found.encode()


def _parts(body: bytes, boundary: bytes) -> list[tuple[str, bool, bytes]]:
    """Name, whether it is a file, and content. Nothing nests: browsers send one level.
    A body that was cut off is refused, since half a list is not the list."""
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary)
    if (
        len(pieces) < 2
        or not pieces[-1].startswith(b"--")
        or len(pieces) > MOST_FIELDS + 2
    ):
        raise BadRequest("bad_fields", 400)
    return [_part(piece) for piece in pieces[1:-1]]


def _part(piece: bytes) -> tuple[str, bool, bytes]:
    headers, blank, content = piece.partition(b"\r\n\r\n")
    name = _NAME.search(headers)
    if not (blank and name):
        raise BadRequest("bad_fields", 400)
    try:
        return name[1].decode(), bool(_IS_FILE.search(headers)), content
    except UnicodeDecodeError:
        raise BadRequest("not_utf8", 400) from None
