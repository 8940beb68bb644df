"""moto's DynamoDB, quicker: the same answers to the service's client for less work.

Signing, HTTP and building JSON were most of a call's time, and calls are most of what
the tests take; so a call goes straight to moto's handler. moto also sorts a whole table
for each query, and copies a whole table for each write of a transaction: it is handed
the rows that can be meant, and a row that stands is never changed, only replaced, so
that holding on to it is a copy of it. And moto reads each condition twice, and weighs a
row anew with each attribute it gets: what was read or weighed is remembered.
``test_quick_moto.py`` holds this against moto as it comes.
"""

import copy
import json
from base64 import b64decode, b64encode
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from unittest.mock import patch

from botocore.awsrequest import AWSResponse, HTTPHeaders
from botocore.model import OperationModel
from botocore.useragent import UserAgentString
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.exceptions import ServiceException
from moto.dynamodb.comparisons import ConditionExpressionParser
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler
from werkzeug.exceptions import HTTPException

from infra.tables import create_tables

Made = TypeVar("Made")
_METHODS = {
    "BatchGetItem": DynamoHandler.batch_get_item,
    "DeleteItem": DynamoHandler.delete_item,
    "GetItem": DynamoHandler.get_item,
    "PutItem": DynamoHandler.put_item,
    "Query": DynamoHandler.query,
    "Scan": DynamoHandler.scan,
    "TransactWriteItems": DynamoHandler.transact_write_items,
    "UpdateItem": DynamoHandler.update_item,
}
_tables: dict[str, Table] = {}
_kept: dict[tuple[Any, ...], tuple[Any, dict[str, Any]]] = {}
_read: dict[str, tuple[Any, list[str], list[str]]] = {}
_lexed: dict[str | None, list[Any]] = {}
_MOST_READ = 2000
_HEAVIEST = 405_000
"""As moto has it, in bytes."""
_DONE = AWSResponse("https://dynamodb.example", 200, HTTPHeaders(), None)
_moto_copy = Item.__deepcopy__
_moto_lex = ConditionExpressionParser._lex_condition_expression
_moto_parse = ConditionExpressionParser.parse
_moto_query = Table.query
_moto_size = Item.size
_moto_transact_write_items = DynamoDBBackend.transact_write_items
_moto_update_item = DynamoDBBackend.update_item


def backend() -> DynamoDBBackend:
    return dynamodb_backends[DEFAULT_ACCOUNT_ID]["eu-north-1"]


def kept(what: tuple[Any, ...], make: Callable[[], Made]) -> Made:
    """What ``make`` gives when it writes the first rows there are, and those rows: made
    once and put there again for whoever asks for ``what`` later."""
    tables = backend().tables
    if any(len(table) for table in tables.values()):
        return make()
    if what not in _kept:
        made = make()
        _kept[what] = (
            made,
            {name: _copied(table.items) for name, table in tables.items()},
        )
        return made
    made, rows = _kept[what]
    for name, table in tables.items():
        table.items = _copied(rows[name])
    return made


def empty_tables(client: Any, prefix: str) -> None:
    """Within ``mock_aws``: the template's tables, made once and then copied."""
    if not _tables:
        create_tables(client, prefix)
        _tables.update(backend().tables)
    backend().tables.update(copy.deepcopy(_tables))


def _copied(items: dict[Any, dict[Any, Item]]) -> Any:
    return defaultdict(dict, {pk: dict(rows) for pk, rows in items.items()})


@contextmanager
def quick(client: Any) -> Iterator[None]:
    """Within ``mock_aws``. Handlers of tests that look at a call, or answer it, come
    before."""
    events = client.meta.events
    events.register_last("before-call", _answered)
    with (
        # Whom it is sent by, and to which of AWS's addresses, nobody asks.
        patch.object(UserAgentString, "to_string", lambda agent: "quick"),
        patch.object(client, "_ruleset_resolver", None),
        patch.object(ConditionExpressionParser, "parse", _parse),
        patch.object(ConditionExpressionParser, "_lex_condition_expression", _lex),
        patch.object(Item, "__init__", _make),
        patch.object(Item, "size", _size),
        patch.object(Item, "__deepcopy__", lambda row, memo: row),
        patch.object(Table, "query", _query),
        # A transaction's way back is ours: what moto keeps for it need not be a copy.
        patch.object(Table, "__deepcopy__", lambda table, memo: table, create=True),
        patch.object(DynamoDBBackend, "transact_write_items", _transact_write_items),
        patch.object(DynamoDBBackend, "update_item", _update_item),
    ):
        yield
    events.unregister("before-call", _answered)


