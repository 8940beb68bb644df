"""What a transaction is made of, and how DynamoDB wants each part of it said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chalicelib.storage.codec import Row, encode, stamp
from chalicelib.storage.expiry import IS_LIVE
from chalicelib.storage.keys import Key

_IS_FREE = "attribute_not_exists(pk) OR expires_at <= :now"
"""No row, or one that has expired. A tombstone never expires: what was erased stays
so."""


@dataclass(frozen=True, slots=True)
class Put:
    """Write a row whole; ``if_new`` refuses where the key is taken, ``expected`` where
    what stands there is not a row with these attributes. A row that has expired takes
    no key."""

    table: str
    key: Key
    row: Mapping[str, Any]
    if_new: bool = False
    expected: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete a row that must exist and whose attributes must equal ``expected``.

    To each condition a tombstone is no row, nor is one that has expired: what was
    erased cannot be changed back into one.
    """

    table: str
    key: Key
    expected: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """Set and remove attributes of a row that must exist and must equal ``expected``.

    A value of None in ``expected`` means that the attribute must be absent. ``append``
    adds to the end of lists the row already has.
    """

    table: str
    key: Key
    set: Mapping[str, Any] = field(default_factory=dict)
    remove: Sequence[str] = ()
    expected: Mapping[str, Any] = field(default_factory=dict)
    append: Mapping[str, Sequence[Any]] = field(default_factory=dict)


Write = Put | Delete | Change


def rewrite(table: str, key: Key, row: Row, version: int) -> Change:
    """The row anew, where its version is still ``version``. What is None goes away."""
    anew = row | {"version": version + 1}
    return change_to(table, key, anew, {"version": version})


def change_to(
    table: str, key: Key, row: Row, expected: Mapping[str, Any] | None = None
) -> Change:
    """These attributes anew, the others as they are. What is None goes away."""
    kept = {name: value for name, value in row.items() if value is not None}
    gone = [name for name, value in row.items() if value is None]
    return Change(table, key, kept, gone, expected or {})


def tombstone(
    table: str, key: Key, at: datetime, expected: Mapping[str, Any] | None = None
) -> Put:
    """The row's tombstone: read as no row. It holds the key and the day, nothing
    else."""
    return Put(table, key, {"erased_on": stamp(at)[:10]}, expected=expected)


def as_request(write: Write, now: int) -> dict[str, Any]:
    """``now``, in seconds, decides which rows have expired."""
    match write:
        case Put(table, key, row, if_new, expected):
            put: dict[str, Any] = {
                "TableName": table,
                "Item": encode({**row, **key._asdict()}),
            }
            if if_new:
                put["ConditionExpression"] = _IS_FREE
                put["ExpressionAttributeValues"] = encode({":now": now})
            elif expected is not None:
                put |= {
                    k: v
                    for k, v in _with_condition(table, key, now, expected, {}).items()
                    if k != "Key"
                }
            return {"Put": put}
        case Delete(table, key, expected):
            return {"Delete": _with_condition(table, key, now, expected, {})}
        case Change(table, key, changes, remove, expected, append):
            return {
                "Update": _with_condition(
                    table, key, now, expected, changes, remove, append
                )
            }


def _with_condition(
    table: str,
    key: Key,
    now: int,
    expected: Mapping[str, Any],
    changes: Mapping[str, Any],
    remove: Sequence[str] = (),
    append: Mapping[str, Sequence[Any]] | None = None,
) -> dict[str, Any]:
    more = append or {}
    names = {f"#{name}": name for name in [*expected, *changes, *remove, *more]}
    values = {
        f":was_{name}": value for name, value in expected.items() if value is not None
    }
    values |= {":now": now} | {
        f":new_{name}": value for name, value in {**changes, **more}.items()
    }
    conditions = ["attribute_exists(pk)", IS_LIVE] + [
        f"attribute_not_exists(#{name})" if value is None else f"#{name} = :was_{name}"
        for name, value in expected.items()
    ]
    sets = [f"#{name} = :new_{name}" for name in changes]
    sets += [f"#{name} = list_append(#{name}, :new_{name})" for name in more]
    update = ["SET " + ", ".join(sets)] if sets else []
    if remove:
        update.append("REMOVE " + ", ".join(f"#{name}" for name in remove))
    request: dict[str, Any] = {
        "TableName": table,
        "Key": encode(key._asdict()),
        "ConditionExpression": " AND ".join(conditions),
        "ExpressionAttributeValues": encode(values),
    }
    if update:
        request["UpdateExpression"] = " ".join(update)
    if names:
        request["ExpressionAttributeNames"] = names
    return request
