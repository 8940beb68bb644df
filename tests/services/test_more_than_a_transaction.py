"""What grows is done however much of it there is: a transaction takes a hundred writes."""

import pytest

from chalicelib.services import erasures, inbox, receipts
from chalicelib.services.schedule import sweep
from chalicelib.stores import database
from tests import forged
from tests.cast import NOW, NURSE, PRINCIPAL, set_the_stage
from tests.faults import failing
from tests.giving import log
from tests.pupil_cast import ATTEMPT, from_pupils, own_keys, receipt_with, ticket_of
from tests.rows import rows_with

MANY = 250


@pytest.fixture
def stage(aws):
    return set_the_stage()


@pytest.fixture
def own(stage):
    """The keys of a receipt with more unread messages than a transaction takes; the first is
    urgent."""
    own = own_keys(receipt_with(ticket_of(stage, ATTEMPT), "Jeg vil ikke leve"))
    first = forged.stored("MESSAGE#")
    for number in range(1, MANY):
        forged.put(forged.unread(first, number, level={"N": "2"}))
    return own


def messages():
    return rows_with("answers", sk="MESSAGE#")


def unread():
    return [one for one in messages() if "opened_by" not in one]


def test_a_thread_of_hundreds_of_messages_opens_at_once_and_each_is_read(own):
    (item,) = from_pupils(NURSE)
    inbox.open_item(NURSE, item.kind, item.id, NOW)
    assert unread() == []
    assert {one["opened_by"] for one in messages()} == {NURSE.id}
    assert not [one for one in messages() if "due_at" in one]
    shown = inbox.see(NURSE, item.kind, item.id, NOW)
    assert len(shown.thread.messages) == MANY
    assert shown.item.handling.opened.who == NURSE.id
    assert log()[-1] == (NURSE.id, "opened_thread")
    assert receipts.read(own, NOW).thread.was_read(0)


@pytest.mark.parametrize("done", [1, 4])
def test_cut_short_it_still_waits_with_its_most_urgent_message_and_opens_by_the_next_press(
    own, done
):
    (item,) = from_pupils(NURSE)
    with (
        failing("dynamodb", "TransactWriteItems", "server_error", spared=done) as cut,
        pytest.raises(database.Unavailable),
    ):
        inbox.open_item(NURSE, item.kind, item.id, NOW)
    assert cut
    assert [one["level"] for one in unread()].count(3) == 1
    assert [one["level"] for one in unread() if "due_at" in one].count(3) == 1
    (still,) = from_pupils(NURSE)
    assert still.unread
    assert still.handling.opened is None
    assert not receipts.read(own, NOW).thread.was_read(0)
    inbox.open_item(PRINCIPAL, item.kind, item.id, NOW)
    assert unread() == []
    assert inbox.see(PRINCIPAL, item.kind, item.id, NOW).item.handling.opened.who == PRINCIPAL.id


def test_a_thread_of_hundreds_of_messages_is_erased(own):
    (item,) = from_pupils(NURSE)
    inbox.open_item(NURSE, item.kind, item.id, NOW)
    erased = erasures.erase(NURSE, item.kind, item.id, 0, NOW, "Foreldrene har bedt om det")
    assert erased or erasures.waiting_for(PRINCIPAL)


def test_a_pupil_takes_hundreds_of_messages_back(own):
    receipts.withdraw(own, NOW)
    sweep(NOW)
    assert {(one["kind"], one["level"]) for one in messages()} == {("withdrawn", 1), ("text", 3)}
