"""What a seal held, looked at before anything is made of it: who knows a public key can
seal to it whatever JSON can hold. All of these raise what ``storage.readable`` leaves
out."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.crypto.sealing import WITH_TEXT
from chalicelib.storage.readable import MOST


def fields(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("fields")
    return value


def values(value: object, most: int, least: int = 0) -> Sequence[Any]:
    """A list of at least and at most so many."""
    if not isinstance(value, list):
        raise TypeError("values")
    if not least <= len(value) <= most:
        raise ValueError("values")
    return value


def words(value: object) -> str:
    """Text that a page can show, no longer than ours ever is: half a character, which
    JSON can hold, raises ValueError as it is encoded."""
    if not isinstance(value, str):
        raise TypeError("words")
    if len(value.encode()) > WITH_TEXT:
        raise ValueError("words")
    return value


def number(value: object, least: int = 0) -> int:
    """True is an int to Python, and no number of ours."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("number")
    if not least <= value <= MOST:
        raise ValueError("number")
    return value
