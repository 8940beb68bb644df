"""Whose Feide stands for which address, in ``casework``: hashes only, to be found both
ways."""

from collections.abc import Iterator

from chalicelib.core.settings import settings
from chalicelib.crypto.sealing import plain_hash
from chalicelib.storage import database, keys
from chalicelib.storage.writes import Delete, Put


def email_hash_of(identity: str) -> str | None:
    """The address the Feide identity was connected to."""
    row = database.get(settings().casework_table, keys.feide(_hash(identity)))
    return row["email_hash"] if row else None


def is_connected(email_hash: str) -> bool:
    return bool(_connected(email_hash))


def connect(identity: str, email_hash: str) -> tuple[Put, Put]:
    table, hashed = settings().casework_table, _hash(identity)
    return (
        Put(table, keys.feide(hashed), {"email_hash": email_hash}),
        Put(table, keys.email_feide(email_hash, hashed), {}),
    )


def delete_all(email_hash: str) -> Iterator[Delete]:
    """What stands for another address by now stays."""
    table = settings().casework_table
    for hashed in _connected(email_hash):
        yield Delete(table, keys.email_feide(email_hash, hashed))
        row = database.get(table, keys.feide(hashed))
        if row and row["email_hash"] == email_hash:
            yield Delete(table, keys.feide(hashed), {"email_hash": email_hash})


def _connected(email_hash: str) -> list[str]:
    partition, prefix = keys.email_feide(email_hash, "")
    rows = database.query(settings().casework_table, partition, prefix)
    return [row["sk"].removeprefix(prefix) for row in rows]


def _hash(identity: str) -> str:
    return plain_hash("feide", identity)
