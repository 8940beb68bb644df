"""The only maker of AWS clients: boto3's low-level ones, made once and when first
needed."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import boto3.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.core import retries
from chalicelib.core.retries import Unavailable as Unavailable
from chalicelib.core.settings import settings

if TYPE_CHECKING:
    from botocore.config import _RetryDict

# ``max_attempts`` would be the retries after the first; ``total_max_attempts`` counts
# them all.
_ONCE: "_RetryDict" = {"mode": "standard", "total_max_attempts": 1}
_TWICE: "_RetryDict" = {"mode": "standard", "total_max_attempts": 2}
# A pupil waits on the other side: better to fail soon and plainly than to hang.
_DATABASE = Config(connect_timeout=1, read_timeout=2, retries=_TWICE)
# An engine on this machine takes one request at a time and does not know one that is
# sent again.
_ENGINE = Config(read_timeout=30, retries=_ONCE)
# The outbox does the retrying of mail: SES has no idempotency key, so each retry may be
# a second mail, and only the outbox counts them.
_MAIL = Config(connect_timeout=1, read_timeout=5, retries=_ONCE)
# What sets a copy has fifteen seconds for it. It is asked once: a person can ask again.
_FUNCTION = Config(connect_timeout=1, read_timeout=16, retries=_ONCE)
LONGEST = {
    "dynamodb": 7.0,
    "kms": 7.0,
    "lambda": 17.0,
    "s3": 7.0,
    "secretsmanager": 7.0,
    "sesv2": 6.0,
}
"""Seconds a call can take: connecting and reading, as often as it is tried, and
botocore's pause of up to a second before the second try."""


_OWN = {"sesv2": _MAIL, "lambda": _FUNCTION}


@lru_cache
def client(service: str) -> Any:
    """The client of ``dynamodb``, ``sesv2``, ``kms``, ``lambda``, ``secretsmanager`` or
    ``s3``."""
    return _session().client(
        service,
        region_name=settings().region,
        endpoint_url=settings().aws_endpoint,
        config=_config(service),
    )


def call(
    service: str, operation: str, spared: str = "", **request: Any
) -> dict[str, Any]:
    """Raises Unavailable for whatever goes wrong, but for an error of the code
    ``spared``."""
    try:
        return tried(service, operation, **request)
    except ClientError as error:
        if error.response["Error"]["Code"] == spared:
            raise
        raise Unavailable from error


def tried(service: str, operation: str, **request: Any) -> dict[str, Any]:
    """As ``retries.made``: raises Unavailable, and ClientError where trying again is no
    use."""
    made: dict[str, Any] = retries.made(
        lambda: getattr(client(service), operation)(**request), LONGEST[service]
    )
    return made


def ask(function: str, payload: bytes) -> bytes:
    """What a function of ours answers. Raises Unavailable where it fails, takes too
    long or is not there."""
    try:
        answer = call("lambda", "invoke", FunctionName=function, Payload=payload)
        said: bytes = answer["Payload"].read()
    except (BotoCoreError, ClientError) as error:
        raise Unavailable from error
    if "FunctionError" in answer:
        raise Unavailable
    return said


def _config(service: str) -> Config:
    if service in _OWN:
        return _OWN[service]
    return _ENGINE if settings().aws_endpoint else _DATABASE


@lru_cache(maxsize=1)
def _session() -> Any:
    return boto3.session.Session()
