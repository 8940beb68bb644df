"""Rows that the public side can write: one that cannot be read is left out and said, so that it
never takes a page or a sweep with it."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from chalicelib.domain.log_lines import LogLine
from chalicelib.sealing import DoesNotOpen
from chalicelib.stores.rows import Row

Read = TypeVar("Read")
_log = logging.getLogger("supportgrupper")
_UNREADABLE = (KeyError, ValueError, TypeError, AttributeError, DoesNotOpen)
"""What reading a row raises that is not as ours are; a wrong seal, and JSON that is none, too."""


def those_readable(rows: Iterable[Row], read: Callable[[Row], Read]) -> Iterator[Read]:
    for row in rows:
        found = read_or_none(row, read)
        if found is not None:
            yield found


def read_or_none(row: Row | None, read: Callable[[Row], Read]) -> Read | None:
    """None for no row, too."""
    return None if row is None else opened_or_none(row["sk"], lambda: read(row))


def opened_or_none(sk: str, read: Callable[[], Read]) -> Read | None:
    """The same for what is sealed in a row. Only the kind of the row reaches the log."""
    try:
        return read()
    except _UNREADABLE as error:
        kind, name = sk.partition("#")[0], type(error).__name__
        _log.error("%s kind=%s error=%s", LogLine.ROW_UNREADABLE, kind[:20], name)
        return None


def text(row: Row, name: str) -> str:
    """The attribute, which must be text. Raises KeyError, TypeError."""
    value = row[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def texts(row: Row, name: str, most: int) -> tuple[str, ...]:
    """A list of texts, no longer than our own ever are. Raises KeyError, TypeError, ValueError."""
    values = tuple(row[name])
    if len(values) > most or not all(isinstance(one, str) for one in values):
        raise ValueError(name)
    return values


def number(row: Row, name: str) -> int:
    value = row[name]
    if not isinstance(value, int):
        raise TypeError(name)
    return value


def sealed(row: Row, name: str) -> bytes:
    value = row[name]
    if not isinstance(value, bytes):
        raise TypeError(name)
    return value
