"""What a pupil takes back is taken from both copies, but for what an adult must act
on."""

import pytest

from chalicelib.core import errors
from chalicelib.pupil_threads import by_pupil
from chalicelib.reading import answer_pupil
from chalicelib.threads.message import MessageKind
from chalicelib.upkeep import schedule
from tests.cast import BEFORE, NOW, NURSE, set_the_stage
from tests.pupil_cast import (
    ATTEMPT,
    first_thread,
    from_pupils,
    opened,
    own_keys,
    receipt_with,
    ticket_of,
)
from tests.rows import rows_with


@pytest.fixture
def ticket(aws):
    return ticket_of(set_the_stage(), "t" * 22)


def test_taking_it_back_empties_both_copies_and_the_receipt_says_so(ticket):
    code = receipt_with(ticket, "Hei", "Det var ikke noe")
    by_pupil.withdraw(own_keys(code), BEFORE)
    (row,) = rows_with("forms", pk="RECEIPT#")
    assert row["entries"] == []
    thread = first_thread(NURSE)
    assert thread.withdrawn
    with pytest.raises(errors.ThreadWithdrawn):
        answer_pupil.reply(NURSE, thread.id, ATTEMPT, "Hei", NOW)
    schedule.sweep(NOW)
    (row,) = rows_with("answers", sk="MESSAGE#")
    assert row["kind"] == "withdrawn"
    assert from_pupils(NURSE) == []
    for call in (
        lambda: by_pupil.read(own_keys(code), NOW),
        lambda: by_pupil.write(
            own_keys(code), "b" * 22, MessageKind.TEXT, "Hei igjen", BEFORE
        ),
        lambda: by_pupil.withdraw(own_keys(code), BEFORE),
    ):
        with pytest.raises(errors.ThreadWithdrawn):
            call()


def test_who_opens_it_before_it_is_carried_out_does_not_keep_it_from_being_so(ticket):
    code = receipt_with(ticket, "Hei", "Det var ikke noe")
    by_pupil.withdraw(own_keys(code), BEFORE)
    (item,) = from_pupils(NURSE)
    opened(NURSE, item)
    schedule.sweep(NOW)
    (row,) = rows_with("answers", sk="MESSAGE#")
    assert row["kind"] == "withdrawn"
    assert "due_at" not in row


def test_with_what_was_taken_back_the_way_from_the_answers_goes_too(ticket):
    code = by_pupil.take_receipt(ticket.text, ticket.answers, BEFORE).receipt
    by_pupil.write(
        own_keys(code), ATTEMPT, MessageKind.TEXT, "jeg vil ta livet mitt", BEFORE
    )
    assert len(rows_with("answers", pk="ALONG#")) == 2
    by_pupil.withdraw(own_keys(code), BEFORE)
    schedule.sweep(NOW)
    assert rows_with("answers", pk="ALONG#") == []
    left = rows_with("answers", sk="MESSAGE#")
    assert {row["kind"] for row in left} == {"text", "withdrawn"}
    assert not [row for row in left if "along" in row]


def test_what_an_adult_must_act_on_outlives_the_withdrawal(ticket):
    code = receipt_with(ticket, "Hei", "jeg vil ta livet mitt")
    by_pupil.withdraw(own_keys(code), BEFORE)
    schedule.sweep(NOW)
    thread = first_thread(NURSE)
    assert [
        message.content.text for message in thread.messages if message.content.text
    ] == ["jeg vil ta livet mitt"]
