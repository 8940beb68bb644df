"""DynamoDB as the stores use it: rows in and out as plain dicts, and what can go wrong named.

Trouble is one of two things: ``Refused`` (a condition did not hold: an answer, not a fault) and
``Unavailable`` (throttled, timed out, down: nothing is known to be stored).
"""

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import aws
from chalicelib.stores.keys import Key
from chalicelib.stores.rows import Row, stamp, to_item, to_row

MOST_WRITES = 100
"""In one transaction: DynamoDB's own limit."""
_CONFLICT_TRIES = 4
_LIVE = (
    "(attribute_not_exists(expires_at) OR expires_at > :now) AND attribute_not_exists(erased_on)"
)
_CONDITION_FAILED = "ConditionalCheckFailed"


class Unavailable(Exception):
    """The database did not do what it was asked, or did not say so."""


class Refused(Exception):
    """A condition did not hold. ``failed`` has the places in the transaction whose did not."""

    def __init__(self, failed: frozenset[int] = frozenset({0})) -> None:
        super().__init__(f"conditions failed: {sorted(failed)}")
        self.failed = failed


@dataclass(frozen=True, slots=True)
class Put:
    """Write a row whole; ``if_new`` refuses where the key is taken."""

    table: str
    key: Key
    row: Mapping[str, Any]
    if_new: bool = False


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete a row that must exist and whose attributes must equal ``expected``."""

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


def clock() -> float:
    """The one look at the clock of this floor: whether a row has expired."""
    return time.time()


def get(table: str, key: Key) -> Row | None:
    item = _call("get_item", TableName=table, Key=to_item(key._asdict()), ConsistentRead=True).get(
        "Item"
    )
    row = to_row(item) if item else None
    return row if row is not None and _is_live(row) else None


def query(
    table: str, pk: str, sk_prefix: str, newest_first: bool = False, limit: int | None = None
) -> Iterator[Row]:
    """The rows of a partition whose sk begins so, page by page as they are asked for."""
    request = _partition(table, pk, sk_prefix) | {"ScanIndexForward": not newest_first}
    if limit:
        request["Limit"] = limit
    yield from islice(_pages(request), limit)


def query_due(table: str, index: str, shard: str, until: datetime) -> Iterator[Key]:
    """The keys of what was due by ``until`` in one shard, longest due first."""
    request = {
        "TableName": table,
        "IndexName": index,
        "KeyConditionExpression": "due_shard = :shard AND due_at <= :until",
        "ExpressionAttributeValues": to_item({":shard": shard, ":until": stamp(until)}),
    }
    for row in _pages(request):
        yield Key(row["pk"], row["sk"])


def to_erase(table: str, key: Key, at: datetime) -> Put:
    """The row's tombstone: read as no row. It holds the key and the day, nothing else."""
    return Put(table, key, {"erased_on": stamp(at)[:10]})


def count(table: str, pk: str, sk_prefix: str) -> int:
    request = _partition(table, pk, sk_prefix) | {"Select": "COUNT"}
    total = 0
    while True:
        answer = _call("query", **request)
        total += int(answer["Count"])
        if "LastEvaluatedKey" not in answer:
            return total
        request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def write(*writes: Write) -> None:
    """All of the writes or none, in one transaction. Raises Refused or Unavailable.

    Conflicts with others' transactions are tried again a few times, with jitter.
    """
    items = [_transact_item(one) for one in writes]
    for attempt in range(_CONFLICT_TRIES):
        try:
            aws.client("dynamodb").transact_write_items(TransactItems=items)
            return
        except ClientError as error:
            failed = _failed_conditions(error)
            if failed:
                raise Refused(failed) from None
            if not _is_conflict(error) or attempt == _CONFLICT_TRIES - 1:
                raise Unavailable from error
        except BotoCoreError as error:
            raise Unavailable from error
        time.sleep(random.uniform(0, 0.05 * 2**attempt))  # noqa: S311  jitter, not a secret


def _partition(table: str, pk: str, sk_prefix: str) -> dict[str, Any]:
    values: Row = {":pk": pk, ":now": int(clock())} | ({":sk": sk_prefix} if sk_prefix else {})
    return {
        "TableName": table,
        "KeyConditionExpression": "pk = :pk" + (" AND begins_with(sk, :sk)" if sk_prefix else ""),
        "ExpressionAttributeValues": to_item(values),
        "FilterExpression": _LIVE,
        "ConsistentRead": True,
    }


def _is_live(row: Row) -> bool:
    """TTL deletes within days; what has expired is gone for readers at the second."""
    return "erased_on" not in row and row.get("expires_at", clock() + 1) > clock()


def _call(operation: str, **request: Any) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = getattr(aws.client("dynamodb"), operation)(**request)
        return answer
    except (ClientError, BotoCoreError) as error:
        raise Unavailable from error


def _pages(request: dict[str, Any]) -> Iterator[Row]:
    while True:
        answer = _call("query", **request)
        yield from (to_row(item) for item in answer["Items"])
        if "LastEvaluatedKey" not in answer:
            return
        request = request | {"ExclusiveStartKey": answer["LastEvaluatedKey"]}


def _transact_item(one: Write) -> dict[str, Any]:
    match one:
        case Put(table, key, row, if_new):
            put = {"TableName": table, "Item": to_item({**row, **key._asdict()})}
            if if_new:
                put["ConditionExpression"] = "attribute_not_exists(pk)"
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
    conditions = ["attribute_exists(pk)"] + [
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


def _failed_conditions(error: ClientError) -> frozenset[int]:
    reasons: list[dict[str, Any]] = error.response.get("CancellationReasons", [])  # type: ignore[assignment]
    return frozenset(n for n, one in enumerate(reasons) if one.get("Code") == _CONDITION_FAILED)


def _is_conflict(error: ClientError) -> bool:
    reasons: list[dict[str, Any]] = error.response.get("CancellationReasons", [])  # type: ignore[assignment]
    codes = {one.get("Code") for one in reasons} | {error.response["Error"]["Code"]}
    return bool(codes & {"TransactionConflict", "TransactionInProgressException"})
