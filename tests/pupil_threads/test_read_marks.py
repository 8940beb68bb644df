"""What the pupil's page says was read was read, message by message; the rest it leaves
open."""

from datetime import timedelta

import pytest

from chalicelib.pupil_threads import by_pupil
from chalicelib.reading import answer_pupil
from chalicelib.threads import receipt_store
from chalicelib.threads.message import MessageKind
from tests.cast import BEFORE, NOW, NURSE, SLOT, set_the_stage
from tests.pupil_cast import from_pupils, opened, own_keys, receipt_with, ticket_of


@pytest.fixture
def code(aws):
    stage = set_the_stage()
    return receipt_with(ticket_of(stage, "t" * 22), "Hei", "Er det noen der?")


def read_marks(code):
    read = by_pupil.read(own_keys(code), NOW)
    return [read.thread.was_read(number) for number, _ in enumerate(read.entries)]


def write(code, text, at=BEFORE):
    by_pupil.write(own_keys(code), text[0] * 22, MessageKind.TEXT, text, at)


def test_nothing_is_read_before_somebody_has_opened_it(code):
    assert read_marks(code) == [False, False]


def test_what_was_read_stays_read_when_the_pupil_writes_more(code):
    opened(NURSE, from_pupils(NURSE)[0])
    assert read_marks(code) == [True, True]
    write(code, "En ting til")
    write(code, "Og enda en")
    assert read_marks(code) == [True, True, False, False]
    opened(NURSE, from_pupils(NURSE)[0])
    assert read_marks(code) == [True] * 4


def test_a_reply_alone_does_not_make_what_came_meanwhile_read(code):
    item = from_pupils(NURSE)[0]
    opened(NURSE, item)
    write(code, "En ting til")
    answer_pupil.reply(NURSE, item.id, "r" * 22, "Takk for at du skrev", NOW)
    assert read_marks(code) == [True, True, False, False]


def test_what_waits_for_its_slot_is_not_read_when_what_came_before_is_opened(code):
    write(code, "En ting til", NOW)
    (item,) = from_pupils(NURSE)
    opened(NURSE, item)
    assert read_marks(code) == [True, True, False]
    opened(NURSE, from_pupils(NURSE, SLOT)[0], SLOT)
    assert read_marks(code) == [True] * 3


def test_what_is_urgent_overtakes_and_does_not_make_what_waits_read(code):
    opened(NURSE, from_pupils(NURSE)[0])
    write(code, "En ting til", NOW)
    write(code, "Jeg vil ikke leve", NOW)
    later = NOW + timedelta(minutes=20)
    seen = opened(NURSE, from_pupils(NURSE, later)[0], later)
    assert [message.content.text for message in seen.thread.messages][
        -1
    ] == "Jeg vil ikke leve"
    assert read_marks(code) == [True, True, False, False]
    opened(NURSE, from_pupils(NURSE, SLOT)[0], SLOT)
    assert read_marks(code) == [True] * 4


def test_what_is_written_while_somebody_opens_is_not_read(code, monkeypatch):
    """Between the reading of the thread and the mark on the pupil's copy."""
    item, store = from_pupils(NURSE)[0], receipt_store.mark_seen

    def written_just_then(*args, **named):
        write(code, "En ting til")
        return store(*args, **named)

    monkeypatch.setattr(receipt_store, "mark_seen", written_just_then)
    opened(NURSE, item)
    assert read_marks(code) == [True, True, False]
    assert "En ting til" in [
        entry.text for entry in by_pupil.read(own_keys(code), NOW).entries
    ]
