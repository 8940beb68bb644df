"""The only maker of AWS clients: low-level ones, made once and when first needed.

From botocore itself: boto3's own part is a third of a cold start, and nothing here uses it.
"""

from functools import lru_cache
from typing import Any

import botocore.session
from botocore.config import Config

from chalicelib.config import settings

# A pupil waits on the other side: better to fail soon and plainly than to hang.
_DATABASE = Config(
    connect_timeout=1, read_timeout=2, retries={"mode": "standard", "max_attempts": 3}
)
# The outbox does the retrying of mail: SES has no idempotency key, so each retry may be a second
# mail, and only the outbox counts them.
_MAIL = Config(connect_timeout=1, read_timeout=5, retries={"mode": "standard", "max_attempts": 1})


@lru_cache
def client(service: str) -> Any:
    """The client of ``dynamodb``, ``sesv2`` or ``kms``."""
    return _session().create_client(
        service,
        region_name=settings().region,
        endpoint_url=settings().aws_endpoint,
        config=_MAIL if service == "sesv2" else _DATABASE,
    )


@lru_cache(maxsize=1)
def _session() -> Any:
    return botocore.session.Session()
