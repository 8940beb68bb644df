"""What people did is believed with the staff side's mark of that very thing, and of no
other."""

import logging

import pytest

from chalicelib.core.log_lines import LogLine
from chalicelib.handle_items import handle
from chalicelib.items.filter import Filter
from chalicelib.reading import inbox_list, own_items
from chalicelib.reading import open as reading
from chalicelib.reading.ready import Press
from chalicelib.storage.codec import encode, stamp
from tests import forged
from tests.cast import BEFORE, NOW, NURSE, PRINCIPAL, TEACHER
from tests.faults import first_of_all
from tests.forged import DUE, ID, item_row, put_row
from tests.pupil_cast import from_pupils, opened, receipt_with
from tests.rows import rows_with

HANDLED = {
    "opened": {"opened_by": PRINCIPAL.id, "opened_at": DUE},
    "taken": {"taken_by": NURSE.id, "taken_at": DUE},
    "closed": {"closed_by": NURSE.id, "closed_at": DUE, "closing": "talked"},
    "case": {"case": 4},
    "joined": {"joined_to": f"flag.{ID[::-1]}"},
    "took in": {"joined": [f"flag.{ID[::-1]}"]},
    "access": {"access": {NURSE.id: {"at": DUE, "sealed_reason": b"x"}}},
    "erasure": {
        "erasure": {
            "who": NURSE.id,
            "at": DUE,
            "sealed_reason": b"x",
            "decider": "principal",
        }
    },
    "acts": {"acts": [{"did": "took", "who": NURSE.id, "at": DUE}]},
    "readings": {"readings": [{"did": "read_number", "who": NURSE.id, "at": DUE}]},
    "turn": {"turn": 3},
    "referrer": {"referrer": TEACHER.id},
}


def listed(account):
    return [one.id for one in inbox_list.list_items(account, Filter(), NOW).items]


@pytest.mark.parametrize("what", HANDLED)
def test_nobody_is_said_to_have_handled_what_the_public_side_wrote(stage, caplog, what):
    with caplog.at_level(logging.ERROR):
        for mark in (None, "", "x" * 64, "æ", b"x", 7):
            row = item_row(stage, "flag", **HANDLED[what], by_staff=mark)
            put_row("INBOX#SCHAAA", f"FLAG#{ID}", **row)
            assert inbox_list.list_items(PRINCIPAL, Filter(), NOW).items == []
    assert LogLine.ROW_UNREADABLE in caplog.text


def test_the_mark_of_another_row_is_none(stage):
    stage.send(contact="today")
    (real,) = listed(PRINCIPAL)
    reading.open_item(PRINCIPAL, "flag", real, NOW)
    (row,) = rows_with("answers", sk=f"FLAG#{real}")
    forged = item_row(stage, "flag", **HANDLED["opened"], by_staff=row["by_staff"])
    put_row("INBOX#SCHAAA", f"FLAG#{ID}", **forged)
    assert listed(PRINCIPAL) == [real]


@pytest.mark.parametrize("what", [one for one in HANDLED if one != "opened"])
def test_the_mark_of_what_was_done_is_none_of_anything_else(stage, what):
    """Who could read it out of the row that was opened can say with it that it was
    opened."""
    stage.send(contact="today")
    (real,) = listed(PRINCIPAL)
    reading.open_item(PRINCIPAL, "flag", real, NOW)
    row = forged.stored(f"FLAG#{real}")
    forged.put(row)
    assert listed(PRINCIPAL) == [real]
    forged.put(row | encode(HANDLED[what]))
    assert listed(PRINCIPAL) == []


def test_nobody_else_opened_it_nor_at_another_time(stage):
    stage.send(contact="today")
    (real,) = listed(PRINCIPAL)
    reading.open_item(PRINCIPAL, "flag", real, NOW)
    row = forged.stored(f"FLAG#{real}")
    for change in (
        {"opened_by": NURSE.id},
        {"opened_at": stamp(BEFORE)},
        {"sealed": b"x"},
    ):
        forged.put(row | encode(change))
        assert listed(PRINCIPAL) == []
    forged.put({name: value for name, value in row.items() if name != "opened_at"})
    assert listed(PRINCIPAL) == []


@pytest.mark.parametrize(
    "change", [{"kind": "reply"}, {"kind": "closed"}, {"sealed": b"x"}]
)
def test_the_mark_of_a_message_that_was_read_makes_no_words_of_the_school(
    stage, ticket, change
):
    receipt_with(ticket, "Hei")
    (thread,) = from_pupils(NURSE)
    opened(NURSE, thread)
    row = forged.stored("MESSAGE#")
    assert from_pupils(NURSE)
    forged.put(row | encode(change))
    assert from_pupils(NURSE) == []


def test_who_hands_on_what_a_colleague_opens_at_that_moment_does_not_make_it_unreadable(
    stage,
):
    stage.send(contact="today")
    (real,) = listed(PRINCIPAL)
    reading.open_item(PRINCIPAL, "flag", real, NOW)
    handle.hand_over(Press(PRINCIPAL, "flag", real, 0, NOW), NURSE.id)
    with first_of_all(
        "TransactWriteItems",
        lambda: handle.take(Press(PRINCIPAL, "flag", real, 1, NOW)),
    ) as happened:
        reading.open_item(NURSE, "flag", real, NOW)
    assert happened
    assert own_items.own(NURSE, "flag", real, NOW).handling.taken.who == PRINCIPAL.id
    for account in (NURSE, PRINCIPAL):
        assert listed(account) == [real]
