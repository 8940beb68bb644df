"""What a message is, and who it is for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.items.inbox_id import Audience, inboxes_of_school
from chalicelib.items.level import Level
from chalicelib.threads.message import Message, MessageKind

GROUP = Audience.RESOURCE_GROUP
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINE = Message(
    "M",
    "T",
    "S",
    "W",
    "R",
    "6A",
    "6A",
    GROUP,
    MessageKind.TEXT,
    Level.L2,
    NOW,
    b"",
    "receipt",
)
BACK = replace(MINE, id="X", kind=MessageKind.WITHDRAWN)


@pytest.mark.parametrize("kind", MessageKind)
def test_everything_waits_to_be_read_but_a_receipt_that_was_only_taken(kind):
    assert replace(MINE, kind=kind).waits is (kind is not MessageKind.LINK)
    assert not replace(MINE, kind=kind, opened_by="A2").waits


@pytest.mark.parametrize("kind", MessageKind)
def test_a_message_is_listed_from_its_time_on(kind):
    message = replace(MINE, kind=kind)
    assert message.is_listed(NOW)
    assert message.is_listed(NOW + SECOND)
    assert message.is_listed(NOW - SECOND) is (kind is MessageKind.LINK)


@pytest.mark.parametrize(
    ("changed", "taken_back"),
    [
        ({}, True),
        ({"kind": MessageKind.LINK}, True),
        ({"kind": MessageKind.NAME}, True),
        ({"kind": MessageKind.REPLY}, False),
        ({"kind": MessageKind.CLOSED}, False),
        ({"level": Level.L1}, True),
        ({"level": Level.L3}, False),
        ({"receipt_id": "another"}, False),
        ({"receipt_id": None}, False),
        ({"thread_id": "another"}, False),
        ({"id": "X"}, False),
    ],
)
def test_a_pupil_takes_back_their_own_words_and_never_what_may_be_danger(
    changed, taken_back
):
    assert replace(MINE, **changed).is_taken_back_by(BACK) is taken_back


def test_without_a_receipt_nothing_is_anybodys_own():
    assert not replace(MINE, receipt_id=None).is_taken_back_by(
        replace(BACK, receipt_id=None)
    )


def test_a_message_is_the_schools_or_the_nurses_and_tells_neither_time_nor_principal():
    for inbox in inboxes_of_school(MINE.school_id):
        assert replace(MINE, audience=inbox.audience).inbox == inbox
    assert not MINE.exact
    assert not MINE.tell_principal


def test_what_the_school_says_is_told_from_what_a_pupil_says():
    school = {kind for kind in MessageKind if replace(MINE, kind=kind).by_school}
    assert school == {MessageKind.REPLY, MessageKind.CLOSED}


def test_what_only_begins_or_ends_a_thread_has_no_words():
    words = {kind for kind in MessageKind if replace(MINE, kind=kind).is_words}
    assert {*MessageKind} - words == {
        MessageKind.LINK,
        MessageKind.CLOSED,
        MessageKind.WITHDRAWN,
    }
