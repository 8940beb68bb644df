"""What grows is done however much of it there is: a transaction takes a hundred
writes."""

from dataclasses import replace

import pytest

from chalicelib.handle_items import asked_erasures, erase, hand_on_work
from chalicelib.items.item_kind import ItemKind
from chalicelib.manage_rounds.open import NewRound, open_round
from chalicelib.pupil_threads import by_pupil
from chalicelib.reading import open as reading
from chalicelib.reading import see_item
from chalicelib.reading.ready import Press
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode, on_duty
from chalicelib.storage import transaction
from tests import forged
from tests.cast import (
    BEFORE,
    CLASSES,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SCHOOL,
    set_the_stage,
)
from tests.faults import failing
from tests.giving import SOCIAL, colleagues, log
from tests.pupil_cast import ATTEMPT, from_pupils, own_keys, receipt_with, ticket_of
from tests.referring import refer
from tests.rows import rows_with

MANY = 250
MANY_REFERRALS = 40


@pytest.fixture
def own(stage):
    """The keys of a receipt with more unread messages than a transaction takes; the
    first is urgent."""
    own = own_keys(receipt_with(ticket_of(stage, ATTEMPT), "Jeg vil ikke leve"))
    first = forged.stored("MESSAGE#")
    for number in range(1, MANY):
        forged.put(forged.unread(first, number, level={"N": "2"}))
    return own


def messages():
    return rows_with("answers", sk="MESSAGE#")


def unread():
    return [message for message in messages() if "opened_by" not in message]


def test_a_thread_of_hundreds_of_messages_opens_at_once_and_each_is_read_and_erased(
    own,
):
    (item,) = from_pupils(NURSE)
    reading.open_item(NURSE, item.kind, item.id, NOW)
    assert unread() == []
    assert {message["opened_by"] for message in messages()} == {NURSE.id}
    assert not [message for message in messages() if "due_at" in message]
    shown = see_item.see(NURSE, item.kind, item.id, NOW)
    assert len(shown.thread.messages) == MANY
    assert shown.item.handling.opened.who == NURSE.id
    assert log()[-1] == (NURSE.id, "opened_thread")
    assert by_pupil.read(own, NOW).thread.was_read(0)
    erase.erase(Press(NURSE, item.kind, item.id, 0, NOW), "Foreldrene har bedt om det")
    for asked in asked_erasures.waiting_for(PRINCIPAL):
        erase.decide(PRINCIPAL, asked, asked.item.handling.turn, True, NOW)
    assert not [message for message in messages() if "erased_on" not in message]


@pytest.mark.parametrize("done", [1, 4])
def test_cut_short_it_still_waits_with_its_most_urgent_message_and_opens_by_the_next_press(
    own, done
):
    (item,) = from_pupils(NURSE)
    with (
        failing("dynamodb", "TransactWriteItems", "server_error", spared=done) as cut,
        pytest.raises(transaction.Unavailable),
    ):
        reading.open_item(NURSE, item.kind, item.id, NOW)
    assert cut
    assert [message["level"] for message in unread()].count(3) == 1
    assert [message["level"] for message in unread() if "due_at" in message].count(
        3
    ) == 1
    (still,) = from_pupils(NURSE)
    assert still.unread
    assert still.handling.opened is None
    assert not by_pupil.read(own, NOW).thread.was_read(0)
    reading.open_item(PRINCIPAL, item.kind, item.id, NOW)
    assert unread() == []
    assert (
        see_item.see(PRINCIPAL, item.kind, item.id, NOW).item.handling.opened.who
        == PRINCIPAL.id
    )


def test_a_round_opens_for_more_classes_than_a_transaction_takes(aws):
    set_the_stage(codes=0)
    classes = tuple(replace(CLASSES[0], id=f"C{number}") for number in range(130))
    new = NewRound("grades_5_7", Mode.ANONYMOUS, ("nb",), BEFORE, NOW, on_duty(NURSE))
    round_ = open_round(new, SCHOOL, classes)
    assert len(rounds.get(round_.id).classes) == 130
    assert len(rows_with("answers", pk=f"HELD#{round_.id}#")) == 130


def test_who_has_many_urgent_referrals_leaves_and_they_wait_for_all_again(desk):
    """Each with its mail and its teacher's trace."""
    colleagues()
    sent = [refer(desk, urgency=["danger_now"]) for _ in range(MANY_REFERRALS)]
    for referral_id in sent:
        reading.open_item(SOCIAL, ItemKind.REFERRAL, referral_id, NOW)
    gone = replace(SOCIAL, active=False)
    handed_on = hand_on_work.settle(OWNER, SOCIAL, gone, hand_on_work.NOBODY, NOW)
    assert len(handed_on.released) == MANY_REFERRALS
    rows = [row for row in rows_with("answers", pk="REFERRALS#") if "sealed" in row]
    assert not [row for row in rows if "opened_by" in row]
    assert {row["status"] for row in rows_with("answers", pk="SENT#")} == {"received"}
