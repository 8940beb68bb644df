"""Rows as DynamoDB wants them, and back; instants as rows hold them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

Row = dict[str, Any]
_FIRST_YEAR, _END_YEAR = 2000, 2200
_AS_IT_IS = frozenset(("S", "B", "BOOL"))


def stamp(at: datetime) -> str:
    """An instant as rows hold it: UTC, whole seconds, sortable as text."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=4096)
def instant(text: str) -> datetime:
    """Raises ValueError for what ``stamp`` never makes: another zone or none, or a year
    that no calendar of ours can count from."""
    at = datetime.fromisoformat(text)
    if at.utcoffset() != timedelta(0) or not _FIRST_YEAR <= at.year < _END_YEAR:
        raise ValueError("no instant of ours")
    return at


def epoch(at: datetime) -> int:
    return int(at.timestamp())


def from_epoch(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def encode(row: Mapping[str, Any]) -> dict[str, Any]:
    """As DynamoDB wants it; what is None is left out."""
    return {name: _marked(value) for name, value in row.items() if value is not None}


def decode(item: Mapping[str, Any]) -> Row:
    return {
        name: value if mark in _AS_IT_IS else _plain(mark, value)
        for name, marked in item.items()
        for mark, value in marked.items()
    }


def _marked(value: Any) -> dict[str, Any]:
    """A value with the letter DynamoDB wants before it; a kind no row should hold is an
    error."""
    match value:
        case None:
            return {"NULL": True}
        case bool():
            return {"BOOL": value}
        case str():
            return {"S": str(value)}
        case int():
            return {"N": str(int(value))}
        case bytes():
            return {"B": value}
        case Mapping():
            return {"M": {str(name): _marked(member) for name, member in value.items()}}
        case list() | tuple():
            return {"L": [_marked(member) for member in value]}
    raise TypeError(f"a row cannot hold a {type(value).__name__}")


def _plain(mark: str, value: Any) -> Any:
    match mark:
        case "NULL":
            return None
        case "N":
            # A number that is none of ours stays text: who reads the row then refuses
            # it.
            return int(value) if value.lstrip("-").isdigit() else value
        case "M":
            return decode(value)
        case "L":
            return [
                _plain(mark, member)
                for marked in value
                for mark, member in marked.items()
            ]
    return value
