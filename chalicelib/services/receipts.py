"""The pupil's side of threads: ask to be contacted, take a receipt, come back with it."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.content.words import NEEDLES
from chalicelib.domain import receipts as digits
from chalicelib.domain import words
from chalicelib.domain.calendar import local_day
from chalicelib.domain.flags import Level
from chalicelib.domain.raised_flags import quarter_of
from chalicelib.domain.rounds import Round
from chalicelib.domain.threads import (
    MOST_MESSAGES,
    URGENCY_LEVEL,
    AnswerRef,
    Contact,
    Content,
    Entry,
    Kind,
    Message,
    PupilThread,
    Whom,
)
from chalicelib.sealing import DerivedKeys, derived_id, derived_keys, keyed_hash, plain_hash
from chalicelib.services import refusals, telling, tickets, trouble
from chalicelib.stores import database, outbox, receipts, rounds, threads
from chalicelib.stores.codes import Place
from chalicelib.stores.database import Write

_DRAWS = 3
_MESSAGE = 0
"""Its place in the transaction: where its condition fails, it is a replay."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A receipt that is stored and may be shown."""

    receipt: str
    round: Round


@dataclass(frozen=True, slots=True)
class ReadThread:
    """A thread as the pupil with its receipt sees it; ``attempt`` is for what they write next."""

    thread: PupilThread
    round: Round
    entries: tuple[Entry, ...]
    attempt: str

    @property
    def can_write(self) -> bool:
        ended = self.thread.closed or self.round.shredded_on
        return not ended and len(self.entries) < MOST_MESSAGES


def ask_contact(ticket: str, contact: Contact, along: str | None, now: datetime) -> Round:
    """A message of its own with the pupil's name; asking twice with one ticket is asking once.

    Raises Tampered, RoundShredded, NotStored.
    """
    with trouble.told():
        place, nonce = tickets.check(ticket)
        round_ = _round(place.round_id, refusals.RoundShredded)
        thread_id = derived_id("contact", nonce)
        content = Content(1, contact=contact, answers=tickets.answers_of(along))
        level = URGENCY_LEVEL[contact.urgency]
        message = _message(round_, place.class_id, thread_id, Kind.CONTACT, content, level, now)
        message = replace(message, id=thread_id, nurse_only=contact.whom is Whom.NURSE)
        try:
            database.write(*_writes(message, round_))
        except database.Refused:
            return round_  # the same request, sent again
        return round_


def take_receipt(ticket: str, along: str | None, now: datetime) -> Taken:
    """The ticket's receipt, always the same one. Raises as ``ask_contact`` does."""
    with trouble.told():
        place, nonce = tickets.check(ticket)
        round_ = _round(place.round_id, refusals.RoundShredded)
        for draw in range(_DRAWS):
            receipt = _draw(nonce, draw)
            if _store(receipt, round_, place, nonce, tickets.answers_of(along), now):
                return Taken(receipt, round_)
        raise refusals.NotStored


def read(typed: str) -> ReadThread:
    """Raises ReceiptMistyped, ReceiptUnknown, ThreadWithdrawn, NotStored."""
    with trouble.told():
        thread, keys = _found(typed)
        entries = receipts.unseal(keys.private, thread)
        return ReadThread(thread, _round(thread.round_id), entries, secrets.token_urlsafe(16))


def write(typed: str, attempt: str, kind: Kind, text: str, now: datetime) -> None:
    """The pupil writes, or tells their name. Sent twice with one attempt it is stored once.

    Raises as ``read`` does, and ThreadClosed, ThreadFull.
    """
    with trouble.told():
        thread, keys = _found(typed)
        if len(thread.entries) >= MOST_MESSAGES:
            raise refusals.ThreadFull
        round_ = _round(thread.round_id, refusals.ThreadClosed)
        level = Level.L3 if words.hit(text, NEEDLES) else Level.L2
        content = Content(len(thread.entries) + 1, text)
        message = _from_receipt(thread, round_, kind, content, level, now)
        message = replace(message, id=derived_id("message", f"{thread.id}|{attempt}"))
        entry = Entry(kind, text, local_day(now))
        _write_both(message, round_, receipts.to_append(thread.id, keys.public, entry))


