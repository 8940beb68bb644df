"""What the pupil's page says was read was read, message by message; the rest it leaves open."""

import pytest

from chalicelib.domain.threads import Kind
from chalicelib.services import receipts, threads
from tests.cast import BEFORE, NOW, NURSE, set_the_stage
from tests.pupil_cast import from_pupils, opened, receipt_with, ticket_of


@pytest.fixture
def code(aws):
    stage = set_the_stage()
    return receipt_with(ticket_of(stage, "t" * 22), "Hei", "Er det noen der?")


def read_marks(code):
    read = receipts.read(code)
    return [read.thread.was_read(number) for number, _ in enumerate(read.entries)]


def write(code, text):
    receipts.write(code, text[0] * 22, Kind.TEXT, text, BEFORE)


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
    threads.reply(NURSE, item.id, "r" * 22, "Takk for at du skrev", NOW)
    assert read_marks(code) == [True, True, False, False]
