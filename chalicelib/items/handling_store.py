"""What people have done with an item, as its row in ``answers`` holds it."""

import json
from collections.abc import Mapping
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from chalicelib.crypto.sealing import keyed_hash
from chalicelib.crypto.secret_keys import Secret
from chalicelib.items.handling import Deed, Handling
from chalicelib.items.item import UNTOUCHED, Item
from chalicelib.storage import records
from chalicelib.storage.codec import Row, instant, stamp
from chalicelib.storage.keys import Key
from chalicelib.storage.readable import text

_DEEDS = ("opened", "taken", "closed")
_NOT_IN_THE_ROW = ("stored", "unreadable")
_MARK = "by_staff"
_BY_STAFF = frozenset(
    (
        *(
            "opened_by",
            "opened_at",
            "taken_by",
            "taken_at",
            "closed_by",
            "closed_at",
            "closing",
        ),
        *(
            "note",
            "case",
            "joined_to",
            "joined",
            "access",
            "erasure",
            "acts",
            "turn",
            "referrer",
        ),
        "readings",
    )
)
"""What only the staff side writes. Where pupils' rows stand the public side can put any
row, so each of these is believed of a row alone that carries the staff side's mark."""
HANDLED = _BY_STAFF | {_MARK}
"""With the mark: what the public side's role may name in no write and no condition."""
_COVERED = _BY_STAFF | {"kind", "sealed"}
"""And what it was done with."""
_FORMAT = 2


def mark(key: Key, row: Mapping[str, Any]) -> Row:
    """Of what a row says was done, and with what, under its key: it vouches for nothing
    else, nor for another row. Made with a secret that the public side has not."""
    said = {name: row[name] for name in _COVERED & row.keys() if row[name] is not None}
    text = json.dumps([_FORMAT, *key, said], sort_keys=True, default=_digest)
    return {_MARK: f"{_FORMAT}.{keyed_hash(Secret.AUDIT, 'handled', text)}"}


def _digest(sealed_text: bytes) -> str:
    return sha256(sealed_text).hexdigest()


def check_mark(row: Row) -> None:
    """Raises ValueError where a row says what only the staff side says, without its
    mark."""
    if not HANDLED & row.keys():
        return
    given, own = row.get(_MARK, ""), mark(Key(row["pk"], row["sk"]), row)[_MARK]
    if not compare_digest(given.encode(), own.encode()):
        raise ValueError("handled by nobody of ours")


def changed(key: Key, before: Item, after: Item) -> Row:
    """What the row says anew of what was done, with the mark of all that it then says.
    None is what goes away. What is shown without who has left, the row still says."""
    was, now = encode(before.handling), encode(after.handling)
    changes = {name: value for name, value in now.items() if value != was[name]}
    if not changes:
        return {}
    said = {
        "kind": before.kind.value,
        "sealed": before.sealed,
        **before.handling.stored,
    }
    return {**changes, **mark(key, said | changes)}


def as_seen(item: Item) -> Row:
    """What must stand there still: one mark stands for all that was done."""
    return {_MARK: item.handling.stored.get(_MARK)}


def encode(done: Handling) -> Row:
    """As ``decode`` reads it; None for what is not there."""
    row = records.encode(done, *_DEEDS, *_NOT_IN_THE_ROW)
    for name in _DEEDS:
        deed = getattr(done, name)
        row[f"{name}_by"] = deed.who if deed else None
        row[f"{name}_at"] = stamp(deed.at) if deed else None
    return row


def decode(row: Row) -> Handling:
    """Raises where the row is none of ours: see ``storage.readable``."""
    if not HANDLED & row.keys():
        return UNTOUCHED  # most of what waits: it costs a list of hundreds nothing
    deeds = {
        name: Deed(text(row, f"{name}_by"), instant(row[f"{name}_at"]))
        if f"{name}_by" in row
        else None
        for name in _DEEDS
    }
    stored = {name: row[name] for name in HANDLED & row.keys()}
    return records.decode(Handling, row, stored=stored, unreadable=False, **deeds)
