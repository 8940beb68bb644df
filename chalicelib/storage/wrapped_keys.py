"""Private keys in ``casework``, wrapped. Deleting one shreds all that was sealed to its
pair."""

from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.storage import database, keys
from chalicelib.storage.writes import Delete, Put


def put_key(name: str, private_key: bytes, expires_at: int | None = None) -> Put:
    row = {"wrapped": sealing.wrap(private_key, name), "expires_at": expires_at}
    return Put(settings().casework_table, keys.wrapped_key(name), row, if_new=True)


def delete_key(name: str) -> Delete:
    return Delete(settings().casework_table, keys.wrapped_key(name))


def get(name: str) -> bytes | None:
    """The private key itself; None where it was shredded."""
    row = database.get(settings().casework_table, keys.wrapped_key(name))
    return sealing.unwrap(row["wrapped"], name) if row else None
