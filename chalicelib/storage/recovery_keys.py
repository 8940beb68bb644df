"""The private keys of schools and school owners, sealed for whoever holds the recovery
key: they open the copies of cases that a second account keeps.

The half that opens them lies on no server. No key of a round is sealed so.
"""

from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.storage import case_keys, database, transaction
from chalicelib.storage.codec import Row
from chalicelib.storage.writes import Put


def put_sealed(body_id: str, private_key: bytes) -> tuple[Put, ...]:
    """None where the installation has no recovery key."""
    public = settings().recovery_key
    if public is None:
        return ()
    sealed = sealing.seal(public, private_key.hex(), bound_to(body_id))
    row = {"sealed": sealed, "sealed_to": public}
    return (Put(settings().casework_table, case_keys.recovery(body_id), row),)


def note(body_id: str, private_key: bytes) -> None:
    """Once for each recovery key there ever is. Raises Unavailable."""
    if settings().recovery_key and not _is_noted(body_id):
        transaction.commit(*put_sealed(body_id, private_key))


def sealed(body_id: str) -> Row | None:
    """None until the key was opened for the first time since there is a recovery
    key."""
    return database.get(settings().casework_table, case_keys.recovery(body_id))


def bound_to(body_id: str) -> str:
    return f"recovery|{body_id}"


def _is_noted(body_id: str) -> bool:
    row = sealed(body_id)
    return row is not None and row["sealed_to"] == settings().recovery_key
