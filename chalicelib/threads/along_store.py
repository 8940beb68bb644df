"""The way from a flag to the threads its answers went along with, in ``answers``: a row
for each flag and thread, made where a pupil ticked so.

A row stands under a keyed hash of the flag's id, and the message that says what goes
along names the hash. So who knows a flag finds its threads; who reads the tables, or
only holds a thread, is led to no answer. Anybody can put such a row: the thread itself
says, sealed, which flags are its.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from chalicelib.core.ids import is_id
from chalicelib.core.settings import settings
from chalicelib.crypto.sealing import keyed_hash
from chalicelib.crypto.secret_keys import Secret
from chalicelib.storage import database, keys, transaction, writes
from chalicelib.storage.writes import Delete, Put
from chalicelib.threads.message import AnswerRef, Message


def hidden(answers: AnswerRef | None) -> tuple[str, ...]:
    """The flags as ``Message.along`` names them."""
    return tuple(map(_hidden, answers.flag_ids)) if answers else ()


def put_along(message: Message, expires_at: int) -> list[Put]:
    row = {"expires_at": expires_at}
    return [Put(settings().answers_table, key, row) for key in _keys(message)]


def threads_of(flag_id: str) -> list[str]:
    """The ids of the threads that a flag may belong to, in no order."""
    partition, prefix = keys.along(_hidden(flag_id), "")
    rows = database.query(settings().answers_table, partition, prefix)
    return [id_ for row in rows if is_id(id_ := row["sk"].removeprefix(prefix))]


def delete(message: Message) -> None:
    """Nothing of ours stands there any more, or never did."""
    for key in _keys(message):
        with suppress(transaction.Refused):
            transaction.commit(Delete(settings().answers_table, key))


def erase_along(message: Message, at: datetime) -> list[Put]:
    return [
        writes.tombstone(settings().answers_table, key, at) for key in _keys(message)
    ]


def _keys(message: Message) -> Iterator[keys.Key]:
    return (keys.along(flag_id, message.thread_id) for flag_id in message.along)


def _hidden(flag_id: str) -> str:
    return keyed_hash(Secret.CODES, "along", flag_id)
