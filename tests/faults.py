"""Trouble between us and AWS, made where botocore hands a call over: below all of our code."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from botocore.awsrequest import AWSResponse, HTTPHeaders
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError

from chalicelib.aws import client

_CODES = {
    "throttled": (400, "ThrottlingException"),
    "server_error": (500, "InternalServerError"),
    "conflict": (400, "TransactionCanceledException"),
}
_REASONS = {"conflict": [{"Code": "TransactionConflict"}]}


@contextmanager
def failing(service: str, operation: str, fault: str, times: int = 10**6) -> Iterator[list[str]]:
    """Every call of the operation fails so: ``throttled``, ``server_error``, ``down``, ``conflict``
    (transactions only), ``rejected`` (mail only), or ``lost_answer`` (it is done, and the
    acknowledgement never arrives).

    Gives a list that grows by one word a failure.
    """
    happened: list[str] = []

    def before(**_: Any) -> tuple[Any, dict[str, Any]] | None:
        if len(happened) >= times or fault == "lost_answer":
            return None
        happened.append(fault)
        if fault == "down":
            raise ConnectTimeoutError(endpoint_url="the wire")
        status, code = _CODES.get(fault, (400, "MessageRejected"))
        answer = {
            "Error": {"Code": code, "Message": "made by a test"},
            "ResponseMetadata": {},
            "CancellationReasons": _REASONS.get(fault, []),
        }
        return AWSResponse("https://wire.example", status, HTTPHeaders(), None), answer

    def after(**_: Any) -> None:
        if fault == "lost_answer" and len(happened) < times:
            happened.append(fault)
            raise ReadTimeoutError(endpoint_url="the wire")

    events = client(service).meta.events
    event = f"{service}.{operation}"
    events.register_first(f"before-call.{event}", before)
    events.register(f"after-call.{event}", after)
    try:
        yield happened
    finally:
        events.unregister(f"before-call.{event}", before)
        events.unregister(f"after-call.{event}", after)


@contextmanager
def first_of_all(operation: str, do: Callable[[], object]) -> Iterator[list[object]]:
    """Somebody else is quicker: ``do`` happens just before the next such call of DynamoDB leaves.
    Gives a list that holds what it gave."""
    happened: list[object] = []
    events = client("dynamodb").meta.events
    event = f"before-call.dynamodb.{operation}"

    def before(**_: Any) -> None:
        events.unregister(event, before)
        happened.append(do())

    events.register(event, before)
    try:
        yield happened
    finally:
        events.unregister(event, before)
