"""What a transaction is made of, and how DynamoDB wants each part of it said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chalicelib.stores.keys import Key
from chalicelib.stores.rows import to_item


@dataclass(frozen=True, slots=True)
class Put:
    """Write a row whole; ``if_new`` refuses where the key is taken, ``expected`` where what stands
    there is not a row with these attributes."""

    table: str
    key: Key
    row: Mapping[str, Any]
    if_new: bool = False
    expected: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete a row that must exist and whose attributes must equal ``expected``.

    To each condition a tombstone is no row: what was erased cannot be changed back into one.
    """

    table: str
    key: Key
    expected: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """Set and remove attributes of a row that must exist and must equal ``expected``.

    A value of None in ``expected`` means that the attribute must be absent. ``append`` adds to the
    end of lists the row already has.
    """

    table: str
    key: Key
    set: Mapping[str, Any] = field(default_factory=dict)
    remove: Sequence[str] = ()
    expected: Mapping[str, Any] = field(default_factory=dict)
    append: Mapping[str, Sequence[Any]] = field(default_factory=dict)


Write = Put | Delete | Change


def as_request(one: Write) -> dict[str, Any]:
    match one:
        case Put(table, key, row, if_new, expected):
            put: dict[str, Any] = {"TableName": table, "Item": to_item({**row, **key._asdict()})}
            if if_new:
                put["ConditionExpression"] = "attribute_not_exists(pk)"
            elif expected is not None:
                put |= {
                    k: v for k, v in _with_condition(table, key, expected, {}).items() if k != "Key"
                }
            return {"Put": put}
        case Delete(table, key, expected):
            return {"Delete": _with_condition(table, key, expected, {})}
        case Change(table, key, changes, remove, expected, append):
            return {"Update": _with_condition(table, key, expected, changes, remove, append)}


def _with_condition(
    table: str,
    key: Key,
    expected: Mapping[str, Any],
    changes: Mapping[str, Any],
    remove: Sequence[str] = (),
    append: Mapping[str, Sequence[Any]] | None = None,
) -> dict[str, Any]:
    more = append or {}
    names = {f"#{name}": name for name in [*expected, *changes, *remove, *more]}
    values = {f":was_{name}": value for name, value in expected.items() if value is not None}
    values |= {f":new_{name}": value for name, value in {**changes, **more}.items()}
    conditions = ["attribute_exists(pk)", "attribute_not_exists(erased_on)"] + [
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
        "Key": to_item(key._asdict()),
        "ConditionExpression": " AND ".join(conditions),
    }
    if update:
        request["UpdateExpression"] = " ".join(update)
    if names:
        request["ExpressionAttributeNames"] = names
    if values:
        request["ExpressionAttributeValues"] = to_item(values)
    return request
