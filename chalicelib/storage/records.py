"""A frozen dataclass as a row, and back, by the hints of its fields: one attribute a
field, of the same name.

An instant stands as ``codec.stamp`` makes it, a day or a time of day as ISO 8601 has
it, an enumeration by its value, a tuple as a list, a dataclass inside as a map.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache, partial
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from chalicelib.storage.codec import Row, instant, stamp

Record = TypeVar("Record")
_Convert = Callable[[Any], Any]
_Attribute = tuple[str, _Convert, _Convert, Callable[[], Any] | None]
"""A field's name, how it is written and read, and what it is where it is absent: None
where the dataclass says so itself."""


def encode(record: Any, *elsewhere: str) -> Row:
    """Without the fields that stand ``elsewhere``. None is what is not there: whoever
    rewrites a row takes it away."""
    attributes = _attributes(type(record), frozenset(elsewhere))
    return {name: write(getattr(record, name)) for name, write, _, _ in attributes}


def decode(kind: type[Record], row: Row, **elsewhere: Any) -> Record:
    """``elsewhere`` has the fields that do not stand in the row, or are read with more
    care. Raises where the row is none of ours: see ``storage.readable``."""
    for name, _, read, absent in _attributes(kind, frozenset(elsewhere)):
        if name in row:
            elsewhere[name] = read(row[name])
        elif absent:
            elsewhere[name] = absent()
    return kind(**elsewhere)


def _worked_out(kind: Any, elsewhere: frozenset[str]) -> tuple[_Attribute, ...]:
    hints = get_type_hints(kind)
    inside = (field for field in fields(kind) if field.name not in elsewhere)
    return tuple(
        (
            field.name,
            *_both_ways(hints[field.name]),
            _absent(field, hints[field.name]),
        )
        for field in inside
    )


_attributes: Callable[[Any, frozenset[str]], tuple[_Attribute, ...]] = cache(
    _worked_out
)
"""Worked out when the first such row is met: nothing of it is done at the start."""


def _absent(field: Field[Any], hint: Any) -> Callable[[], Any] | None:
    """What a field is where the row says nothing of it."""
    if field.default_factory is not MISSING or field.default is not MISSING:
        return None
    if NoneType in get_args(hint):
        return lambda: None

    def missing() -> None:
        raise KeyError(field.name)

    return missing


def _both_ways(hint: Any) -> tuple[_Convert, _Convert]:
    """How a value of that type is written, and read."""
    inner = get_args(hint)
    if NoneType in inner:
        return _or_none(*_both_ways(inner[0]))
    if get_origin(hint) is tuple:
        return _of_list(*inner)
    if inner:
        return _of_map(*_both_ways(inner[1]))
    if is_dataclass(hint):
        inside: Any = hint
        return encode, lambda value: decode(inside, value)
    if issubclass(hint, Enum):
        members = {member.value: member for member in hint}
        return lambda value: value.value, members.__getitem__
    if hint is datetime:
        return stamp, instant
    if hint in (date, time):
        return lambda value: value.isoformat(), hint.fromisoformat
    if hint in (str, int, bool, bytes):
        return lambda value: value, partial(_a, hint)
    raise TypeError(f"a row cannot hold a {hint}")


def _or_none(write: _Convert, read: _Convert) -> tuple[_Convert, _Convert]:
    return (
        lambda value: None if value is None else write(value),
        lambda value: None if value is None else read(value),
    )


def _of_list(*inner: Any) -> tuple[_Convert, _Convert]:
    """A tuple of any length, or of one with a type for each place."""
    if inner[-1] is Ellipsis:
        write, read = _both_ways(inner[0])
        return (
            lambda values: [write(value) for value in values],
            lambda values: tuple(read(value) for value in _a(list, values)),
        )
    ways = [_both_ways(hint) for hint in inner]
    return (
        lambda values: [
            write(value) for (write, _), value in zip(ways, values, strict=True)
        ],
        lambda values: tuple(
            read(value) for (_, read), value in zip(ways, _a(list, values), strict=True)
        ),
    )


def _of_map(write: _Convert, read: _Convert) -> tuple[_Convert, _Convert]:
    return (
        lambda values: {name: write(value) for name, value in values.items()},
        lambda values: {name: read(value) for name, value in values.items()},
    )


def _a(kind: type, value: Any) -> Any:
    """The value, which must be just that: True is no number."""
    if type(value) is not kind:
        raise TypeError(kind.__name__)
    return value
