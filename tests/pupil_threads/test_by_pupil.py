"""The pupil asks to be contacted, takes a receipt, and comes back with it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.core import errors
from chalicelib.items.level import Level
from chalicelib.pupil_threads import ask_contact, by_pupil
from chalicelib.reading import answer_pupil
from chalicelib.reading import thread as school_threads
from chalicelib.storage import transaction
from chalicelib.storage.writes import Put
from chalicelib.threads import receipt_keys, receipt_store
from chalicelib.threads.limits import MOST_CHARACTERS, MOST_MESSAGES
from chalicelib.threads.message import MessageKind
from chalicelib.threads.pupil_thread import PupilThread, SaidEntry, ThreadEntry
from chalicelib.upkeep import schedule
from tests import mailbox
from tests.cast import BEFORE, NOW, NURSE, PRINCIPAL
from tests.faults import failing
from tests.pupil_cast import (
    ATTEMPT,
    TODAY,
    first_thread,
    from_pupils,
    opened,
    own_keys,
    receipt_with,
    ticket_of,
)
from tests.rounds.test_plan import ROUND
from tests.rows import rows_with
from tests.worst_texts import fullest


def test_the_ticket_gives_one_receipt_however_often_it_is_shown(stage, ticket):
    codes = {by_pupil.take_receipt(ticket.text, None, BEFORE).receipt for _ in range(3)}
    assert len(codes) == 1
    assert len(rows_with("forms", pk="RECEIPT#")) == 1
    other = by_pupil.take_receipt(ticket_of(stage, "u" * 22).text, None, BEFORE).receipt
    assert other not in codes


def test_answers_of_another_pupil_never_go_along(stage, ticket):
    """Nor does a flag whose id somebody has seen, among one's own: each would give its
    reader the wrong receipt to write to."""
    other = ticket_of(stage, "u" * 22).answers
    own, theirs = ticket.answers.split("."), other.split(".")
    for wrong in (other, ".".join([own[0], theirs[1], *own[2:]]), ".".join(own[:-1])):
        with pytest.raises(errors.Tampered):
            by_pupil.take_receipt(ticket.text, wrong, BEFORE)
        with pytest.raises(errors.Tampered):
            ask_contact.ask(ticket.text, TODAY, wrong, BEFORE)
    assert rows_with("answers", sk="MESSAGE#") == []
    by_pupil.take_receipt(ticket.text, ticket.answers, BEFORE)
    assert len(rows_with("answers", sk="MESSAGE#")) == 1


def test_two_pupils_who_draw_one_number_get_two_receipts(stage, ticket, monkeypatch):
    drawn = receipt_keys.drawn
    first_the_same = lambda nonce, n: drawn(nonce if n else "same", n)  # noqa: E731
    monkeypatch.setattr(receipt_keys, "drawn", first_the_same)
    first = by_pupil.take_receipt(ticket.text, None, BEFORE).receipt
    second = by_pupil.take_receipt(
        ticket_of(stage, "u" * 22).text, None, BEFORE
    ).receipt
    assert first != second
    assert by_pupil.take_receipt(ticket.text, None, BEFORE).receipt == first


@pytest.mark.parametrize("change", ["", "x", "{}x", "A.B.C.D", "1" * 5000])
def test_a_ticket_that_was_not_handed_out_is_refused(stage, ticket, change):
    wrong = change.format(ticket.text)
    for call in (
        lambda: by_pupil.take_receipt(wrong, None, BEFORE),
        lambda: ask_contact.ask(wrong, TODAY, None, BEFORE),
    ):
        with pytest.raises(errors.Tampered):
            call()


@pytest.mark.parametrize(
    "along", ["x", ".", "a" * 64, "a" * 64 + "." + "é" * 19, "æ." * 40]
)
def test_an_answer_that_was_not_handed_out_does_not_go_along(stage, ticket, along):
    with pytest.raises(errors.Tampered):
        ask_contact.ask(ticket.text, TODAY, along, BEFORE)


def test_a_conversation_without_a_name(stage, ticket):
    code = receipt_with(ticket, "Jeg er alene i friminuttene")
    (waiting,) = from_pupils(PRINCIPAL)
    assert by_pupil.read(own_keys(code), NOW).thread.seen_on is None
    opened(PRINCIPAL, waiting, NOW)
    assert by_pupil.read(own_keys(code), NOW).thread.seen_on == NOW.date()
    answer_pupil.reply(PRINCIPAL, waiting.id, ATTEMPT, "Takk for at du sa det.", NOW)
    read = by_pupil.read(own_keys(code), NOW)
    assert [(entry.kind, entry.text) for entry in read.entries] == [
        (MessageKind.TEXT, "Jeg er alene i friminuttene"),
        (MessageKind.REPLY, "Takk for at du sa det."),
    ]
    by_pupil.write(own_keys(code), "n" * 22, MessageKind.NAME, "Kim Prøvesen", BEFORE)
    assert by_pupil.read(own_keys(code), NOW).thread.seen_on is None
    shown = first_thread(NURSE)
    assert [message.content.text for message in shown.messages] == [
        "Jeg er alene i friminuttene",
        "Takk for at du sa det.",
        "Kim Prøvesen",
    ]
    assert len(shown.waiting) == 1


def test_sent_twice_with_one_attempt_it_is_stored_once_on_both_sides(stage, ticket):
    code = receipt_with(ticket)
    for _ in range(3):
        by_pupil.write(own_keys(code), ATTEMPT, MessageKind.TEXT, "Hei", BEFORE)
    assert len(by_pupil.read(own_keys(code), NOW).entries) == 1
    (thread,) = from_pupils(NURSE)
    for _ in range(2):
        answer_pupil.reply(NURSE, thread.id, "r" * 22, "Hei du", NOW)
    assert len(by_pupil.read(own_keys(code), NOW).entries) == 2
    assert len(school_threads.see_thread(NURSE, thread.id, NOW).messages) == 2


def test_a_lost_acknowledgement_and_a_second_try_make_one_message(stage, ticket):
    code = receipt_with(ticket)
    with (
        failing("dynamodb", "TransactWriteItems", "lost_answer", times=3),
        pytest.raises(errors.NotStored),
    ):
        by_pupil.write(own_keys(code), ATTEMPT, MessageKind.TEXT, "Hei", BEFORE)
    by_pupil.write(own_keys(code), ATTEMPT, MessageKind.TEXT, "Hei", BEFORE)
    assert len(by_pupil.read(own_keys(code), NOW).entries) == 1


def test_other_words_with_the_same_attempt_are_another_message(stage, ticket):
    code = receipt_with(ticket)
    for text in ("Hei", "Hjelp meg", "Hei"):
        by_pupil.write(own_keys(code), ATTEMPT, MessageKind.TEXT, text, BEFORE)
    assert [entry.text for entry in by_pupil.read(own_keys(code), NOW).entries] == [
        "Hei",
        "Hjelp meg",
    ]


@pytest.mark.parametrize("attempt", ["", "short", "a" * 22, "å" * 22])
def test_an_attempt_that_was_not_handed_out_is_refused(stage, ticket, calls, attempt):
    code = receipt_with(ticket)
    calls.clear()
    with pytest.raises(errors.Tampered):
        receipt_keys.of_shown(code, attempt)
    assert calls == []


def test_the_attempt_of_the_threads_page_lets_the_pupil_write(stage, ticket):
    own = own_keys(receipt_with(ticket))
    shown = by_pupil.read(own, BEFORE)
    assert receipt_keys.of_shown(own.receipt, shown.attempt) == own


def test_a_thread_of_heavy_letters_is_full_before_its_row_is(stage, ticket):
    own = own_keys(receipt_with(ticket))
    heavy = fullest("👩🏽‍❤️‍💋‍👨🏽", MOST_CHARACTERS)
    number = 0
    while by_pupil.read(own, NOW).can_write:
        number += 1
        by_pupil.write(own, f"{number:022}", MessageKind.TEXT, heavy, BEFORE)
    assert 40 < number < MOST_MESSAGES
    (thread,) = from_pupils(NURSE)
    answer_pupil.reply(NURSE, thread.id, "r" * 22, heavy, NOW)
    with pytest.raises(errors.ThreadFull):
        by_pupil.write(own, ATTEMPT, MessageKind.TEXT, "Hei", BEFORE)


def test_words_of_danger_are_told_at_once(stage, ticket):
    receipt_with(ticket, "jeg vil ta livet mitt")
    schedule.sweep(NOW)
    assert mailbox.to_whom() == [NURSE.email, PRINCIPAL.email]
    assert from_pupils(NURSE)[0].level is Level.L3


def test_long_after_the_round_a_message_waits_for_a_slot_on_a_weekday(stage, ticket):
    code = receipt_with(ticket)
    friday_evening = NOW + timedelta(days=10, hours=10)
    by_pupil.write(own_keys(code), ATTEMPT, MessageKind.TEXT, "Hei", friday_evening)
    (row,) = rows_with("answers", sk="MESSAGE#")
    assert row["since"] == "2026-12-07T08:00:00Z"


def test_a_thread_holds_a_hundred_messages(stage, ticket):
    code = receipt_with(ticket)
    thread = by_pupil.read(own_keys(code), NOW).thread
    put = receipt_store.put_thread(thread, 2**31)
    full = receipt_store.get(thread.id)
    row = {**put.row, "entries": [b"x"] * MOST_MESSAGES}
    transaction.commit(Put(put.table, put.key, row))
    assert full
    with pytest.raises(errors.ThreadFull):
        by_pupil.write(own_keys(code), ATTEMPT, MessageKind.TEXT, "Hei", BEFORE)


@pytest.mark.parametrize("typed", ["", "1", "123456789012", "x" * 3000])
def test_a_slip_in_the_receipt_is_caught_before_anything_is_read(stage, calls, typed):
    with pytest.raises(errors.ReceiptMistyped):
        by_pupil.read(own_keys(typed), NOW)
    assert calls == []


def test_a_receipt_nobody_took_is_unknown(stage):
    with pytest.raises(errors.ReceiptUnknown):
        by_pupil.read(own_keys("00000000000000"), NOW)


SAID = tuple(
    ThreadEntry(kind, kind, NOW.date())
    for kind in (MessageKind.TEXT, MessageKind.REPLY, MessageKind.NAME)
)


@pytest.mark.parametrize(
    ("read", "seen_on", "marks"),
    [
        (0, None, [(False, None, False), (False, None, True)]),
        (1, None, [(True, None, False), (False, None, True)]),
        (3, None, [(True, None, False), (True, None, False)]),
        (3, NOW.date(), [(True, None, False), (True, NOW.date(), False)]),
    ],
)
def test_each_of_the_pupils_own_says_whether_it_was_read_the_last_when(
    read, seen_on, marks
):
    copy = PupilThread("C", "T", "R", "6A", b"", "a", (), seen_on, read)
    said = by_pupil.ReadThread(copy, ROUND, SAID, "attempt").said
    own = [said[0], said[2]]
    assert [(entry.read, entry.seen_on, entry.unseen) for entry in own] == marks
    assert said[1] == SaidEntry(SAID[1])


def test_a_thread_is_over_once_the_school_ended_it_or_the_key_is_gone():
    copy = PupilThread("C", "T", "R", "6A", b"", "a")
    gone = replace(ROUND, shredded_on=NOW.date())
    assert not by_pupil.ReadThread(copy, ROUND, (), "attempt").is_over
    assert by_pupil.ReadThread(copy, gone, (), "attempt").is_over
    closed = by_pupil.ReadThread(replace(copy, closed=True), ROUND, SAID, "attempt")
    assert closed.is_over
    assert not closed.can_write
