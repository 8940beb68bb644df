"""A pupil takes a receipt, and comes back with it to read and to write."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.core import errors
from chalicelib.core.local_time import local_day, quarter_of
from chalicelib.core.text import clean
from chalicelib.crypto.sealing import DerivedKeys, derived_id, plain_hash
from chalicelib.flags import flag_items
from chalicelib.items import mails as item_mails
from chalicelib.items.level import Level
from chalicelib.pupil_threads import tickets
from chalicelib.rounds import slow_guesses
from chalicelib.rounds.code_store import Place
from chalicelib.rounds.round import Round
from chalicelib.storage import transaction, trouble
from chalicelib.storage.writes import Write
from chalicelib.threads import new_message, receipt_keys, receipt_store
from chalicelib.threads import store as threads
from chalicelib.threads import thread_id as thread_ids
from chalicelib.threads.followed import Followed
from chalicelib.threads.limits import MOST_CHARACTERS, MOST_NAME, text_problem
from chalicelib.threads.message import (
    FROM_SCHOOL,
    AnswerRef,
    Message,
    MessageContent,
    MessageKind,
)
from chalicelib.threads.pupil_thread import PupilThread, SaidEntry, ThreadEntry
from chalicelib.threads.receipt_keys import ReceiptKeys

_DRAWS = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """A receipt that is stored and may be shown."""

    own: ReceiptKeys
    round: Round

    @property
    def receipt(self) -> str:
        return self.own.receipt


@dataclass(frozen=True, slots=True)
class ReadThread:
    """A thread as the pupil with its receipt sees it; ``attempt`` is for what they
    write next."""

    thread: PupilThread
    round: Round
    entries: tuple[ThreadEntry, ...]
    attempt: str
    followed: Followed | None = None

    @property
    def can_write(self) -> bool:
        return not (self.is_over or self.thread.full)

    @property
    def is_over(self) -> bool:
        """Ended by the school, or its round's key is gone."""
        return self.thread.closed or self.round.shredded_on is not None

    @property
    def said(self) -> list[SaidEntry]:
        own = [n for n, e in enumerate(self.entries) if e.kind not in FROM_SCHOOL]
        return [
            self._said(number, entry, last=number == own[-1])
            if number in own
            else SaidEntry(entry)
            for number, entry in enumerate(self.entries)
        ]

    def _said(self, number: int, entry: ThreadEntry, last: bool) -> SaidEntry:
        read = self.thread.was_read(number)
        seen_on = self.thread.seen_on if read and last else None
        return SaidEntry(entry, read, seen_on, unseen=last and not read)


def take_receipt(ticket: str, along: str | None, now: datetime) -> Taken:
    """The ticket's receipt, always the same one.

    Raises Tampered, RoundShredded, NotStored; ThreadWithdrawn once it was taken back.
    """
    with trouble.as_not_stored():
        place, nonce = tickets.check(ticket)
        round_ = new_message.round_of(place.round_id, errors.RoundShredded)
        for draw in range(_DRAWS):
            own = receipt_keys.drawn(nonce, draw)
            if _store(
                own.keys, round_, place, nonce, tickets.answers_of(along, nonce), now
            ):
                return Taken(own, round_)
        raise errors.NotStored


def read(own: ReceiptKeys, now: datetime) -> ReadThread:
    """Raises ReceiptUnknown, ThreadWithdrawn, NotStored."""
    with trouble.as_not_stored():
        thread = _found(own, now)
        entries = receipt_store.unseal(own.keys.private, thread)
        attempt = receipt_keys.attempt_for(own, now)
        round_ = new_message.round_of(thread.round_id)
        shown = receipt_store.followed(own.keys.private, thread)
        by_now = shown.on_day(local_day(now)) if shown else None
        return ReadThread(thread, round_, entries, attempt, by_now)


