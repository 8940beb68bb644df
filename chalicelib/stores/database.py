"""DynamoDB as the stores use it: rows in and out as plain dicts, and what can go wrong named.

Trouble is one of two things: ``Refused`` (a condition did not hold: an answer, not a fault) and
``Unavailable`` (throttled, timed out, down: nothing is known to be stored).
"""

import time
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import aws
from chalicelib.attempts import Unavailable as Unavailable
from chalicelib.attempts import reasons
from chalicelib.stores.keys import Key
from chalicelib.stores.rows import Row, stamp, to_item, to_row
from chalicelib.stores.writes import IS_LIVE, as_request
from chalicelib.stores.writes import Change as Change
from chalicelib.stores.writes import Delete as Delete
from chalicelib.stores.writes import Put as Put
from chalicelib.stores.writes import Write as Write

MOST_WRITES = 100
"""In one transaction: DynamoDB's own limit."""
_CONDITION_FAILED = "ConditionalCheckFailed"


class Refused(Exception):
    """A condition did not hold. ``failed`` has the places in the transaction whose did not."""

    def __init__(self, failed: frozenset[int] = frozenset({0})) -> None:
        super().__init__(f"conditions failed: {sorted(failed)}")
        self.failed = failed


def clock() -> float:
    """The one look at the clock of this floor: whether a row has expired."""
    return time.time()


def get(table: str, key: Key) -> Row | None:
    row = _stored(table, key)
    return row if row is not None and _is_live(row) else None


def erased_on(table: str, key: Key) -> date | None:
    """The day of the tombstone under the key, where there is one."""
    row = _stored(table, key)
    return date.fromisoformat(row["erased_on"]) if row and "erased_on" in row else None


def query(
    table: str,
    pk: str,
    sk_prefix: str,
    newest_first: bool = False,
    limit: int | None = None,
    at_a_time: int | None = None,
) -> Iterator[Row]:
    """The rows of a partition whose sk begins so, page by page as they are asked for."""
    request = _partition(table, pk, sk_prefix) | {"ScanIndexForward": not newest_first}
    if at_a_time or limit:
        request["Limit"] = at_a_time or limit
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


def to_erase(table: str, key: Key, at: datetime, expected: Mapping[str, Any] | None = None) -> Put:
    """The row's tombstone: read as no row. It holds the key and the day, nothing else."""
    return Put(table, key, {"erased_on": stamp(at)[:10]}, expected=expected)


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
    """All of the writes or none, in one transaction. Raises Refused or Unavailable."""
    now = int(clock())
    items = [as_request(one, now) for one in writes]
    try:
        aws.tried("dynamodb", "transact_write_items", TransactItems=items)
    except ClientError as error:
        failed = _failed_conditions(error)
        if failed:
            raise Refused(failed) from None
        raise Unavailable from error


def _partition(table: str, pk: str, sk_prefix: str) -> dict[str, Any]:
    values: Row = {":pk": pk, ":now": int(clock())} | ({":sk": sk_prefix} if sk_prefix else {})
    return {
        "TableName": table,
        "KeyConditionExpression": "pk = :pk" + (" AND begins_with(sk, :sk)" if sk_prefix else ""),
        "ExpressionAttributeValues": to_item(values),
        "FilterExpression": IS_LIVE,
        "ConsistentRead": True,
    }


def _stored(table: str, key: Key) -> Row | None:
    item = _call("get_item", TableName=table, Key=to_item(key._asdict()), ConsistentRead=True).get(
        "Item"
    )
    return to_row(item) if item else None


def _is_live(row: Row) -> bool:
    """As ``IS_LIVE`` says it to DynamoDB. A time that is none of ours never ends."""
    until = row.get("expires_at")
    return "erased_on" not in row and not (isinstance(until, int) and until <= int(clock()))


def _call(operation: str, **request: Any) -> dict[str, Any]:
    return aws.call("dynamodb", operation, **request)


def _pages(request: dict[str, Any]) -> Iterator[Row]:
    while True:
        answer = _call("query", **request)
        yield from (to_row(item) for item in answer["Items"])
        if "LastEvaluatedKey" not in answer:
            return
        request = request | {"ExclusiveStartKey": answer["LastEvaluatedKey"]}


def _failed_conditions(error: ClientError) -> frozenset[int]:
    codes = reasons(error)
    return frozenset(place for place, code in enumerate(codes) if code == _CONDITION_FAILED)
