"""The pupils' copies of their threads, in ``forms``: a row each, found by the receipt
alone.

The public side reads them with GetItem and writes them inside transactions. What is
said stands sealed to the key pair that follows from the receipt; only dates and states
are in clear.
"""

from datetime import date
from functools import partial

from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.storage import database, keys, plain, records
from chalicelib.storage.codec import Row
from chalicelib.storage.readable import opened_or_none, read_or_none
from chalicelib.storage.writes import Change, Put
from chalicelib.threads.followed import ROLES, Followed, NextForPupil
from chalicelib.threads.message import MessageKind
from chalicelib.threads.pupil_thread import PupilThread, ThreadEntry

_LATER = ("seen_on", "read", "closed", "withdrawn", "followed")
"""Absent from a new thread: what became of it, which others write."""


def get(receipt_id: str) -> PupilThread | None:
    row = database.get(settings().forms_table, keys.pupil_thread(receipt_id))
    return read_or_none(row, partial(_thread, receipt_id))


def put_thread(thread: PupilThread, expires_at: int) -> Put:
    row = records.encode(thread, "id", *_LATER) | {"expires_at": expires_at}
    return Put(settings().forms_table, keys.pupil_thread(thread.id), row, if_new=True)


def append_entry(receipt_id: str, public_key: bytes, entry: ThreadEntry) -> Change:
    """One more message; what the pupil adds nobody has seen yet. Refused where the
    thread was withdrawn or closed in the meantime."""
    return Change(
        settings().forms_table,
        keys.pupil_thread(receipt_id),
        remove=() if entry.kind is MessageKind.REPLY else ("seen_on",),
        append={"entries": [_seal(receipt_id, public_key, entry)]},
        expected={"withdrawn": None, "closed": None},
    )


def mark_seen(receipt_id: str, on: date, read: int) -> Change:
    """Somebody at the school has been shown the first ``read`` entries. Refused where
    the thread was withdrawn."""
    return Change(
        settings().forms_table,
        keys.pupil_thread(receipt_id),
        set={"seen_on": on.isoformat(), "read": read},
        expected={"withdrawn": None},
    )


def close_thread(receipt_id: str) -> Change:
    return Change(
        settings().forms_table,
        keys.pupil_thread(receipt_id),
        set={"closed": True},
        expected={"withdrawn": None, "closed": None},
    )


def show(receipt_id: str, public_key: bytes, followed: Followed) -> Change:
    """How it is followed up. Refused where the thread was withdrawn."""
    on = followed.on.isoformat() if followed.on else ""
    said = [list(followed.roles), followed.next or "", on]
    return Change(
        settings().forms_table,
        keys.pupil_thread(receipt_id),
        set={"followed": sealing.seal(public_key, said, _followed(receipt_id))},
        expected={"withdrawn": None},
    )


def stop_showing(receipt_id: str) -> Change:
    return Change(
        settings().forms_table, keys.pupil_thread(receipt_id), remove=("followed",)
    )


def followed(private_key: bytes, thread: PupilThread) -> Followed | None:
    """None where it is not shown, or does not open."""
    sealed = thread.followed
    if sealed is None:
        return None
    read = partial(_read_followed, private_key, thread.id, sealed)
    return opened_or_none("RECEIPT", read)


def _read_followed(private_key: bytes, receipt_id: str, sealed: bytes) -> Followed:
    said = sealing.unseal(private_key, sealed, _followed(receipt_id))
    roles, kind, on = plain.values(said, 3, 3)
    known = [role for role in plain.values(roles, len(ROLES)) if role in ROLES]
    if not kind:
        return Followed(tuple(known))
    return Followed(tuple(known), NextForPupil(kind), date.fromisoformat(on))


def _followed(receipt_id: str) -> str:
    return f"followed|{receipt_id}"


def withdraw_thread(receipt_id: str) -> Change:
    """What was said is taken out; the row stays, so that the receipt can tell what
    became of it."""
    return Change(
        settings().forms_table,
        keys.pupil_thread(receipt_id),
        set={"withdrawn": True, "entries": []},
        expected={"withdrawn": None},
    )


def unseal(private_key: bytes, thread: PupilThread) -> tuple[ThreadEntry, ...]:
    found = (
        opened_or_none("RECEIPT", partial(_entry, private_key, thread.id, entry))
        for entry in thread.entries
    )
    return tuple(entry for entry in found if entry)


def _entry(private_key: bytes, receipt_id: str, entry: bytes) -> ThreadEntry:
    kind, said, on = plain.values(
        sealing.unseal(private_key, entry, _bound_to(receipt_id)), 3, 3
    )
    return ThreadEntry(MessageKind(kind), plain.words(said), date.fromisoformat(on))


def _seal(receipt_id: str, public_key: bytes, entry: ThreadEntry) -> bytes:
    said = [entry.kind.value, entry.text, entry.on.isoformat()]
    return sealing.seal(public_key, said, _bound_to(receipt_id), sealing.WITH_TEXT)


def _thread(receipt_id: str, row: Row) -> PupilThread:
    return records.decode(PupilThread, row, id=receipt_id)


def _bound_to(receipt_id: str) -> str:
    return f"pupil|{receipt_id}"
