"""A form that may carry a long list: pasted, or as a file from a spreadsheet."""

from email import message_from_bytes
from itertools import islice

from chalice.app import Request

from chalicelib.domain.class_list import decoded
from chalicelib.web.http import FORM, MOST_FIELDS, BadRequest, Fields, Reader, read_form

UPLOAD = "multipart/form-data"
MOST_BYTES = 262_144
"""Five hundred classes, percent-encoded, with room to spare."""


def read_list(request: Request) -> Fields:
    """The submitted fields; that of a file holds the file's text. Raises BadRequest."""
    kind = request.headers.get("content-type", "")
    if not kind.lower().startswith(UPLOAD):
        return read_form(request, MOST_BYTES)
    body: bytes = request.raw_body or b""  # type: ignore[assignment]
    if len(body) > MOST_BYTES:
        raise BadRequest("too_large", 413)
    message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    values: dict[str, list[str]] = {}
    for part in islice(message.walk(), MOST_FIELDS):
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            values.setdefault(name, []).append(decoded(content))
    return Fields(values)


LIST = Reader((FORM, UPLOAD), read_list)
