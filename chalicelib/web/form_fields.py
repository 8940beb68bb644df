"""What the forms of setting up share: the fields as typed, and the version that was
seen."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from chalicelib.web.http import Fields

_LONGEST = 4000


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
