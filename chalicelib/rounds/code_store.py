"""Codes, kept as keyed hashes: who reads the table cannot tell what is on a card.

They have a table of their own, which keeps no copies over time: the second at which a
code goes is the second at which its answer comes.
"""

from typing import NamedTuple

from chalicelib.core.settings import settings
from chalicelib.crypto.sealing import keyed_hash
from chalicelib.crypto.secret_keys import Secret
from chalicelib.storage import database, keys
from chalicelib.storage.writes import Delete, Put


class Place(NamedTuple):
    """Where a code leads: a round and one of its classes."""

    round_id: str
    class_id: str


class Card(NamedTuple):
    """What a code opens. Only the cards of a confidential round have a number."""

    place: Place
    number: int | None


def get(code: str) -> Card | None:
    row = database.get(settings().codes_table, _key(code))
    return (
        Card(Place(row["round_id"], row["class_id"]), row.get("card")) if row else None
    )


def put_code(code: str, card: Card, expires_at: int) -> Put:
    numbered = {"card": card.number} if card.number else {}
    row = {**card.place._asdict(), **numbered, "expires_at": expires_at}
    return Put(settings().codes_table, _key(code), row, if_new=True)


def spend_code(code: str, place: Place) -> Delete:
    """The code is deleted, not marked: afterwards nothing says that it ever was."""
    return Delete(settings().codes_table, _key(code), expected=place._asdict())


def _key(code: str) -> keys.Key:
    return keys.code(keyed_hash(Secret.CODES, "code", code))
