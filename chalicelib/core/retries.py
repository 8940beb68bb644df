"""A call to AWS, tried again where what is in its way passes by itself.

A transaction that met another, and a table that is asked for more than it is warm for,
are no answer: the next moment may do. botocore tries again what hangs or fails, once.
"""

import random
from collections.abc import Callable
from itertools import count
from time import sleep
from typing import Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.core import time_left

MOST_TRIES = 8
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0
"""Seconds; between the two the pauses double. Eight tries wait 1.8 s together, 3.6 s at
most."""
_PASSES = frozenset(
    {
        "ProvisionedThroughputExceeded",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ThrottlingError",
        "ThrottlingException",
        "TransactionConflict",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)
"""Codes of errors, and of the reasons for which a transaction was cancelled."""

Answer = TypeVar("Answer")


class Unavailable(Exception):
    """AWS did not do what it was asked, or did not say so."""


def made(
    call: Callable[[], Answer],
    longest: float,
    passes: Callable[[ClientError], bool] | None = None,
) -> Answer:
    """``longest``: the seconds one try may take; ``passes``: which errors another try
    may not meet. Raises Unavailable, and ClientError where any other try would say the
    same."""
    passes = passes or _passes
    for attempt in count(1):
        if not time_left.is_enough_for(longest):
            raise Unavailable
        try:
            return call()
        except BotoCoreError as error:
            raise Unavailable from error
        except ClientError as error:
            if not passes(error):
                raise
            if attempt == MOST_TRIES:
                raise Unavailable from error
        sleep(random.uniform(0, longest_pause(attempt)))  # noqa: S311  jitter, not a secret
    raise AssertionError  # count never ends


def longest_pause(attempt: int) -> float:
    """Seconds before the next try: anything from none to this, so that a class that was
    refused together does not come back together."""
    return float(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1)))


def reasons(error: ClientError) -> list[str]:
    """The code for each write of a cancelled transaction, in their order; else
    nothing."""
    found: list[dict[str, Any]] = error.response.get("CancellationReasons", [])  # type: ignore[assignment]
    return [str(reason.get("Code")) for reason in found]


def _passes(error: ClientError) -> bool:
    """Also where a condition failed beside it: whether the others hold is not known
    yet."""
    return bool(_PASSES & {*reasons(error), error.response["Error"]["Code"]})
