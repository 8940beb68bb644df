"""What DynamoDB would charge for a call: moto counts calls, AWS counts stored bytes.

Sizes and roundings by AWS's developer guide: "Item sizes and formats", "On-demand
capacity mode".
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3

from chalicelib.core.aws import client
from tests.leftovers import MARK

WRITTEN, READ = 1024, 4096
_INDEX = ("due_shard", "due_at")
Item = dict[str, Any]


class Units:
    """Write and read units by table; the table's index is a table of its own."""

    def __init__(self) -> None:
        self.writes: Counter[str] = Counter()
        self.reads: Counter[str] = Counter()

    def add(self, more: "Units") -> None:
        self.writes += more.writes
        self.reads += more.reads

    @property
    def written(self) -> int:
        return self.writes.total()

    @property
    def read(self) -> int:
        return self.reads.total()


def size(item: Item) -> int:
    """Of a row as DynamoDB's client writes it, names and values."""
    return sum(len(name.encode()) + _of(value) for name, value in item.items())


def _of(value: Item) -> int:
    ((kind, held),) = value.items()
    if kind == "N":
        return len(held.strip("-").replace(".", "")) // 2 + 2
    if kind in ("BOOL", "NULL"):
        return 1
    if kind == "M":
        return 3 + len(held) + size(held)
    if kind == "L":
        return 3 + len(held) + sum(map(_of, held))
    return (
        sum(map(len, held)) if kind.endswith("S") and kind != "S" else len(_bytes(held))
    )


def _bytes(held: str | bytes) -> bytes:
    return held.encode() if isinstance(held, str) else held


def in_steps(number: int, step: int) -> int:
    """The least is one: a row that is not there is paid too."""
    return max(1, -(-number // step))


@contextmanager
def counted() -> Iterator[Units]:
    """What is asked of DynamoDB in the block, by the client of the service."""
    meter = _Meter(Units())
    events = client("dynamodb").meta.events
    events.register("before-parameter-build.dynamodb", meter.asked)
    events.register("after-call.dynamodb", meter.answered)
    try:
        yield meter.units
    finally:
        events.unregister("before-parameter-build.dynamodb", meter.asked)
        events.unregister("after-call.dynamodb", meter.answered)


class _Meter:
    def __init__(self, units: Units) -> None:
        self.units = units
        self._beside = boto3.client(
            "dynamodb", endpoint_url=client("dynamodb").meta.endpoint_url
        )
        self._asked: Item = {}
        self._before: list[Item] = []

    def asked(self, params: Item, **_: Any) -> None:
        self._asked = params
        self._before = [self._row(*touched) for touched in _touched(params)]

    def answered(self, model: Any, parsed: Item, **_: Any) -> None:
        if "Error" in parsed:
            return
        if model.name == "TransactWriteItems":
            for (table, key, kind), before in zip(
                _touched(self._asked), self._before, strict=True
            ):
                self._written(table, before, self._row(table, key, kind), kind)
        elif model.name == "GetItem":
            read = size(parsed.get("Item", {}))
            self.units.reads[self._asked["TableName"]] += in_steps(read, READ)
        elif model.name == "Query":
            self._queried(parsed)
        else:
            raise AssertionError(f"{model.name} is not counted yet")

    def _written(self, table: str, before: Item, after: Item, kind: str) -> None:
        most = max(size(before), size(after))
        self.units.writes[table] += 2 * in_steps(most, WRITTEN)
        if kind != "ConditionCheck":
            self.units.writes[f"{table}/due"] += _index_writes(before, after)

    def _queried(self, parsed: Item) -> None:
        """What a filter left out is paid too, and moto does not say it: a little too
        few."""
        table, index = self._asked["TableName"], self._asked.get("IndexName")
        if "Items" not in parsed:  # asked for their number alone: all are read
            asked = {
                name: value for name, value in self._asked.items() if name != "Select"
            }
            parsed = self._beside.query(**asked)
        read = sum(map(size, parsed["Items"]))
        self.units.reads[f"{table}/{index}" if index else table] += in_steps(read, READ)

    def _row(self, table: str, key: Item, *_: str) -> Item:
        found = self._beside.get_item(TableName=table, Key=key, ConsistentRead=True)
        row = dict(found.get("Item", {}))
        return {} if MARK in row else row


def _touched(params: Item) -> list[tuple[str, Item, str]]:
    found = []
    for item in params.get("TransactItems", ()):
        ((kind, request),) = item.items()
        row = request.get("Key") or {
            name: request["Item"][name] for name in ("pk", "sk")
        }
        found.append((request["TableName"], row, kind))
    return found


def _index_writes(before: Item, after: Item) -> int:
    """It holds keys only: a new key is one taken out and one put in."""
    old, new = ([row.get(name) for name in _INDEX] for row in (before, after))
    if old == new:
        return 0
    return (None not in old) + (None not in new)
