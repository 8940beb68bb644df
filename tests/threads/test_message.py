"""What a message is, who it is for, and when a request to be contacted is complete."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.items.inbox_id import Audience, inboxes_of_school
from chalicelib.items.level import Level
from chalicelib.threads.message import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_MESSAGES,
    MOST_NAME,
    URGENCY_LEVEL,
    Contact,
    ContactUrgency,
    Message,
    MessageKind,
    PupilThread,
    SaidEntry,
    ThreadEntry,
    Whom,
    parse_contact,
    text_problem,
)

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
COPY = PupilThread("P", "T", "R", "6A", b"", "nonce")
FIELDS = {
    "whom": "someone_else",
    "urgency": "today",
    "name": "Kim Prøvesen",
    "who": "Kari",
}
HEAVY = "👩‍❤️‍💋‍👨"


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


def test_today_is_urgent_and_this_week_is_not():
    assert URGENCY_LEVEL == {"today": Level.L3, "this_week": Level.L2}


@pytest.mark.parametrize("urgency", ContactUrgency)
@pytest.mark.parametrize("whom", Whom)
def test_whoever_and_whenever_is_asked_for_is_taken(whom, urgency):
    parsed = parse_contact({**FIELDS, "whom": str(whom), "urgency": str(urgency)})
    who = "Kari" if whom is Whom.SOMEONE_ELSE else ""
    assert parsed.contact == Contact(whom, urgency, "Kim Prøvesen", who)
    assert parsed.problems == {}


@pytest.mark.parametrize(
    ("changed", "problems"),
    [
        ({"name": None}, {"name": "name"}),
        ({"name": " \n "}, {"name": "name"}),
        ({"name": "a" * MOST_NAME}, {}),
        ({"name": "a" * (MOST_NAME + 1)}, {"name": "name"}),
        ({"name": HEAVY * MOST_NAME}, {"name": "name.heavy"}),
        ({"whom": None}, {"whom": "whom"}),
        ({"whom": "the king"}, {"whom": "whom"}),
        ({"who": ""}, {}),
        ({"who": "a" * MOST_NAME}, {}),
        ({"who": "a" * (MOST_NAME + 1)}, {"who": "who"}),
        ({"who": HEAVY * MOST_NAME}, {"who": "who.heavy"}),
        ({"who": "a" * (MOST_NAME + 1), "whom": "nurse"}, {}),
        ({"urgency": None}, {"urgency": "urgency"}),
        ({"urgency": "tomorrow"}, {"urgency": "urgency"}),
    ],
)
def test_what_is_missing_or_cannot_be_taken_is_named_by_its_field(changed, problems):
    parsed = parse_contact({**FIELDS, **changed})
    assert parsed.problems == problems
    assert (parsed.contact is None) is bool(problems)


def test_a_name_has_room_for_eighty_signs_and_a_text_for_five_hundred():
    assert (MOST_NAME, MOST_CHARACTERS) == (80, 500)


def test_problems_stand_in_the_order_of_the_page():
    assert list(parse_contact({}).problems) == ["name", "whom", "urgency"]


def test_a_name_is_one_line():
    parsed = parse_contact({**FIELDS, "name": "Kim\r\nPrøvesen", "who": "Kari\ni SFO"})
    assert parsed.contact
    assert (parsed.contact.name, parsed.contact.who) == ("Kim Prøvesen", "Kari i SFO")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ("a", None),
        ("a" * MOST_CHARACTERS, None),
        ("a" * (MOST_CHARACTERS + 1), "too_long"),
        (HEAVY * MOST_CHARACTERS, "too_heavy"),
    ],
)
def test_a_text_is_between_one_sign_and_five_hundred(text, problem):
    assert text_problem(text) == problem


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


def test_only_what_is_said_to_the_nurse_is_the_nurses_alone():
    assert [whom for whom in Whom if whom.nurse_alone] == [Whom.NURSE]


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
