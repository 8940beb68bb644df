"""What a browser is asked to sign, in ``casework``: for five minutes, and once. It
follows from a value that this browser alone holds; the row has a hash of that."""

from contextlib import suppress
from datetime import datetime, timedelta

from chalicelib.core import errors
from chalicelib.core.settings import settings
from chalicelib.crypto.sealing import plain_hash
from chalicelib.sign_in.sessions import new_secret
from chalicelib.storage import database, keys, transaction
from chalicelib.storage.codec import epoch, instant, stamp
from chalicelib.storage.writes import Delete, Put

LASTS = timedelta(minutes=5)


def begin(now: datetime) -> str:
    """What the browser is to hold."""
    held, until = new_secret(), now + LASTS
    row = {"until": stamp(until), "expires_at": epoch(until)}
    transaction.commit(Put(settings().casework_table, _key(held), row, if_new=True))
    return held


def challenge_of(held: str) -> str:
    """What is to be signed."""
    return plain_hash("passkey challenge", held)


def use_up(held: str, now: datetime) -> str:
    """What was to be signed; whatever becomes of the answer, it is asked for no more.
    Raises PasskeyRefused where it was not asked for, or is so no more."""
    table, key = settings().casework_table, _key(held)
    row = database.get(table, key)
    with suppress(transaction.Refused):
        transaction.commit(Delete(table, key))
        if row and now <= instant(row["until"]):
            return challenge_of(held)
    raise errors.PasskeyRefused


def _key(held: str) -> keys.Key:
    return keys.challenge(plain_hash("passkey browser", held))