def write(
    own: ReceiptKeys, attempt: str, kind: MessageKind, text: str, now: datetime
) -> None:
    """The pupil writes, or tells their name. The same words sent twice with one attempt
    are stored once; other words are another message. Nothing is done with words that
    come without a receipt.

    Raises as ``read`` does, and ThreadClosed, ThreadFull, Incomplete
    (``text_problem``).
    """
    with trouble.as_not_stored():
        thread = _found(own, now)
        most = MOST_NAME if kind is MessageKind.NAME else MOST_CHARACTERS
        text = clean(text, most)
        if problem := text_problem(text, most):
            raise errors.Incomplete(problem)
        if thread.full:
            raise errors.ThreadFull
        round_ = new_message.round_of(thread.round_id, errors.ThreadClosed)
        level = Level.L3 if flag_items.is_urgent(text) else Level.L2
        content = MessageContent(len(thread.entries) + 1, text)
        message = _from_receipt(thread, round_, kind, content, level, now)
        said = f"{thread.id}|{attempt}|{kind}|{text}"
        message = replace(message, id=derived_id("message", said))
        entry = ThreadEntry(kind, text, local_day(now))
        _write_both(
            message,
            round_,
            receipt_store.append_entry(thread.id, own.keys.public, entry),
        )


def withdraw(own: ReceiptKeys, now: datetime) -> Round:
    """Take it all back: the pupil's copy at once, the school's within a minute.

    Raises as ``read`` does.
    """
    with trouble.as_not_stored():
        thread = _found(own, now)
        round_ = new_message.round_of(thread.round_id)
        content = MessageContent(len(thread.entries) + 1)
        message = _from_receipt(
            thread, round_, MessageKind.WITHDRAWN, content, Level.L1, now
        )
        message = replace(message, since=quarter_of(now), clock_at=quarter_of(now))
        put = threads.put_message(message, item_mails.expires_at(round_))
        try:
            transaction.commit(put, receipt_store.withdraw_thread(thread.id))
        except transaction.Refused:
            raise errors.ThreadWithdrawn from None
        return round_


def _write_both(message: Message, round_: Round, copy: Write) -> None:
    try:
        transaction.commit(*new_message.put_new(message, round_), copy)
    except transaction.Refused as refused:
        if new_message.MESSAGE not in refused.failed:
            raise errors.ThreadClosed from None


def _store(
    keys: DerivedKeys,
    round_: Round,
    place: Place,
    nonce: str,
    along: AnswerRef | None,
    now: datetime,
) -> bool:
    """False where the number is another pupil's. Raises ThreadWithdrawn."""
    made_by = plain_hash("receipt", nonce)
    thread_id = thread_ids.with_receipt(round_, place.class_id, keys.id, keys.public)
    thread = PupilThread(
        keys.id, thread_id, round_.id, place.class_id, keys.public, made_by
    )
    writes: list[Write] = [
        receipt_store.put_thread(thread, item_mails.expires_at(round_))
    ]
    if along:
        content = MessageContent(0, answers=along)
        link = _from_receipt(thread, round_, MessageKind.LINK, content, Level.L1, now)
        writes += new_message.put_new(link, round_)
    try:
        transaction.commit(*writes)
    except transaction.Refused:
        stored = receipt_store.get(keys.id)
        if stored is None or stored.made_by != made_by:
            return False
        if stored.withdrawn:
            raise errors.ThreadWithdrawn from None
    return True


def _from_receipt(
    thread: PupilThread,
    round_: Round,
    kind: MessageKind,
    content: MessageContent,
    level: Level,
    now: datetime,
) -> Message:
    made = new_message.make(
        round_, thread.class_id, thread.thread_id, kind, content, level, now
    )
    id_ = derived_id(f"thread {kind}", thread.id)
    return replace(made, id=id_, receipt_id=thread.id, pupil_key=thread.public_key)


def _found(own: ReceiptKeys, now: datetime) -> PupilThread:
    thread = receipt_store.get(own.keys.id)
    if thread is None:
        slow_guesses.note(now, own.receipt)
        raise errors.ReceiptUnknown
    if thread.withdrawn:
        raise errors.ThreadWithdrawn
    return thread
