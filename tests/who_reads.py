"""Whose pages read which rows, and open what is sealed in them: seen below all of our
code, in what DynamoDB hands out and what is unsealed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from chalicelib.accounts.account import Account
from chalicelib.accounts.store import hash_of
from chalicelib.audit import store as audit
from chalicelib.core.aws import client
from chalicelib.crypto import sealing
from infra.records.stored_row import StoredRow
from infra.records.terms import Reader
from tests.declared import row_of

Found = defaultdict[StoredRow, set[Reader]]


@dataclass
class Seen:
    """Whose pages: the account's, or a pupil's where there is none. ``looks``: a page
    is being made. What the log reads to add an entry is no look of a person."""

    account: Account | None
    looks: bool = False
    read: Found = field(default_factory=lambda: Found(set))
    opened: Found = field(default_factory=lambda: Found(set))
    partitions: set[str] = field(default_factory=set)
    _sealed: dict[bytes, tuple[StoredRow, Reader]] = field(default_factory=dict)

    @contextmanager
    def page(self) -> Iterator[None]:
        self.looks = True
        try:
            yield
        finally:
            self.looks = False

    def note(self, item: Mapping[str, Any]) -> None:
        pk, sk = item["pk"]["S"], item["sk"]["S"]
        row = row_of(pk, sk)
        assert row, (pk, sk)
        said = {*pk.split("#"), *sk.split("#"), item.get("email", {}).get("S")}
        reader = self._reader(said)
        for value in item.values():
            self._sealed |= dict.fromkeys(_bytes_in(value), (row, reader))
        if self.looks:
            self.read[row].add(reader)
            self.partitions.add(pk)

    def _reader(self, said: set[str | None]) -> Reader:
        account = self.account
        if account is None:
            return Reader.PUPIL
        own = {account.id, hash_of(account.email), account.email}
        return Reader.SELF if own & said else Reader(account.role.value)

    def note_opened(self, sealed: bytes) -> None:
        if self.looks and bytes(sealed) in self._sealed:
            row, reader = self._sealed[bytes(sealed)]
            self.opened[row].add(reader)


@contextmanager
def watching(account: Account | None) -> Iterator[Seen]:
    seen, record, unseal = Seen(account), audit.record, sealing.unseal

    def look(parsed: dict[str, Any], **_: Any) -> None:
        for item in [*parsed.get("Items", []), *filter(None, [parsed.get("Item")])]:
            seen.note(item)

    def written_down(*args: Any, **more: Any) -> None:
        was, seen.looks = seen.looks, False
        try:
            record(*args, **more)
        finally:
            seen.looks = was

    def opened(key: bytes, sealed: bytes, bound_to: str) -> Any:
        seen.note_opened(sealed)
        return unseal(key, sealed, bound_to)

    events = client("dynamodb").meta.events
    reads = [f"after-call.dynamodb.{verb}" for verb in ("GetItem", "Query")]
    for event in reads:
        events.register(event, look)
    with (
        patch.object(audit, "record", written_down),
        patch.object(sealing, "unseal", opened),
    ):
        yield seen
    for event in reads:
        events.unregister(event, look)


def _bytes_in(value: Mapping[str, Any]) -> Iterator[bytes]:
    ((mark, inside),) = value.items()
    if mark == "B":
        yield bytes(inside)
    elif mark in ("L", "M"):
        for member in inside if mark == "L" else inside.values():
            yield from _bytes_in(member)
