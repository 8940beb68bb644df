"""Threads in ``answers``, the school's copy: a row a message, sealed to the round's key."""

from datetime import datetime
from typing import Any, cast

from chalicelib import sealing
from chalicelib.config import settings
from chalicelib.domain.flags import Level
from chalicelib.domain.rounds import Round
from chalicelib.domain.threads import AnswerRef, Contact, Content, Kind, Message, Urgency, Whom
from chalicelib.stores import database, keys
from chalicelib.stores.database import Change, Delete, Put
from chalicelib.stores.rows import Row, instant, stamp


def seal(round_: Round, thread_id: str, content: Content) -> bytes:
    """Bound to its thread: a row moved to another thread does not open."""
    plain: dict[str, Any] = {"number": content.number, "text": content.text}
    if content.contact:
        asked = content.contact
        plain["contact"] = [asked.whom.value, asked.urgency.value, asked.name, asked.who]
    if content.answers:
        plain["answers"] = [content.answers.answer_id, content.answers.flag_id]
    return sealing.seal(round_.public_key, plain, _bound_to(round_.id, thread_id))


def unseal(private_key: bytes, message: Message) -> Content:
    bound_to = _bound_to(message.round_id, message.thread_id)
    plain = cast(dict[str, Any], sealing.unseal(private_key, message.sealed, bound_to))
    whom, urgency, name, who = plain.get("contact", (None, None, None, None))
    return Content(
        plain["number"],
        plain["text"],
        Contact(Whom(whom), Urgency(urgency), name, who) if whom else None,
        AnswerRef(*plain["answers"]) if "answers" in plain else None,
    )


def to_put(message: Message, expires_at: int) -> Put:
    """Refused where the message is stored already: then this is the same one, sent again."""
    key = _key(message)
    row: dict[str, Any] = {
        "id": message.id,
        "thread_id": message.thread_id,
        "school_id": message.school_id,
        "owner_id": message.owner_id,
        "round_id": message.round_id,
        "class_id": message.class_id,
        "place": message.place,
        "nurse_only": message.nurse_only,
        "kind": message.kind.value,
        "level": int(message.level),
        "since": stamp(message.since),
        "sealed": message.sealed,
        "receipt_id": message.receipt_id,
        "pupil_key": message.pupil_key,
        "step": message.step,
        "mails": list(message.mails),
        "opened_by": message.opened_by,
        "opened_at": stamp(message.opened_at) if message.opened_at else None,
        "expires_at": expires_at,
    }
    if message.clock_at:
        row |= {"due_shard": keys.due_shard(key), "due_at": stamp(message.clock_at)}
    return Put(settings().answers_table, key, row, if_new=True)


def to_take_turn(asked_by: str, turn: int, expires_at: int) -> Put:
    """One of the requests a ticket is good for. Refused where that turn is taken."""
    row = {"expires_at": expires_at}
    return Put(settings().answers_table, keys.asked(asked_by, turn), row, if_new=True)


def of_school(school_id: str, nurse_only: bool, thread_id: str = "") -> list[Message]:
    """All messages of a school, or of one of its threads, in no order; those for the nurse alone
    are never among the others."""
    partition, prefix = keys.message(school_id, nurse_only, thread_id, "")
    return [from_row(row) for row in database.query(settings().answers_table, partition, prefix)]


def get_by_key(key: keys.Key) -> Message | None:
    row = database.get(settings().answers_table, key)
    return from_row(row) if row else None


def to_open(message: Message, account_id: str, at: str) -> Change:
    """Somebody reads it: the clock stops. Refused where somebody already has."""
    return Change(
        settings().answers_table,
        _key(message),
        set={"opened_by": account_id, "opened_at": at},
        remove=("due_shard", "due_at"),
        expected={"opened_by": None},
    )


def to_step(message: Message, clock_at: str | None, mail_id: str | None) -> Change:
    """The next person is told; refused where somebody read it or another sweep was here."""
    mails = [*message.mails, *([mail_id] if mail_id else [])]
    return Change(
        settings().answers_table,
        _key(message),
        set={"step": message.step + 1, "mails": mails} | ({"due_at": clock_at} if clock_at else {}),
        remove=() if clock_at else ("due_shard", "due_at"),
        expected={"step": message.step, "opened_by": None},
    )


def to_erase(message: Message, at: datetime) -> Put:
    return database.to_erase(settings().answers_table, _key(message), at)


def to_delete(message: Message) -> Delete:
    return Delete(settings().answers_table, _key(message))


def _key(message: Message) -> keys.Key:
    return keys.message(message.school_id, message.nurse_only, message.thread_id, message.id)


def from_row(row: Row) -> Message:
    return Message(
        id=row["id"],
        thread_id=row["thread_id"],
        school_id=row["school_id"],
        owner_id=row["owner_id"],
        round_id=row["round_id"],
        class_id=row["class_id"],
        place=row["place"],
        nurse_only=row["nurse_only"],
        kind=Kind(row["kind"]),
        level=Level(row["level"]),
        since=instant(row["since"]),
        sealed=row["sealed"],
        receipt_id=row.get("receipt_id"),
        pupil_key=row.get("pupil_key"),
        step=row["step"],
        clock_at=instant(row["due_at"]) if "due_at" in row else None,
        mails=tuple(row["mails"]),
        opened_by=row.get("opened_by"),
        opened_at=instant(row["opened_at"]) if "opened_at" in row else None,
    )


def _bound_to(round_id: str, thread_id: str) -> str:
    return f"thread|{round_id}|{thread_id}"
