"""A role of AWS, played: each call to DynamoDB is held against the file that says what
it may do.

No engine on this machine evaluates dynamodb:LeadingKeys; this does, for the conditions
we use.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from tests.conftest import PREFIX, ROOT

_IN_TRANSACTION = {
    "Get": "GetItem",
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
_GRAMMAR = {
    *("SET", "REMOVE", "ADD", "DELETE", "AND", "OR", "NOT", "BETWEEN", "IN"),
    *(
        "attribute_exists",
        "attribute_not_exists",
        "attribute_type",
        "begins_with",
        "contains",
    ),
    *("size", "list_append", "if_not_exists"),
}


class Call(NamedTuple):
    """``within`` is the operation it came in; ``pk`` is empty where a call names no
    key. Of a write ``attributes`` are those it holds or names in an expression, each by
    its first part: as AWS's page on fine-grained access says of dynamodb:Attributes."""

    verb: str
    table: str
    pk: str
    within: str
    attributes: tuple[str, ...] = ()


@contextmanager
def playing(role: str) -> Iterator[None]:
    """Raises AssertionError at the end, naming each call the role may not make."""
    from chalicelib.core.aws import client

    statements = statements_of(role)
    refused: set[Call] = set()

    def look(params: dict[str, Any], model: Any, **_: Any) -> None:
        refused.update(c for c in calls(model.name, params) if not may(statements, c))

    events = client("dynamodb").meta.events
    events.register("before-parameter-build.dynamodb", look)
    try:
        yield
    finally:
        events.unregister("before-parameter-build.dynamodb", look)
    assert not refused, f"the {role} role may not {sorted(refused)}"


def statements_of(role: str) -> list[dict[str, Any]]:
    written = (ROOT / ".chalice" / f"policy-{role}.json").read_text()
    statements: list[dict[str, Any]] = json.loads(written)["Statement"]
    return statements


def may(statements: list[dict[str, Any]], call: Call) -> bool:
    said = {
        statement["Effect"] for statement in statements if _speaks_of(statement, call)
    }
    return said == {"Allow"}


def _speaks_of(statement: dict[str, Any], call: Call) -> bool:
    resources = statement["Resource"]
    tables = [
        json.dumps(resource).rpartition("table/${Prefix}-")[2].rstrip('"}')
        for resource in (resources if isinstance(resources, list) else [resources])
    ]
    if f"dynamodb:{call.verb}" not in statement["Action"] or call.table not in tables:
        return False
    return all(
        _holds(operator, name, wanted, call)
        for operator, condition in statement.get("Condition", {}).items()
        for name, wanted in condition.items()
    )


def _holds(operator: str, name: str, wanted: list[str], call: Call) -> bool:
    known = {
        "dynamodb:EnclosingOperation": (call.within,),
        "dynamodb:LeadingKeys": (call.pk,),
        "dynamodb:Attributes": call.attributes,
    }
    assert operator.partition(":")[2] in ("StringEquals", "StringLike"), operator
    return all(
        any(fnmatchcase(value, pattern) for pattern in wanted) for value in known[name]
    )


def calls(operation: str, params: dict[str, Any]) -> Iterator[Call]:
    for item in params.get("TransactItems", []):
        ((verb, request),) = item.items()
        yield _call(_IN_TRANSACTION[verb], request, operation)
    for table, request in params.get("RequestItems", {}).items():
        for key in request["Keys"]:
            yield _call(operation, {"TableName": table, "Key": key}, "")
    if "TableName" in params:
        yield _call(operation, params, "")


def _call(verb: str, params: dict[str, Any], within: str) -> Call:
    table = params["TableName"].removeprefix(f"{PREFIX}-")
    if "IndexName" in params:
        table += f"/index/{params['IndexName']}"
    key = params.get("Key") or params.get("Item") or {}
    asked = params.get("ExpressionAttributeValues", {})
    pk = (key.get("pk") or asked.get(":pk") or {"S": ""})["S"]
    return Call(
        verb,
        table,
        pk,
        within,
        tuple(sorted({*key, *_named(params)})) if within else (),
    )


def _named(params: dict[str, Any]) -> set[str]:
    names = params.get("ExpressionAttributeNames", {})
    said = " ".join(
        params.get(f"{kind}Expression", "") for kind in ("Condition", "Update")
    )
    words = re.findall(r"[:#]?\b\w+", re.sub(r"[.]\w+|\[\d+\]", "", said))
    plain = {word for word in words if word[0] not in ":#" and word not in _GRAMMAR}
    return {names[word] for word in words if word in names} | plain
