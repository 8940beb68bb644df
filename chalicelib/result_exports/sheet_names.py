"""What sheets of a workbook may be called."""

import re
from collections.abc import Iterable

MOST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_RESERVED = "history"
"""No sheet may have it in any Excel."""


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """As near to what is wanted as Excel allows, no two alike without regard to
    case."""
    given: list[str] = []
    taken = {_RESERVED, ""}
    for name in wanted:
        free = _free(_allowed(name), taken)
        taken.add(free.casefold())
        given.append(free)
    return given


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, _shortened(name, MOST)
    while free.casefold() in taken:
        number += 1
        ending = f" ({number})"
        free = (_shortened(name, MOST - len(ending)) + ending).strip()
    return free


def _allowed(name: str) -> str:
    return " ".join(_FORBIDDEN.sub(" ", name).split()).strip("' ")


def _shortened(name: str, most: int) -> str:
    """Excel counts as UTF-16 does: an emoji is two."""
    cut = name.encode("utf-16-le")[: 2 * most].decode("utf-16-le", errors="ignore")
    return cut.rstrip("' ")
