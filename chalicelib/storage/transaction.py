"""What is stored is stored in one transaction: all of it or nothing.

Trouble is one of two things: ``Refused`` (a condition did not hold: an answer, not a
fault) and ``Unavailable`` (throttled, timed out, down: nothing is known to be stored).
"""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from botocore.exceptions import ClientError

from chalicelib.core import aws
from chalicelib.core.retries import Unavailable as Unavailable
from chalicelib.core.retries import reasons
from chalicelib.storage import expiry
from chalicelib.storage.writes import Write, as_request

MOST_WRITES = 100
"""In one transaction: DynamoDB's own limit."""
_CONDITION_FAILED = "ConditionalCheckFailed"
_TRIES = 4
Done = TypeVar("Done")


class Refused(Exception):
    """A condition did not hold. ``failed`` has the places in the transaction whose did
    not."""

    def __init__(self, failed: frozenset[int] = frozenset({0})) -> None:
        super().__init__(f"conditions failed: {sorted(failed)}")
        self.failed = failed


def commit(*writes: Write) -> None:
    """All of the writes or none, in one transaction. Raises Refused or Unavailable."""
    now = int(expiry.clock())
    items = [as_request(write, now) for write in writes]
    try:
        aws.tried("dynamodb", "transact_write_items", TransactItems=items)
    except ClientError as error:
        failed = _failed_conditions(error)
        if failed:
            raise Refused(failed) from None
        raise Unavailable from error


def looking_again(act: Callable[[], Done]) -> Done:
    """``act`` reads what stands there and commits what follows. Where that is refused
    somebody was quicker, so it reads anew; four times. Raises Refused where the last is
    refused too."""
    for _ in range(_TRIES - 1):
        with suppress(Refused):
            return act()
    return act()


def _failed_conditions(error: ClientError) -> frozenset[int]:
    codes = reasons(error)
    return frozenset(
        place for place, code in enumerate(codes) if code == _CONDITION_FAILED
    )
