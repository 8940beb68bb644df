"""Rows that have expired and lie about still, as DynamoDB leaves them for days.

Wherever the service is about to put a row that expires and nothing stands, a row of an
earlier life is put first, below all of our code: the same attributes, expired a second
ago. So every test that writes such a row shows that nobody minds what TTL has not
deleted yet.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib.core.aws import client
from chalicelib.storage import expiry
from tests.quick_moto import backend

MARK = "left_lying"
"""An attribute of such rows, for tests that look at all there is."""


@contextmanager
def lying_everywhere() -> Iterator[list[str]]:
    """Gives the beginnings of the keys that were met, as they are met."""
    met: list[str] = []

    def before(params: dict[str, Any], **_: Any) -> None:
        for written in params["TransactItems"]:
            if "Put" in written and "expires_at" in written["Put"]["Item"]:
                put = written["Put"]
                _leave(put["TableName"], put["Item"])
                met.append(put["Item"]["pk"]["S"].partition("#")[0])

    events = client("dynamodb").meta.events
    event = "provide-client-params.dynamodb.TransactWriteItems"
    events.register(event, before)
    try:
        yield met
    finally:
        events.unregister(event, before)


def _leave(table: str, item: dict[str, Any]) -> None:
    """Into moto itself: it is not among the calls a test counts."""
    if backend().get_item(table, item) is None:
        ago = {"N": str(int(expiry.clock()) - 1)}
        backend().put_item(table, {**item, "expires_at": ago, MARK: {"BOOL": True}})
