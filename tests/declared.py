"""Whatever is written is declared in ``infra/records``: each attribute of each row,
what is sealed, what expires and what is erased."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from chalicelib.core.aws import client
from infra.records.stored_row import OF_EVERY_ROW, StoredRow
from infra.records.stores import ROWS
from infra.records.terms import Removal
from tests.conftest import PREFIX

_OF_KEYS = frozenset(("public_key", "pupil_key", "wrapped"))
"""Bytes that are no words of anybody."""


@contextmanager
def declared_alone() -> Iterator[None]:
    """Raises AssertionError at the end, naming what no declaration has."""
    wrong: set[str] = set()

    def look(params: dict[str, Any], **_: Any) -> None:
        for item in params["TransactItems"]:
            ((verb, write),) = item.items()
            if verb in ("Put", "Update"):
                wrong.update(undeclared(write))

    events = client("dynamodb").meta.events
    event = "provide-client-params.dynamodb.TransactWriteItems"
    events.register(event, look)
    try:
        yield
    finally:
        events.unregister(event, look)
    assert not wrong, f"say in infra/records what it is: {sorted(wrong)}"


def undeclared(write: Mapping[str, Any]) -> Iterator[str]:
    """What a put or an update of DynamoDB's writes that no declaration has."""
    key = write.get("Item") or write["Key"]
    pk, sk = key["pk"]["S"], key["sk"]["S"]
    row = row_of(pk, sk)
    if row is None or write["TableName"] != f"{PREFIX}-{row.table}":
        yield f"{pk.partition('#')[0]} {sk.partition('#')[0]}: no such row"
        return
    named = write.get("ExpressionAttributeNames", {}).values()
    for trouble in (
        *_of_fields(row, {*named}, write.get("Item", {})),
        *_of_end(row, write),
    ):
        yield f"{row.pk}{row.sk}: {trouble}"


def _of_fields(
    row: StoredRow, named: set[str], item: Mapping[str, Any]
) -> Iterator[str]:
    fields = {field.name: field for field in row.fields}
    for name in {*item, *named} - OF_EVERY_ROW:
        if name not in fields:
            yield f"{name} is not declared"
    for name, value in item.items():
        sealed = name in fields and fields[name].sealed
        if _has_bytes(value) and not sealed and name not in _OF_KEYS:
            yield f"{name} is sealed"


def _of_end(row: StoredRow, write: Mapping[str, Any]) -> Iterator[str]:
    item = write.get("Item")
    if item and "erased_on" in item:
        if Removal.ERASED not in row.removed:
            yield "is erased"
    elif item and ("expires_at" in item) != row.kept.expires:
        yield f"is not kept as {row.kept}"


def _has_bytes(value: Mapping[str, Any]) -> bool:
    ((mark, inside),) = value.items()
    if mark in ("L", "M"):
        return any(map(_has_bytes, inside if mark == "L" else inside.values()))
    return mark == "B"


def row_of(pk: str, sk: str) -> StoredRow | None:
    """The kind whose keys fit best; None where nothing like it is declared. No two
    tables have keys alike."""
    fitting = [row for row in ROWS if pk.startswith(row.pk) and _ends(row, sk)]
    return max(fitting, key=lambda row: len(row.pk) + len(row.sk), default=None)


def _ends(row: StoredRow, sk: str) -> bool:
    return sk.startswith(row.sk) if row.sk else sk.isdigit()
