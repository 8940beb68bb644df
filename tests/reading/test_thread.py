"""What the school does with what pupils ask and write."""

import json
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag

from chalicelib.answer_form.submit import submit
from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.crypto import sealing
from chalicelib.crypto.sealing import plain_hash
from chalicelib.crypto.secret_keys import Secret
from chalicelib.handle_items import handle
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from chalicelib.pupil_threads import ask_contact, by_pupil
from chalicelib.reading import answer_pupil, see_item
from chalicelib.reading import open as reading
from chalicelib.reading import thread as school_threads
from chalicelib.reading.ready import Press
from chalicelib.storage import transaction
from chalicelib.threads.contact import Contact, ContactUrgency, Whom
from chalicelib.threads.message import MessageKind
from chalicelib.upkeep import schedule
from tests import mailbox
from tests.cast import (
    BEFORE,
    NOW,
    NURSE,
    NURSES_INBOX,
    OWNER,
    PRINCIPAL,
    SLOT,
    STRANGER,
    TEACHER,
    YESTERDAY,
)
from tests.faults import failing
from tests.pupil_cast import (
    ATTEMPT,
    TO_NURSE,
    TODAY,
    from_pupils,
    opened,
    own_keys,
    receipt_with,
    ticket_of,
)
from tests.rows import all_rows, rows_with


def test_a_contact_request_is_sealed_and_tells_the_group_at_once(stage, ticket):
    ask_contact.ask(ticket.text, TODAY, None, BEFORE)
    (row,) = rows_with("answers", sk="MESSAGE#")
    assert "Prøvesen" not in json.dumps(row, default=str)
    assert row["level"] == Level.L3
    schedule.sweep(NOW)
    assert mailbox.to_whom() == [NURSE.email, PRINCIPAL.email]
    (listed,) = from_pupils(PRINCIPAL)
    assert (listed.kind, listed.level, listed.place) == ("contact", Level.L3, "6A")
    shown = opened(PRINCIPAL, listed).thread
    assert shown.messages[0].content.contact == TODAY
    assert shown.messages[0].content.answers is None


def test_what_can_wait_till_this_week_goes_with_the_slot(stage, ticket):
    week = Contact(Whom.PRINCIPAL, ContactUrgency.THIS_WEEK, "Kim")
    ask_contact.ask(ticket.text, week, None, NOW)
    schedule.sweep(NOW)
    assert mailbox.sent() == []
    schedule.sweep(SLOT)
    assert NURSE.email in mailbox.to_whom()


def test_what_the_nurse_alone_may_see_is_given_to_nobody_else(stage, ticket):
    ask_contact.ask(ticket.text, TO_NURSE, None, BEFORE)
    schedule.sweep(NOW)
    assert mailbox.to_whom() == [NURSE.email]
    assert from_pupils(PRINCIPAL) == []
    (item,) = from_pupils(NURSE)
    shown = opened(NURSE, item)
    assert shown.thread.inbox == NURSES_INBOX
    assert [one.id for one in shown.people] == [NURSE.id]
    for call in (see_item.see, reading.open_item):
        with pytest.raises(errors.NotFound):
            call(PRINCIPAL, item.kind, item.id, NOW)
    with pytest.raises(errors.Incomplete):
        handle.hand_over(Press(NURSE, item.kind, item.id, 0, NOW), PRINCIPAL.id)
    schedule.sweep(SLOT)
    assert mailbox.to_whom() == [NURSE.email]


def test_the_principal_hears_that_the_nurse_has_not_opened_hers_and_still_cannot_read_it(
    stage, ticket
):
    ask_contact.ask(ticket.text, TO_NURSE, None, BEFORE)
    schedule.sweep(SLOT)
    late = SLOT + timedelta(days=1, hours=1)
    schedule.sweep(late)
    schedule.sweep(late)
    assert [one.to for one in mailbox.sent()] == [(NURSE.email,), (PRINCIPAL.email,)]
    assert "helsesykepleier" in mailbox.sent()[1].body
    assert from_pupils(PRINCIPAL) == []


def test_another_school_and_the_owner_see_no_thread(stage, ticket):
    ask_contact.ask(ticket.text, TODAY, None, BEFORE)
    assert from_pupils(STRANGER) == []
    assert from_pupils(OWNER) == []
    (item,) = from_pupils(PRINCIPAL)
    for nobody in (OWNER, TEACHER, STRANGER):
        for call in (see_item.see, reading.open_item):
            with pytest.raises(errors.NotFound):
                call(nobody, item.kind, item.id, NOW)


def test_a_message_nobody_opens_goes_to_the_next_person(stage, ticket):
    receipt_with(ticket, "Hei")
    schedule.sweep(SLOT)
    late = SLOT + timedelta(days=1, hours=1)
    for _ in range(2):
        schedule.sweep(late)
    assert mailbox.sent()[-1].to == (PRINCIPAL.email,)
    (thread,) = from_pupils(NURSE)
    opened(NURSE, thread, late)
    assert not rows_with("answers", sk="MESSAGE#")[0].get("due_at")


def test_a_thread_the_school_has_ended_can_be_read_and_not_written_in(stage, ticket):
    code = receipt_with(ticket, "Hei")
    (thread,) = from_pupils(NURSE)
    answer_pupil.close_thread(NURSE, thread.id, ATTEMPT, NOW)
    read = by_pupil.read(own_keys(code), NOW)
    assert read.thread.closed
    assert len(read.entries) == 1
    with pytest.raises(errors.ThreadClosed):
        by_pupil.write(
            own_keys(code), "b" * 22, MessageKind.TEXT, "En ting til", BEFORE
        )
    with pytest.raises(errors.ThreadClosed):
        answer_pupil.reply(NURSE, thread.id, "c" * 22, "Hei", NOW)


