from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.threads.limits import (
    MOST_BYTES,
    MOST_MESSAGES,
)
from chalicelib.threads.message import MessageKind
from chalicelib.threads.pupil_thread import PupilThread, SaidEntry, ThreadEntry

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
COPY = PupilThread("P", "T", "R", "6A", b"", "nonce")


@pytest.mark.parametrize("read", [0, 1, 2])
def test_the_first_so_many_entries_were_read_and_no_more(read):
    assert [replace(COPY, read=read).was_read(number) for number in range(3)] == [
        number < read for number in range(3)
    ]


@pytest.mark.parametrize(
    ("entries", "full"),
    [
        ((), False),
        ((b"",) * (MOST_MESSAGES - 1), False),
        ((b"",) * MOST_MESSAGES, True),
        ((b"",) * (MOST_MESSAGES + 1), True),
        ((b"x" * (MOST_BYTES - 1),), False),
        ((b"x" * MOST_BYTES,), True),
        ((b"x" * (MOST_BYTES // 2), b"x" * (MOST_BYTES - MOST_BYTES // 2)), True),
    ],
)
def test_a_thread_is_full_of_messages_or_of_bytes(entries, full):
    assert replace(COPY, entries=entries).full is full


@pytest.mark.parametrize(
    ("kind", "who", "by_school"),
    [
        (MessageKind.TEXT, "pupil.thread.you", False),
        (MessageKind.NAME, "pupil.thread.name", False),
        (MessageKind.REPLY, "pupil.thread.school", True),
    ],
)
def test_a_pupil_reads_who_said_what(kind, who, by_school):
    said = SaidEntry(ThreadEntry(kind, "Hei", NOW.date()))
    assert (said.who, said.by_school) == (who, by_school)
