"""What a form sends: its fields, or why they cannot be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from chalice.app import Request

FORM = "application/x-www-form-urlencoded"
READING = ["GET", "HEAD"]
"""The methods of a page that is only looked at."""
MOST_BYTES = 16_384
MOST_TEXT_BYTES = 65_536
"""For a form with a text field: what is far too long comes back whole, with words on
it."""
MOST_LONG_BYTES = 131_072
MOST_FIELDS = 64
MOST_PEOPLE = 400
"""Who can be ticked off one by one: all of a big school."""


class BadRequest(Exception):
    """The request cannot be read. ``kind`` names the error page that says why."""

    def __init__(self, kind: str, status: int) -> None:
        super().__init__(kind)
        self.kind = kind
        self.status = status


class Fields:
    """The fields of a submitted form, in the order they stood on the page."""

    def __init__(self, values: Mapping[str, list[str]]) -> None:
        self._values = {name: tuple(sent) for name, sent in values.items()}

    def get(self, name: str) -> str | None:
        """The first value: a pressed button stands before a hidden field of the same
        name."""
        return self._values.get(name, (None,))[0]

    def without(self, name: str) -> "Fields":
        """The same fields but for one."""
        return Fields(
            {field: [*all_] for field, all_ in self._values.items() if field != name}
        )

    def all(self) -> dict[str, tuple[str, ...]]:
        """Every field with all its values."""
        return dict(self._values)


def read_form(
    request: Request, most_bytes: int = MOST_BYTES, most_fields: int = MOST_FIELDS
) -> Fields:
    """The submitted fields. Raises BadRequest: media, too_large, not_utf8 or
    bad_fields."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != FORM:
        raise BadRequest("media", 415)
    body = request.raw_body
    if len(body) > most_bytes:
        raise BadRequest("too_large", 413)
    try:
        text = body if isinstance(body, str) else body.decode("utf-8")
        return Fields(
            parse_qs(
                text,
                keep_blank_values=True,
                max_num_fields=most_fields,
                errors="strict",
            )
        )
    except UnicodeDecodeError:
        raise BadRequest("not_utf8", 400) from None
    except ValueError:
        raise BadRequest("bad_fields", 400) from None


@dataclass(frozen=True, slots=True)
class Reader:
    """How a form is read, and in which types of content it may come."""

    types: tuple[str, ...]
    read: Callable[[Request], Fields]


SHORT = Reader((FORM,), read_form)
LONG = Reader((FORM,), lambda request: read_form(request, MOST_LONG_BYTES))
"""For a page of thought: what fits its fields fits, in every alphabet."""
WITH_PEOPLE = Reader(
    (FORM,), lambda request: read_form(request, MOST_LONG_BYTES, MOST_PEOPLE)
)
"""The same, with a box for each of the people of a school."""