def test_answers_that_go_along_lead_from_the_flag_to_the_thread(stage):
    form = stage.open()
    submit(stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["often"]}, NOW)
    ticket = ticket_of(stage, form.attempt)
    by_pupil.take_receipt(ticket.text, ticket.answers, BEFORE)
    (flag,) = rows_with("answers", sk="FLAG#")
    thread = school_threads.thread_of_flag(NURSE, flag["id"], NOW)
    assert thread is not None
    assert from_pupils(NURSE) == []
    (link,) = thread.messages
    (answer,) = rows_with("answers", sk="ANSWER#")
    assert answer["sk"] == f"ANSWER#{link.content.answers.answer_id}"
    answer_pupil.reply(NURSE, thread.id, ATTEMPT, "Vi har lest det.", NOW)
    assert by_pupil.read(
        by_pupil.take_receipt(ticket.text, None, BEFORE).own, NOW
    ).entries


def test_the_opening_of_a_flag_and_the_word_of_it_to_the_pupil_are_one(stage):
    form = stage.open(0, YESTERDAY)
    submit(
        stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["often"]}, YESTERDAY
    )
    ticket = ticket_of(stage, form.attempt)
    own = by_pupil.take_receipt(ticket.text, ticket.answers, YESTERDAY).own
    (flag,) = rows_with("answers", sk="FLAG#")
    with (
        failing("dynamodb", "TransactWriteItems", "down"),
        pytest.raises(transaction.Unavailable),
    ):
        reading.open_item(NURSE, ItemKind.FLAG, flag["id"], NOW)
    assert by_pupil.read(own, NOW).thread.seen_on is None
    reading.open_item(NURSE, ItemKind.FLAG, flag["id"], NOW)
    assert by_pupil.read(own, NOW).thread.seen_on == NOW.date()


def test_without_the_tick_nothing_stored_leads_from_thread_to_answer(stage):
    form = stage.open()
    submit(stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["often"]}, NOW)
    before = json.dumps(all_rows(), default=str)
    ticket = ticket_of(stage, form.attempt)
    ask_contact.ask(ticket.text, TODAY, None, BEFORE)
    code = by_pupil.take_receipt(ticket.text, None, BEFORE).receipt
    by_pupil.write(own_keys(code), ATTEMPT, MessageKind.TEXT, "Hei", BEFORE)
    (flag,) = rows_with("answers", sk="FLAG#")
    assert school_threads.thread_of_flag(NURSE, flag["id"], NOW) is None
    answer_id = plain_hash("answer", form.attempt)
    assert answer_id in before
    mine = rows_with("answers", sk="MESSAGE#") + rows_with("forms", pk="RECEIPT#")
    shared = {answer_id, flag["id"]}
    assert len(mine) == 3
    assert not [r for r in mine if any(word in str(r) for word in shared)]
    private = [
        sealing.unwrap(r["wrapped"], stage.round.id)
        for r in rows_with("casework", "KEY#")
    ]
    opened = [
        sealing.unseal(
            private[0], r["sealed"], f"thread|{stage.round.id}|{r['thread_id']}"
        )
        for r in mine
        if "sealed" in r
    ]
    assert not [r for r in opened if any(word in str(r) for word in shared)]


def test_the_stored_rows_open_nothing_of_the_pupils_copy_even_with_every_key_of_the_school(
    stage, ticket
):
    code = receipt_with(ticket, "Hei fra meg")
    (thread,) = from_pupils(NURSE)
    answer_pupil.reply(NURSE, thread.id, ATTEMPT, "Hei fra oss", NOW)
    (row,) = rows_with("forms", pk="RECEIPT#")
    assert len(row["entries"]) == 2
    private = [
        sealing.unwrap(r["wrapped"], stage.round.id)
        for r in rows_with("casework", "KEY#")
    ]
    bound = f"pupil|{row['pk'].removeprefix('RECEIPT#')}"
    mine = sealing.derived_keys(Secret.RECEIPTS, "receipt", code).private
    for one in row["entries"]:
        assert sealing.unseal(mine, one.value, bound)
        with pytest.raises(InvalidTag):
            sealing.unseal(private[0], one.value, bound)
    assert code not in json.dumps(all_rows(), default=repr)


def test_opening_and_answering_are_written_down(stage, ticket):
    receipt_with(ticket, "Hei")
    (thread,) = from_pupils(NURSE)
    opened(NURSE, thread, NOW)
    opened(NURSE, thread, NOW)
    answer_pupil.reply(NURSE, thread.id, ATTEMPT, "Hei", NOW)
    done = [(one.who, one.what, one.subject) for one in audit.of_body(NURSE.body_id)]
    assert done == [
        (NURSE.id, "opened_thread", thread.id),
        (NURSE.id, "opened_thread", thread.id),
        (NURSE.id, "thread_reply", thread.id),
    ]


def test_a_reply_without_a_handed_out_attempt_is_refused(stage, ticket):
    receipt_with(ticket, "Hei")
    (thread,) = from_pupils(NURSE)
    with pytest.raises(errors.Tampered):
        answer_pupil.reply(NURSE, thread.id, "x", "Hei", NOW)


def test_a_contact_request_cannot_be_answered_in_writing(stage, ticket):
    ask_contact.ask(ticket.text, TODAY, None, BEFORE)
    (thread,) = from_pupils(PRINCIPAL)
    assert not opened(PRINCIPAL, thread).thread.can_be_answered
    with pytest.raises(errors.ThreadClosed):
        answer_pupil.reply(PRINCIPAL, thread.id, ATTEMPT, "Hei", NOW)