def _answered(
    model: OperationModel, params: dict[str, Any], context: dict[str, Any], **_: Any
) -> tuple[AWSResponse, dict[str, Any]] | None:
    if model.name not in _METHODS:
        return None
    handler = DynamoHandler()
    handler.current_account, handler.region = (
        DEFAULT_ACCOUNT_ID,
        context["client_region"],
    )
    handler.body = json.loads(params["body"], object_hook=_with_bytes)
    try:
        result = _METHODS[model.name](handler).result
    except (HTTPException, ServiceException):
        # Nothing was written: asked again the ordinary way, which words the refusal
        return None
    # Through JSON, so that nothing of moto's own is handed out.
    said = json.loads(json.dumps(result, default=_as_text), object_hook=_with_bytes)
    assert model.output_shape
    known = {name: said[name] for name in said if name in model.output_shape.members}
    return _DONE, {
        **known,
        "ResponseMetadata": {"HTTPStatusCode": 200, "RetryAttempts": 0},
    }


def _with_bytes(value: dict[str, Any]) -> dict[str, Any]:
    match value:
        case {"B": str(binary)}:
            return {"B": b64decode(binary)}
        case {"BS": [*binaries]}:
            return {"BS": [b64decode(binary) for binary in binaries]}
    return value


def _as_text(value: Any) -> str:
    assert isinstance(value, bytes), value
    return b64encode(value).decode()


def _query(self: Table, hash_key: DynamoType, *asked: Any, **conditions: Any) -> Any:
    meant = copy.copy(self)
    index_name = asked[6]
    if index_name:
        wanted = conditions["hash_key_conditions"]
        rows = {pk: _having(wanted, rows) for pk, rows in self.items.items()}
    else:
        rows = {hash_key: self.items.get(hash_key, {})}
    meant.items = _copied(rows)
    return _moto_query(meant, hash_key, *asked, **conditions)


def _having(
    wanted: list[tuple[str, DynamoType]], rows: dict[Any, Item]
) -> dict[Any, Item]:
    return {
        sk: row
        for sk, row in rows.items()
        if all(name in row.attrs and row.attrs[name] == value for name, value in wanted)
    }


def _transact_write_items(
    self: DynamoDBBackend, transact_items: list[dict[str, Any]]
) -> None:
    before = []
    for item in transact_items:
        (write,) = item.values()
        rows, sk = _place(self, write["TableName"], write.get("Key") or write["Item"])
        before.append((rows, sk, rows.get(sk)))
    try:
        _moto_transact_write_items(self, transact_items)
    except HTTPException:
        for rows, sk, row in before:
            rows.pop(sk, None)
            if row:
                rows[sk] = row
        raise


def _update_item(
    self: DynamoDBBackend,
    table_name: str,
    key: dict[str, Any],
    *asked: Any,
    **more: Any,
) -> Item:
    rows, sk = _place(self, table_name, key)
    if sk in rows:  # moto changes it where it stands
        rows[sk] = _moto_copy(rows[sk], {})
    changed = _moto_update_item(self, table_name, key, *asked, **more)
    vars(changed).pop("weighed", None)
    return changed


def _place(
    backend: DynamoDBBackend, table: str, key: dict[str, Any]
) -> tuple[dict[DynamoType, Item], DynamoType]:
    """The rows that share the key's first half, and the second."""
    rows: Any = backend.get_table(table).items[DynamoType(key["pk"])]
    return rows, DynamoType(key["sk"])


def _parse(self: ConditionExpressionParser) -> Any:
    asked = (
        self.condition_expression,
        self.expression_attribute_names,
        self.expression_attribute_values,
    )
    key = repr(asked)
    if key not in _read:
        if len(_read) > _MOST_READ:
            _read.clear()
        condition = _moto_parse(self)
        _read[key] = (
            condition,
            list(self.expr_attr_names_found),
            list(self.expr_attr_values_found),
        )
        return condition
    condition, names, values = _read[key]
    self.expr_attr_names_found.extend(names)
    self.expr_attr_values_found.extend(values)
    return condition


def _lex(self: ConditionExpressionParser) -> deque[Any]:
    expression = self.condition_expression
    if expression not in _lexed:
        _lexed[expression] = list(_moto_lex(self))
    return deque(_lexed[expression])


def _make(
    self: Item,
    hash_key: DynamoType,
    range_key: DynamoType | None,
    attrs: dict[str, Any],
) -> None:
    self.hash_key, self.range_key = hash_key, range_key
    self.attrs = LimitedSizeDict()
    for name, value in attrs.items():
        dict.__setitem__(self.attrs, name, DynamoType(value))
    if _moto_size(self) > _HEAVIEST:
        raise ItemSizeTooLarge


def _size(self: Item) -> int:
    held = vars(self)
    if "weighed" not in held:
        held["weighed"] = _moto_size(self)
    weighed: int = held["weighed"]
    return weighed
