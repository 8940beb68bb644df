"""What stands in the tables, read as an attacker would: everything."""

from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import Binary, TypeDeserializer

from chalicelib.core.aws import client
from infra.tables import table_names
from tests.conftest import PREFIX
from tests.leftovers import MARK

_deserialize = TypeDeserializer().deserialize


def rows_with(table: str, pk: str = "", sk: str = "") -> list[dict[str, Any]]:
    """The rows of a table whose keys begin so, without what an earlier life left."""
    found = (
        client("dynamodb")
        .get_paginator("scan")
        .paginate(TableName=table_names(PREFIX)[table])
    )
    rows = [_row(item) for page in found for item in page["Items"] if MARK not in item]
    return [
        row for row in rows if row["pk"].startswith(pk) and row["sk"].startswith(sk)
    ]


def all_rows() -> dict[str, list[dict[str, Any]]]:
    return {
        table: sorted(rows_with(table), key=lambda row: (row["pk"], row["sk"]))
        for table in table_names(PREFIX)
    }


def _row(item: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(_deserialize(value)) for name, value in item.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value)
    return value.value if isinstance(value, Binary) else value  # type: ignore[attr-defined]
