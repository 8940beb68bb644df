"""A thread's id holds its messages where they were written: nothing of it can be
another's."""

from dataclasses import replace

import pytest

from chalicelib.items.inbox_id import Audience
from chalicelib.rounds.round import Mode, OnDuty, Round
from chalicelib.threads import thread_id
from chalicelib.threads.message import MessageKind
from tests.threads.test_message import MINE, NOW

ROUND = Round(
    "R", "S", "W", "grades_5_7", Mode.ANONYMOUS, "nb", ("nb",), NOW, NOW, NOW.date(), NOW.date(),
    b"", {}, (), (), "", OnDuty("A3", "Test", None),
)  # fmt: skip
WRITTEN = replace(
    MINE, pupil_key=b"k", thread_id=thread_id.with_receipt(ROUND, "6A", "receipt", b"k")
)
_ASKED = thread_id.of_request(ROUND, "6A", Audience.HEALTH_SERVICE, "asked")
ASKED = replace(
    MINE,
    kind=MessageKind.CONTACT,
    id=_ASKED,
    thread_id=_ASKED,
    audience=Audience.HEALTH_SERVICE,
    asked="asked",
    receipt_id=None,
)
ELSEWHERE = [
    {name: "another"} for name in ("school_id", "owner_id", "round_id", "class_id")
]


@pytest.mark.parametrize(
    "kind",
    [
        message_kind
        for message_kind in MessageKind
        if message_kind is not MessageKind.CONTACT
    ],
)
def test_a_message_fits_the_thread_of_its_receipt(kind):
    assert thread_id.fits(replace(WRITTEN, kind=kind))


@pytest.mark.parametrize(
    "changed",
    [
        *ELSEWHERE,
        {"thread_id": "another"},
        {"receipt_id": "another"},
        {"receipt_id": None},
        {"pupil_key": b"another"},
        {"pupil_key": None},
        {"audience": Audience.HEALTH_SERVICE},
        {"audience": Audience.OWNER},
        {"kind": MessageKind.CONTACT},
    ],
)
def test_no_message_moves_to_another_thread_nor_to_the_nurse_alone(changed):
    assert not thread_id.fits(replace(WRITTEN, **changed))


def test_a_request_fits_where_it_was_made():
    assert thread_id.fits(ASKED)


@pytest.mark.parametrize(
    "changed",
    [
        *ELSEWHERE,
        {"thread_id": "another"},
        {"id": "another"},
        {"asked": "another"},
        {"asked": None},
        {"audience": Audience.RESOURCE_GROUP},
        {"audience": Audience.OWNER},
        {"receipt_id": "receipt"},
        {"pupil_key": b"k"},
        {"kind": MessageKind.TEXT},
    ],
)
def test_no_request_moves_nor_changes_its_readers(changed):
    assert not thread_id.fits(replace(ASKED, **changed))


def test_what_an_id_follows_from_is_kept_apart():
    """School S with owner WR is not school SW with owner R."""
    first, other = (
        replace(ROUND, school_id="SW", owner_id="R"),
        replace(ROUND, owner_id="WR"),
    )
    assert thread_id.with_receipt(first, "6A", "r", b"k") != thread_id.with_receipt(
        other, "6A", "r", b"k"
    )
    receipt, request = (
        thread_id.with_receipt(ROUND, "6A", Audience.HEALTH_SERVICE, b"k"),
        thread_id.of_request(ROUND, "6A", Audience.HEALTH_SERVICE, b"k".hex()),
    )
    assert receipt != request
