"""A ticket and what may be asked with it: to be contacted, by one person or by
several."""

from dataclasses import replace

import pytest

from chalicelib.core import errors
from chalicelib.pupil_threads import ask_contact
from tests.cast import BEFORE, NURSE, PRINCIPAL
from tests.pupil_cast import TO_NURSE, TODAY, from_pupils
from tests.rows import rows_with


def test_asking_again_with_the_same_ticket_is_asking_once(stage, ticket):
    for _ in range(3):
        ask_contact.ask(ticket.text, TODAY, None, BEFORE)
    assert len(rows_with("answers", sk="MESSAGE#")) == 1


def test_another_request_with_the_same_ticket_is_stored_and_shares_no_thread(
    stage, ticket
):
    for contact in (TODAY, TO_NURSE, TODAY, TO_NURSE):
        ask_contact.ask(ticket.text, contact, None, BEFORE)
    rows = rows_with("answers", sk="MESSAGE#")
    assert len({row["thread_id"] for row in rows}) == len(rows) == 2
    assert [len(from_pupils(account)) for account in (PRINCIPAL, NURSE)] == [1, 2]


def test_a_ticket_is_good_for_five_requests_and_the_same_one_is_still_thanked(
    stage, ticket
):
    names = [replace(TODAY, name=f"Kim {number}") for number in range(6)]
    for contact in names[:5]:
        ask_contact.ask(ticket.text, contact, None, BEFORE)
    with pytest.raises(errors.AskedEnough):
        ask_contact.ask(ticket.text, names[5], None, BEFORE)
    ask_contact.ask(ticket.text, names[0], None, BEFORE)
    assert len(rows_with("answers", sk="MESSAGE#")) == 5


def test_nothing_links_a_tickets_turns_to_what_was_asked(stage, ticket):
    ask_contact.ask(ticket.text, TODAY, None, BEFORE)
    (turn,) = rows_with("answers", pk="ASKED#")
    (message,) = rows_with("answers", sk="MESSAGE#")
    assert turn.keys() == {"pk", "sk", "expires_at"}
    assert turn["pk"].removeprefix("ASKED#") not in str(message)
