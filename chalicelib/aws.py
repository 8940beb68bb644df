"""The only maker of AWS clients: low-level ones, made once and when first needed.

From botocore itself: boto3's own part is a third of a cold start, and nothing here uses it.
"""

from functools import lru_cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.config import settings

# A pupil waits on the other side: better to fail soon and plainly than to hang.
_DATABASE = Config(
    connect_timeout=1, read_timeout=2, retries={"mode": "standard", "max_attempts": 3}
)
# An engine on this machine takes one request at a time and does not know one that is sent again.
_ENGINE = Config(read_timeout=30, retries={"mode": "standard", "max_attempts": 1})
# The outbox does the retrying of mail: SES has no idempotency key, so each retry may be a second
# mail, and only the outbox counts them.
_MAIL = Config(connect_timeout=1, read_timeout=5, retries={"mode": "standard", "max_attempts": 1})


class Unavailable(Exception):
    """AWS did not do what it was asked, or did not say so."""


@lru_cache
def client(service: str) -> Any:
    """The client of ``dynamodb``, ``sesv2``, ``kms`` or ``secretsmanager``."""
    return _session().create_client(
        service,
        region_name=settings().region,
        endpoint_url=settings().aws_endpoint,
        config=_config(service),
    )


def call(service: str, operation: str, **request: Any) -> dict[str, Any]:
    """Raises Unavailable for whatever goes wrong."""
    try:
        answer: dict[str, Any] = getattr(client(service), operation)(**request)
        return answer
    except (ClientError, BotoCoreError) as error:
        raise Unavailable from error


def _config(service: str) -> Config:
    if service == "sesv2":
        return _MAIL
    return _ENGINE if settings().aws_endpoint else _DATABASE


@lru_cache(maxsize=1)
def _session() -> Any:
    return botocore.session.Session()
