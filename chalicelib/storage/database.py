"""DynamoDB as the stores read it: rows as plain dicts. Raises Unavailable."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from chalicelib.core import aws
from chalicelib.storage import expiry
from chalicelib.storage.codec import Row, decode, encode, stamp
from chalicelib.storage.keys import Key


def get(table: str, key: Key) -> Row | None:
    row = _stored(table, key)
    return row if row is not None and expiry.is_live(row) else None


def erased_on(table: str, key: Key) -> date | None:
    """The day of the tombstone under the key, where there is one."""
    row = _stored(table, key)
    return date.fromisoformat(row["erased_on"]) if row and "erased_on" in row else None


def last_key(table: str, pk: str) -> Key | None:
    """Of a partition, also where a tombstone lies there: its number is not given
    again."""
    request = _partition(table, pk, "") | {"ScanIndexForward": False, "Limit": 1}
    del request["FilterExpression"], request["ExpressionAttributeValues"][":now"]
    found = next(_pages(request), None)
    return Key(found["pk"], found["sk"]) if found else None


def query(
    table: str,
    pk: str,
    sk_prefix: str,
    newest_first: bool = False,
    limit: int | None = None,
    at_a_time: int | None = None,
) -> Iterator[Row]:
    """The rows of a partition whose sk begins so, page by page as they are asked
    for."""
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
        "ExpressionAttributeValues": encode({":shard": shard, ":until": stamp(until)}),
    }
    for row in _pages(request):
        yield Key(row["pk"], row["sk"])


def count(table: str, pk: str, sk_prefix: str) -> int:
    request = _partition(table, pk, sk_prefix) | {"Select": "COUNT"}
    total = 0
    while True:
        answer = _call("query", **request)
        total += int(answer["Count"])
        if "LastEvaluatedKey" not in answer:
            return total
        request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def _partition(table: str, pk: str, sk_prefix: str) -> dict[str, Any]:
    values: Row = {":pk": pk, ":now": int(expiry.clock())} | (
        {":sk": sk_prefix} if sk_prefix else {}
    )
    return {
        "TableName": table,
        "KeyConditionExpression": "pk = :pk"
        + (" AND begins_with(sk, :sk)" if sk_prefix else ""),
        "ExpressionAttributeValues": encode(values),
        "FilterExpression": expiry.IS_LIVE,
        "ConsistentRead": True,
    }


def _stored(table: str, key: Key) -> Row | None:
    item = _call(
        "get_item", TableName=table, Key=encode(key._asdict()), ConsistentRead=True
    ).get("Item")
    return decode(item) if item else None


def _call(operation: str, **request: Any) -> dict[str, Any]:
    return aws.call("dynamodb", operation, **request)


def _pages(request: dict[str, Any]) -> Iterator[Row]:
    while True:
        answer = _call("query", **request)
        yield from (decode(item) for item in answer["Items"])
        if "LastEvaluatedKey" not in answer:
            return
        request = request | {"ExclusiveStartKey": answer["LastEvaluatedKey"]}
