"""Trouble between us and AWS, made where botocore hands a call over: below all of our
code."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from botocore.awsrequest import AWSResponse, HTTPHeaders
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError

from chalicelib.core.aws import client

_UNVERIFIED = (
    "Email address is not verified. The following identities failed the check in region"
)
OF_THE_ACCOUNT = {
    "paused": (
        400,
        "SendingPausedException",
        "Email sending is paused for this account.",
    ),
    "suspended": (400, "AccountSuspendedException", "Your account is suspended."),
    "not_verified": (
        400,
        "MailFromDomainNotVerifiedException",
        "The domain is not verified.",
    ),
    "rejected": (400, "MessageRejected", f"{_UNVERIFIED} EU-NORTH-1: x"),
    "paused_old": (400, "MessageRejected", "Sending paused for this account."),
    "quota": (400, "LimitExceededException", "Daily message quota exceeded."),
    "quota_old": (429, "TooManyRequestsException", "Daily message quota exceeded."),
    "no_right": (
        403,
        "AccessDeniedException",
        "not authorized to perform ses:SendEmail",
    ),
    "no_set": (404, "NotFoundException", "Configuration set does not exist."),
    "key": (403, "UnrecognizedClientException", "The security token is invalid."),
}
"""SES refuses every mail of ours, whoever it is for."""
OF_THE_ADDRESS = {
    "bad_address": (
        400,
        "BadRequestException",
        "Local address contains control or whitespace",
    ),
    "bad_domain": (400, "BadRequestException", "Domain contains illegal character"),
    "dots": (400, "BadRequestException", "Local address contains dot-dot"),
    "no_domain": (400, "BadRequestException", "Missing final '@domain'"),
}
_ANSWERS = {
    "throttled": (400, "ThrottlingException", "Rate exceeded"),
    "too_quick": (429, "TooManyRequestsException", "Maximum sending rate exceeded."),
    "server_error": (500, "InternalServerError", "made by a test"),
    "not_listed": (404, "404", "Not Found"),
    "conflict": (400, "TransactionCanceledException", "made by a test"),
    **OF_THE_ACCOUNT,
    **OF_THE_ADDRESS,
}
_REASONS = {"conflict": [{"Code": "TransactionConflict"}]}


@contextmanager
def failing(
    service: str, operation: str, fault: str, times: int = 10**6, spared: int = 0
) -> Iterator[list[str]]:
    """After the first ``spared`` every call fails so: ``throttled``, ``too_quick``,
    ``server_error``, ``down``, ``conflict`` (transactions only), ``not_listed`` (the
    suppression list only), one of ``OF_THE_ACCOUNT`` or ``OF_THE_ADDRESS`` (mail only),
    or ``lost_answer`` (it is done, and the acknowledgement never arrives).

    Gives a list that grows by one word a failure.
    """
    happened: list[str] = []
    calls = 0

    def before(**_: Any) -> tuple[Any, dict[str, Any]] | None:
        nonlocal calls
        calls += 1
        if calls <= spared or len(happened) >= times or fault == "lost_answer":
            return None
        happened.append(fault)
        if fault == "down":
            raise ConnectTimeoutError(endpoint_url="the wire")
        status, code, message = _ANSWERS[fault]
        answer = {
            "Error": {"Code": code, "Message": message},
            "ResponseMetadata": {"HTTPStatusCode": status},
            "CancellationReasons": _REASONS.get(fault, []),
        }
        return AWSResponse("https://wire.example", status, HTTPHeaders(), None), answer

    def after(**_: Any) -> None:
        if fault == "lost_answer" and calls > spared and len(happened) < times:
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
    """Somebody else is quicker: ``do`` happens just before the next such call of
    DynamoDB leaves. Gives a list that holds what it gave."""
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
