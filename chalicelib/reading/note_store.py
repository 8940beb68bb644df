"""Working notes in ``answers``, sealed to the school's key or the school owner's."""

from datetime import datetime
from functools import partial
from typing import cast

from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.items.item import Item
from chalicelib.reading.working_note import WorkingNote
from chalicelib.storage import database, key_pairs, keys, writes
from chalicelib.storage.codec import Row, instant, stamp
from chalicelib.storage.readable import opened_or_none
from chalicelib.storage.writes import Put


def put_note(item: Item, note_id: str, note: WorkingNote, expires_at: int) -> Put:
    """Refused where the same words were sent before."""
    public_key = key_pairs.public(item.body_id)
    row = {
        "by": note.by,
        "at": stamp(note.at),
        "sealed": sealing.seal(public_key, note.text, _bound_to(item, note_id)),
        "expires_at": expires_at,
    }
    key = keys.working_note(item.ref, note_id)
    return Put(settings().answers_table, key, row, if_new=True)


def notes_of(private_key: bytes, item: Item) -> list[WorkingNote]:
    """Oldest first; what does not open is left out, with an alarm."""
    found = (_opened(private_key, item, row) for row in _rows(item))
    return sorted((note for note in found if note), key=lambda note: note.at)


def erase_notes(item: Item, at: datetime) -> list[Put]:
    """Their tombstones."""
    table = settings().answers_table
    return [
        writes.tombstone(table, keys.Key(row["pk"], row["sk"]), at)
        for row in _rows(item)
    ]


def _rows(item: Item) -> list[Row]:
    partition, prefix = keys.working_note(item.ref, "")
    return list(database.query(settings().answers_table, partition, prefix))


def _opened(private_key: bytes, item: Item, row: Row) -> WorkingNote | None:
    note_id = row["sk"].removeprefix(keys.working_note(item.ref, "").sk)
    unseal = partial(
        sealing.unseal, private_key, row["sealed"], _bound_to(item, note_id)
    )
    text = opened_or_none("NOTE", lambda: cast(str, unseal()))
    return None if text is None else WorkingNote(row["by"], instant(row["at"]), text)


def _bound_to(item: Item, note_id: str) -> str:
    return f"working note|{item.ref}|{note_id}"
