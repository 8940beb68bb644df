"""Rows that the public side can write: one that cannot be read is left out and said, so
that it never takes a page or a sweep with it."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from chalicelib.core.ids import is_id
from chalicelib.core.log_lines import LogLine
from chalicelib.crypto.sealing import DoesNotOpen
from chalicelib.storage.codec import Row

Read = TypeVar("Read")
MOST = 1_000_000
"""Of what rows of ours count."""
_log = logging.getLogger("supportgrupper")
_LONGEST_KIND = 20
_UNREADABLE = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    DoesNotOpen,
    RecursionError,
)
"""What reading a row raises that is not as ours are; a wrong seal, and JSON that is
none or too deep, too."""


class Unreadable(Exception):
    """A row that is due is not as ours are; the log says so already."""


def those_readable(rows: Iterable[Row], read: Callable[[Row], Read]) -> Iterator[Read]:
    """One line of the log for each kind of row and trouble, however many rows somebody
    wrote."""
    left_out: Counter[tuple[str, str]] = Counter()
    for row in rows:
        try:
            yield read(row)
        except _UNREADABLE as error:
            left_out[_kind(row["sk"]), type(error).__name__] += 1
    for (kind, name), number in left_out.items():
        say_left_out(kind, name, number)


def read_or_none(row: Row | None, read: Callable[[Row], Read]) -> Read | None:
    """None for no row, too."""
    return None if row is None else opened_or_none(row["sk"], lambda: read(row))


def read_due(row: Row | None, read: Callable[[Row], Read]) -> Read | None:
    """The same for what is due. Raises Unreadable: then one looks at it less often."""
    found = read_or_none(row, read)
    if row is not None and found is None:
        raise Unreadable
    return found


def opened_or_none(sk: str, read: Callable[[], Read]) -> Read | None:
    """The same for what is sealed in a row. Only the kind of the row reaches the
    log."""
    try:
        return read()
    except _UNREADABLE as error:
        say_left_out(_kind(sk), type(error).__name__, 1)
        return None


def _kind(sk: str) -> str:
    """Only what one of ours could be reaches the log."""
    kind = sk.partition("#")[0]
    return (
        kind
        if kind.isascii() and kind.isalpha() and len(kind) <= _LONGEST_KIND
        else "other"
    )


def say_left_out(kind: str, error: str, number: int) -> None:
    """``kind`` and ``error`` are words of our own: nothing that was written in a
    row."""
    _log.error(
        "%s kind=%s error=%s rows=%d", LogLine.ROW_UNREADABLE, kind, error, number
    )


def text(row: Row, name: str) -> str:
    """The attribute, which must be text. Raises KeyError, TypeError."""
    value = row[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def id_(row: Row, name: str) -> str:
    """An id as we make them. Raises KeyError, TypeError, ValueError."""
    value = text(row, name)
    if not is_id(value):
        raise ValueError(name)
    return value


def key_part(row: Row, name: str) -> str:
    """What a key is built of: it must not hold what stands between a key's parts."""
    value = text(row, name)
    if not value or "#" in value:
        raise ValueError(name)
    return value


def texts(row: Row, name: str, most: int) -> tuple[str, ...]:
    """A list of texts, no longer than our own ever are. Raises KeyError, TypeError,
    ValueError."""
    values = tuple(row[name])
    if len(values) > most or not all(isinstance(value, str) for value in values):
        raise ValueError(name)
    return values


def number(row: Row, name: str, most: int = MOST) -> int:
    value = row[name]
    if not isinstance(value, int) or not 0 <= value <= most:
        raise TypeError(name)
    return value
