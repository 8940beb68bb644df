"""The tables, made from the template itself, so that tests and local runs cannot
disagree."""

from functools import cache
from pathlib import Path
from typing import Any

from infra import cfn

_TEMPLATE = Path(__file__).parent / "data.yaml"
_CREATE_TABLE = (
    "TableName",
    "BillingMode",
    "AttributeDefinitions",
    "KeySchema",
    "GlobalSecondaryIndexes",
)


def table_names(prefix: str) -> dict[str, str]:
    """``forms``, ``codes``, ``answers`` and ``casework``, each with its full name."""
    names = [table["TableName"] for table in _tables(prefix)]
    return {name.removeprefix(f"{prefix}-"): name for name in names}


def create_tables(dynamodb: Any, prefix: str) -> None:
    """Make the tables that are not there yet; running it again changes nothing."""
    present = set(dynamodb.list_tables()["TableNames"])
    for properties in _tables(prefix):
        if properties["TableName"] not in present:
            wanted = {
                key: _cold(properties[key])
                for key in _CREATE_TABLE
                if key in properties
            }
            dynamodb.create_table(**wanted)


def _cold(value: Any) -> Any:
    """Without an index's WarmThroughput, which is an expression, and which no local
    engine has."""
    if not isinstance(value, list):
        return value
    return [
        {name: index[name] for name in index if name != "WarmThroughput"}
        for index in value
    ]


def _tables(prefix: str) -> list[dict[str, Any]]:
    return [{**table, "TableName": _named(table, prefix)} for table in _declared()]


@cache
def _declared() -> list[dict[str, Any]]:
    # Read once: parsing the template costs more than making the tables.
    resources = cfn.load(_TEMPLATE)["Resources"].values()
    return [
        resource["Properties"]
        for resource in resources
        if resource["Type"] == "AWS::DynamoDB::Table"
    ]


def _named(properties: dict[str, Any], prefix: str) -> str:
    name: str = properties["TableName"]["Fn::Sub"]
    return name.replace("${Prefix}", prefix)
