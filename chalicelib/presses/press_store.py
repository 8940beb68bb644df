"""Presses of the staff's buttons lately, in ``casework``: only a hash of what was sent,
and where its answer led."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.core.settings import settings
from chalicelib.storage import database, keys, records, transaction
from chalicelib.storage.codec import epoch
from chalicelib.storage.writes import Delete, Put


@dataclass(frozen=True, slots=True)
class Answered:
    """``place`` is empty where the answer was a page. ``session_at`` says at which body
    and of which account the session is that the answer began: empty where it took the
    cookie away, None where it left it alone. ``said`` is the cookie that says on the
    next page what was saved."""

    place: str
    session_at: str | None
    said: str = ""


def begin(press: str, until: datetime) -> None:
    """Raises Refused where the press is under way, or was answered."""
    row = {"expires_at": epoch(until)}
    transaction.commit(
        Put(settings().casework_table, keys.press(press), row, if_new=True)
    )


def answer(press: str, answered: Answered, until: datetime) -> None:
    row = records.encode(answered) | {"expires_at": epoch(until)}
    transaction.commit(Put(settings().casework_table, keys.press(press), row))


def forget(press: str) -> None:
    """Raises Refused where nothing is known of it."""
    transaction.commit(Delete(settings().casework_table, keys.press(press)))


def get(press: str) -> Answered | None:
    """An answer that is None while the press is under way. Raises LookupError where
    nothing is known of it."""
    row = database.get(settings().casework_table, keys.press(press))
    if row is None:
        raise LookupError
    return records.decode(Answered, row) if "place" in row else None
