"""What the staff's forms share: the fields as typed, the version that was seen, and
days, times and numbers as people write them, with the digits of any alphabet. Pydantic,
so the staff side only."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, time
from typing import Annotated, Any

from pydantic import BeforeValidator

from chalicelib.core.text import ascii_digits
from chalicelib.web.form_body import Fields

_LONGEST = 4000
_KINDS = {
    "missing": "required",
    "too_short": "required",
    "string_too_long": "too_long",
    "greater_than_equal": "number",
    "less_than_equal": "number",
    "int_parsing": "number",
}


def typed(fields: Fields, names: Iterable[str]) -> dict[str, str]:
    """Each field as it was typed; empty where the browser sent none (a box that is not
    ticked)."""
    return {
        name: (fields.get(name) or "")[:_LONGEST].replace("\r\n", "\n")
        for name in names
    }


def seen(fields: Fields) -> int:
    """Which version the person had before their eyes; no version at all is an old
    one."""
    text = fields.get("version") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def differences(typed: dict[str, str], stored: dict[str, str]) -> list[tuple[str, str]]:
    """What is stored now, where it is not what the person typed."""
    return [
        (name, stored[name])
        for name in typed
        if typed[name].strip() != stored[name].strip()
    ]


def sure_of(fields: Fields) -> set[date]:
    """The days off on which the school is said to be open: sure of one is sure of no
    other."""
    found = set()
    for text in fields.all().get("sure", ()):
        with suppress(ValueError):
            found.add(date.fromisoformat(text))
    return found


def _plain(typed: object) -> str:
    return ascii_digits(str(typed)).strip()


def _iso(typed: object) -> str:
    """24.11.2026, as people write where the browser has no calendar, is a date too."""
    plain = _plain(typed)
    found = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", plain)
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else plain


def _clock(typed: object) -> str:
    """8.30 is a time too, where the browser has no clock to choose from."""
    plain = _plain(typed)
    found = re.fullmatch(r"(\d{1,2})[.:](\d{2})", plain)
    return f"{found[1]:0>2}:{found[2]}" if found else plain


Day = Annotated[date, BeforeValidator(_iso)]
Clock = Annotated[time, BeforeValidator(_clock)]
Number = Annotated[int, BeforeValidator(_plain)]


def problem_kind(error: Any) -> str:
    """What pydantic found wrong with a field, as the end of a key. Our own validators
    raise ValueError with the kind itself."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if error["type"].startswith("date"):
        return "bad_date"
    return _KINDS.get(error["type"], "choose")
