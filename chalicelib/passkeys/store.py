"""Passkeys in ``casework``. One stands for an address, as a link does, and is found by
what its device calls it."""

from collections.abc import Iterator

from chalicelib.core.settings import settings
from chalicelib.crypto.sealing import plain_hash
from chalicelib.passkeys.passkey import Passkey
from chalicelib.storage import database, keys, records
from chalicelib.storage.codec import Row
from chalicelib.storage.writes import Change, Delete, Put, change_to


def id_of(credential: str) -> str:
    return plain_hash("passkey", credential)


def get(credential: str) -> tuple[str, Passkey] | None:
    """With the hash of the address it stands for."""
    table, id_ = settings().casework_table, id_of(credential)
    row = database.get(table, keys.passkey(id_))
    own = row and database.get(table, keys.email_passkey(row["email_hash"], id_))
    return (row["email_hash"], _decode(own)) if row and own else None


def of_address(email_hash: str) -> list[Passkey]:
    partition, prefix = keys.email_passkey(email_hash, "")
    rows = database.query(settings().casework_table, partition, prefix)
    return [_decode(row) for row in rows]


def put_passkey(email_hash: str, passkey: Passkey) -> tuple[Put, Put]:
    """Refused where somebody has it already."""
    table, own = settings().casework_table, keys.email_passkey(email_hash, passkey.id)
    pointer = {"email_hash": email_hash}
    return (
        Put(table, keys.passkey(passkey.id), pointer, if_new=True),
        Put(table, own, records.encode(passkey, "id"), if_new=True),
    )


def change_passkey(email_hash: str, before: Passkey, after: Passkey) -> Change:
    """Refused where it was used, blocked or taken away since ``before`` was read."""
    key = keys.email_passkey(email_hash, before.id)
    row = records.encode(after, "id")
    was = {"count": before.count, "blocked_at": None}
    return change_to(settings().casework_table, key, row, was)


def delete_passkey(email_hash: str, id_: str) -> tuple[Delete, Delete]:
    """Refused where it has gone already."""
    table = settings().casework_table
    return (
        Delete(table, keys.passkey(id_), {"email_hash": email_hash}),
        Delete(table, keys.email_passkey(email_hash, id_)),
    )


def has_declined(email_hash: str) -> bool:
    key = keys.no_passkey(email_hash)
    return database.get(settings().casework_table, key) is not None


def decline(email_hash: str) -> Put:
    return Put(settings().casework_table, keys.no_passkey(email_hash), {})


def delete_all(email_hash: str) -> Iterator[Delete]:
    """For an address that is nobody's any more: its next holder is asked anew."""
    for passkey in of_address(email_hash):
        yield from delete_passkey(email_hash, passkey.id)
    if has_declined(email_hash):
        yield Delete(settings().casework_table, keys.no_passkey(email_hash))


def _decode(row: Row) -> Passkey:
    id_ = row["sk"].removeprefix(keys.email_passkey("", "").sk)
    return records.decode(Passkey, row, id=id_)
