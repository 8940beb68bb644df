"""The key pair of a school or a school owner: public in ``forms``, private wrapped in
``casework``.

What is written at the staff door (referrals, drafts, reasons) is sealed to it; what
pupils answer is sealed to the key of its round.
"""

from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.storage import (
    database,
    keys,
    recovery_keys,
    transaction,
    wrapped_keys,
)
from chalicelib.storage.writes import Put


def public(body_id: str) -> bytes:
    """Made the first time it is asked for: no school is without one."""
    row = database.get(settings().forms_table, keys.body_key(body_id))
    return row["public_key"] if row else _made(body_id)


def private(body_id: str) -> bytes | None:
    """None where nothing was ever sealed to it, or it was shredded."""
    key = wrapped_keys.get(_name(body_id))
    if key is not None:
        recovery_keys.note(body_id, key)
    return key


def _made(body_id: str) -> bytes:
    public_key, private_key = sealing.new_key_pair()
    put = Put(
        settings().forms_table, keys.body_key(body_id), {"public_key": public_key}, True
    )
    try:
        transaction.commit(
            put,
            wrapped_keys.put_key(_name(body_id), private_key),
            *recovery_keys.put_sealed(body_id, private_key),
        )
    except transaction.Refused:
        return public(body_id)  # somebody else was first
    return public_key


def _name(body_id: str) -> str:
    return f"BODY#{body_id}"
