"""Threads in ``answers``, the school's copy: a row a message, sealed to the round's
key."""

from datetime import datetime
from typing import Any

from chalicelib.core.ids import is_id
from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.items import handling_store
from chalicelib.items.inbox_id import InboxId
from chalicelib.rounds.round import Round
from chalicelib.storage import database, keys, plain, records, timers, writes
from chalicelib.storage.codec import Row, instant
from chalicelib.storage.readable import (
    id_,
    key_part,
    number,
    read_due,
    read_or_none,
    texts,
    those_readable,
)
from chalicelib.storage.writes import Change, Delete, Put
from chalicelib.threads import thread_id as thread_ids
from chalicelib.threads.contact import Contact, parse_contact
from chalicelib.threads.message import (
    FROM_SCHOOL,
    AnswerRef,
    Message,
    MessageContent,
    MessageKind,
)

_MOST_FLAGS = 2
"""Of one answer, that the school sees: the reasons, and the wish for contact."""
MOST_MAILS = 800
"""About one message: one each school day at most, for as long as anything is kept."""


def seal(round_: Round, thread_id: str, content: MessageContent) -> bytes:
    """Bound to its thread: a row moved to another thread does not open."""
    said: dict[str, Any] = {"number": content.number, "text": content.text}
    if content.contact:
        asked = content.contact
        said["contact"] = [asked.whom.value, asked.urgency.value, asked.name, asked.who]
    if content.answers:
        said["answers"] = [content.answers.answer_id, list(content.answers.flag_ids)]
    bound_to = _bound_to(round_.id, thread_id)
    return sealing.seal(round_.public_key, said, bound_to, sealing.WITH_TEXT)


def unseal(private_key: bytes, message: Message) -> MessageContent:
    """Raises cryptography's InvalidTag, and what ``storage.plain`` does where what was
    sealed is no message, or none of its kind."""
    bound_to = _bound_to(message.round_id, message.thread_id)
    said = plain.fields(sealing.unseal(private_key, message.sealed, bound_to))
    if ("contact" in said) != (message.kind is MessageKind.CONTACT):
        raise ValueError("contact")
    return MessageContent(
        plain.number(said["number"]),
        plain.words(said["text"]),
        _contact(said["contact"]) if "contact" in said else None,
        _answers(said["answers"]) if "answers" in said else None,
    )


def _contact(value: object) -> Contact:
    """As the pupil's page takes it."""
    whom, urgency, name, who = (plain.words(word) for word in plain.values(value, 4, 4))
    taken = parse_contact(
        {"whom": whom, "urgency": urgency, "name": name, "who": who}
    ).contact
    if taken is None:
        raise ValueError("contact")
    return taken


def _answers(value: object) -> AnswerRef:
    answer_id, flag_ids = plain.values(value, 2, 2)
    ids = tuple(plain.words(flag_id) for flag_id in plain.values(flag_ids, _MOST_FLAGS))
    if not all(map(is_id, ids)):
        raise ValueError("flag_ids")
    return AnswerRef(plain.words(answer_id), ids)


def put_message(message: Message, expires_at: int) -> Put:
    """Refused where the message is stored already: then this is the same one, sent
    again."""
    row = _encode(message) | {"expires_at": expires_at}
    return Put(settings().answers_table, key_of(message), row, if_new=True)


def replace(before: Message, after: Message) -> Change:
    """What somebody, or the sweep, has made of it. Refused where somebody read it
    meanwhile, or the sweep told of it in the same moment."""
    was, now = _encode(before), _encode(after)
    changes = {name: value for name, value in now.items() if value != was.get(name)}
    expected = {"opened_by": before.opened_by}
    if {"since", "step"} & changes.keys():
        expected["step"] = was["step"]
    if "since" in changes:
        expected["since"] = was["since"]
    return writes.change_to(settings().answers_table, key_of(before), changes, expected)


def _encode(message: Message) -> Row:
    key, clock = key_of(message), message.clock_at
    row = records.encode(message, "clock_at", "along")
    row["along"] = list(message.along) or None
    row |= timers.due(key, clock) if clock else dict.fromkeys(timers.ATTRIBUTES)
    # What the staff side says: its own words are read already.
    return row | (handling_store.mark(key, row) if message.opened_by else {})


def take_turn(asked_by: str, turn: int, expires_at: int) -> Put:
    """One of the requests a ticket is good for. Refused where that turn is taken."""
    row = {"expires_at": expires_at}
    return Put(settings().answers_table, keys.asked(asked_by, turn), row, if_new=True)


def in_inbox(inbox: InboxId, thread_id: str = "") -> list[Message]:
    """All messages, or those of one thread, in no order."""
    partition, prefix = keys.message(inbox.name, thread_id, "")
    rows = database.query(settings().answers_table, partition, prefix)
    return list(those_readable(rows, decode))


def get_by_key(key: keys.Key) -> Message | None:
    return read_or_none(database.get(settings().answers_table, key), decode)


def get_due(key: keys.Key) -> Message | None:
    """Raises Unreadable."""
    return read_due(database.get(settings().answers_table, key), decode)


def still_said(message: Message) -> Change:
    """Changes nothing; refused where the pupil has taken it back meanwhile."""
    place = {"place": message.place}
    return Change(settings().answers_table, key_of(message), place)


def erase_message(message: Message, at: datetime) -> Put:
    return writes.tombstone(settings().answers_table, key_of(message), at)


def delete_message(message: Message) -> Delete:
    return Delete(settings().answers_table, key_of(message))


def key_of(message: Message) -> keys.Key:
    return keys.message(message.inbox.name, message.thread_id, message.id)


def decode(row: Row) -> Message:
    """Raises where the row is none of ours: see ``storage.readable``."""
    handling_store.check_mark(row)
    message = records.decode(
        Message,
        row,
        id=id_(row, "id"),
        thread_id=id_(row, "thread_id"),
        school_id=key_part(row, "school_id"),
        owner_id=key_part(row, "owner_id"),
        along=texts(row, "along", _MOST_FLAGS) if "along" in row else (),
        step=number(row, "step"),
        clock_at=instant(row["due_at"]) if "due_at" in row else None,
        mails=texts(row, "mails", MOST_MAILS),
    )
    if key_of(message) != (row["pk"], row["sk"]):
        raise ValueError("a row that says it is another")
    if not thread_ids.fits(message):
        raise ValueError("a message of another thread")
    if message.kind in FROM_SCHOOL and not message.opened_by:
        raise ValueError("the school's words without its mark")
    return message


def _bound_to(round_id: str, thread_id: str) -> str:
    return f"thread|{round_id}|{thread_id}"