def withdraw(typed: str, now: datetime) -> Round:
    """Take it all back: the pupil's copy at once, the school's within a minute.

    Raises as ``read`` does.
    """
    with trouble.told():
        thread, _ = _found(typed)
        round_ = _round(thread.round_id)
        content = Content(len(thread.entries) + 1)
        message = _from_receipt(thread, round_, Kind.WITHDRAWN, content, Level.L1, now)
        message = replace(message, clock_at=quarter_of(now))
        put = threads.to_put(message, telling.expires_at(round_))
        try:
            database.write(put, receipts.to_withdraw(thread.id))
        except database.Refused:
            raise refusals.ThreadWithdrawn from None
        return round_


def _write_both(message: Message, round_: Round, copy: Write) -> None:
    try:
        put, *mail = _writes(message, round_)
        database.write(put, copy, *mail)
    except database.Refused as refused:
        if _MESSAGE not in refused.failed:
            raise refusals.ThreadClosed from None


def _store(
    receipt: str,
    round_: Round,
    place: Place,
    nonce: str,
    along: AnswerRef | None,
    now: datetime,
) -> bool:
    """False where the number is another pupil's."""
    keys = _keys(receipt)
    made_by = plain_hash("receipt", nonce)
    thread_id = derived_id("thread", nonce)
    thread = PupilThread(keys.id, thread_id, round_.id, place.class_id, keys.public, made_by)
    writes: list[Write] = [receipts.to_put(thread, telling.expires_at(round_))]
    if along:
        content = Content(0, answers=along)
        link = _from_receipt(thread, round_, Kind.LINK, content, Level.L1, now)
        writes.append(threads.to_put(link, telling.expires_at(round_)))
    try:
        database.write(*writes)
    except database.Refused:
        stored = receipts.get(keys.id)
        return stored is not None and stored.made_by == made_by
    return True


def _from_receipt(
    thread: PupilThread, round_: Round, kind: Kind, content: Content, level: Level, now: datetime
) -> Message:
    made = _message(round_, thread.class_id, thread.thread_id, kind, content, level, now)
    id_ = derived_id(f"thread {kind}", thread.id)
    return replace(made, id=id_, receipt_id=thread.id, pupil_key=thread.public_key)


def _message(
    round_: Round,
    class_id: str,
    thread_id: str,
    kind: Kind,
    content: Content,
    level: Level,
    now: datetime,
) -> Message:
    """On level L1 it waits without a clock; the id is the caller's to give."""
    since = telling.message_told_at(level, round_, now)
    return Message(
        id="",
        thread_id=thread_id,
        school_id=round_.school_id,
        owner_id=round_.owner_id,
        round_id=round_.id,
        class_id=class_id,
        place=round_.classes[class_id].label,
        nurse_only=False,
        kind=kind,
        level=level,
        since=since,
        sealed=threads.seal(round_, thread_id, content),
        clock_at=None if level is Level.L1 else since,
    )


def _writes(message: Message, round_: Round) -> tuple[Write, ...]:
    mail = telling.message_mail(message)
    told = replace(message, mails=(mail.id,))
    return threads.to_put(told, telling.expires_at(round_)), outbox.to_put(mail)


def _found(typed: str) -> tuple[PupilThread, DerivedKeys]:
    receipt = digits.normalise(typed)
    if not digits.is_well_formed(receipt):
        raise refusals.ReceiptMistyped
    keys = _keys(receipt)
    thread = receipts.get(keys.id)
    if thread is None:
        raise refusals.ReceiptUnknown
    if thread.withdrawn:
        raise refusals.ThreadWithdrawn
    return thread, keys


def _keys(receipt: str) -> DerivedKeys:
    return derived_keys("receipt", receipt)


def _draw(nonce: str, draw: int) -> str:
    return digits.receipt(int(keyed_hash(f"receipt {draw}", nonce), 16) % digits.NUMBERS)


def _round(round_id: str, shredded: type[refusals.Refusal] | None = None) -> Round:
    """Raises ``shredded``: what is sealed to a key that is gone would be lost."""
    round_ = rounds.get(round_id)
    if round_ is None:
        raise refusals.Tampered
    if shredded and round_.shredded_on:
        raise shredded
    return round_
