"""Threads as the school reads them: what waits, what they say of themselves, when
listed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.items.handling import Deed, Handling
from chalicelib.items.inbox_id import Audience, inboxes_of_school
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from chalicelib.threads.contact import Contact, ContactUrgency, Whom
from chalicelib.threads.message import AnswerRef, Message, MessageContent, MessageKind
from chalicelib.threads.thread import (
    ShownMessage,
    ShownThread,
    by_thread,
    listed,
    with_threads,
)

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LINK, TEXT, NAME, REPLY, CLOSED, WITHDRAWN, CONTACT = (
    MessageKind.LINK, MessageKind.TEXT, MessageKind.NAME, MessageKind.REPLY, MessageKind.CLOSED,
    MessageKind.WITHDRAWN, MessageKind.CONTACT,
)  # fmt: skip


def at(minutes):
    return NOW + timedelta(minutes=minutes)


def message(kind, minutes=0, read=None, thread="T", **changed):
    """``read``: the minute at which A2 read it, or wrote it where it is the
    school's."""
    made = Message(
        f"{kind}{minutes}",
        thread,
        "S",
        "W",
        "R",
        "6A",
        "6A",
        Audience.RESOURCE_GROUP,
        kind,
        Level.L2,
        at(minutes),
        b"",
    )
    if read is not None:
        made = replace(made, opened_by="A2", opened_at=at(read))
    return replace(made, **changed)


def thread(*messages):
    (found,) = by_thread(ShownMessage(said, None) for said in messages)
    return found


def handled(**done):
    kind = done.pop("kind", ItemKind.THREAD)
    more = {
        name: done.pop(name)
        for name in ("clock_at", "mails", "news_at")
        if name in done
    }
    school, level, own = Audience.RESOURCE_GROUP, Level.L2, Handling(**done)
    return Item(
        kind,
        "T",
        "S",
        "W",
        school,
        level,
        False,
        NOW,
        "6A",
        "6A",
        b"",
        handling=own,
        **more,
    )


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((TEXT,), "open"),
        ((LINK,), "open"),
        ((TEXT, REPLY, NAME), "open"),
        ((TEXT, REPLY, CLOSED), "closed"),
        ((TEXT, WITHDRAWN), "withdrawn"),
        ((TEXT, CLOSED, WITHDRAWN), "withdrawn"),
        ((CONTACT,), "contact"),
        ((CONTACT, CLOSED), "contact"),
    ],
)
def test_it_can_be_answered_while_it_is_open(kinds, state):
    shown = thread(*(message(kind, number) for number, kind in enumerate(kinds)))
    assert shown.state == state
    assert shown.can_be_answered is (state == "open")


def test_waiting_is_what_nobody_has_read():
    read, new, link = message(TEXT, 0, read=1), message(TEXT, 2), message(LINK, 3)
    assert thread(read, new, link).waiting == (new,)
    assert thread(read, link).waiting == ()


@pytest.mark.parametrize(
    ("kind", "says"),
    [(LINK, False), (REPLY, False), (CLOSED, False)]
    + [(kind, True) for kind in (CONTACT, TEXT, NAME, WITHDRAWN)],
)
def test_only_a_pupils_words_say_something(kind, says):
    assert thread(message(kind)).says_something is says
    assert thread(message(LINK), message(kind, 1)).says_something is says


def test_messages_stand_by_their_number_and_of_those_unopened_by_their_time():
    early, late = message(TEXT, 0), message(TEXT, 9)
    opened = (
        ShownMessage(late, MessageContent(1)),
        ShownMessage(early, MessageContent(2)),
    )
    (shown,) = by_thread(reversed(opened))
    assert shown.messages == opened
    (shown,) = by_thread([ShownMessage(late, None), ShownMessage(early, None)])
    assert [said.message for said in shown.messages] == [early, late]


def test_messages_are_put_to_their_own_thread():
    mixed = [message(TEXT, 0), message(TEXT, 1, thread="U"), message(TEXT, 2)]
    found = by_thread(ShownMessage(said, None) for said in mixed)
    assert {thread_.id: len(thread_.messages) for thread_ in found} == {"T": 2, "U": 1}
    assert by_thread([]) == []


def test_the_flags_of_the_first_answers_that_went_along_are_its_flags():
    contents = (
        MessageContent(1),
        MessageContent(2, answers=AnswerRef("a", ("F1", "F2"))),
        MessageContent(3, answers=AnswerRef("b", ("F3",))),
    )
    shown = tuple(
        ShownMessage(message(TEXT, content.number), content) for content in contents
    )
    assert ShownThread("T", shown).flag_ids == ("F1", "F2")
    assert ShownThread("T", shown[:1]).flag_ids == ()
    assert thread(message(TEXT)).flag_ids == ()


def test_its_item_has_the_highest_level_of_all_and_the_time_of_what_is_new():
    urgent = message(TEXT, 0, read=1, level=Level.L3, mails=("a",), clock_at=at(5))
    new, newer = message(TEXT, 10, mails=("b", "a"), clock_at=at(70)), message(TEXT, 11)
    item = thread(urgent, new, newer).item()
    assert (item.level, item.since, item.unread) == (Level.L3, at(10), True)
    assert item.clock_at == at(70)  # what was read has no clock
    assert item.mails == ("a", "b")
    read = thread(urgent).item()
    assert (read.since, read.unread, read.clock_at) == (at(0), False, None)


@pytest.mark.parametrize(
    ("messages", "said", "answered"),
    [
        ([(TEXT, 0)], 0, False),
        ([(TEXT, 0, 3), (REPLY, 0, 5)], 0, True),
        ([(TEXT, 0, 3), (CLOSED, 0, 5)], 0, True),
        # Told early, within the quarter that the answer's time is kept to:
        ([(TEXT, 2, 3), (REPLY, 0, 5)], 2, True),
        ([(TEXT, 0, 3), (REPLY, 0, 5), (TEXT, 7)], 7, False),
        ([(TEXT, 0, 3), (REPLY, 0, 5), (TEXT, 7, 9)], 7, False),
        ([(TEXT, 0, 3), (REPLY, 0, 5), (TEXT, 7, 9), (REPLY, 0, 9)], 7, True),
        ([(LINK, 0), (REPLY, 0, 5)], None, False),
    ],
)
def test_its_item_says_when_the_pupil_last_wrote_and_whether_it_was_answered(
    messages, said, answered
):
    item = thread(*(message(*each) for each in messages)).item()
    assert item.said_at == (None if said is None else at(said))
    assert item.answered is answered


@pytest.mark.parametrize(
    "done", [{}, {"opened": Deed("A2", NOW)}, {"taken": Deed("A2", NOW)}]
)
def test_it_has_news_where_somebody_has_opened_or_taken_it_and_the_pupil_wrote_since(
    done,
):
    new = thread(message(TEXT, 0, read=1), message(TEXT, 10))
    assert new.item(handled(**done)).news_at == (at(10) if done else None)
    assert new.item().news_at is None
    assert thread(message(TEXT, 0, read=1)).item(handled(**done)).news_at is None


def test_news_of_another_kind_stay_news():
    read = thread(message(TEXT, 0, read=1))
    assert read.item(handled(news_at=at(3))).news_at == at(3)


def test_handed_over_it_has_mails_and_a_clock_of_its_own_beside_those_of_its_messages():
    new = thread(message(TEXT, 0, mails=("a",), clock_at=at(60)))
    for clock, first in ((at(59), at(59)), (at(61), at(60)), (None, at(60))):
        item = new.item(handled(mails=("b", "a"), clock_at=clock))
        assert (item.clock_at, item.mails) == (first, ("a", "b"))


@pytest.mark.parametrize(
    ("kinds", "kind", "names", "withdrawn"),
    [
        ((TEXT,), ItemKind.THREAD, False, False),
        ((TEXT, NAME), ItemKind.THREAD, True, False),
        ((TEXT, WITHDRAWN), ItemKind.THREAD, False, True),
        ((CONTACT,), ItemKind.CONTACT, False, False),
    ],
)
def test_its_item_says_what_it_is(kinds, kind, names, withdrawn):
    item = thread(
        *(message(kind_, number) for number, kind_ in enumerate(kinds))
    ).item()
    assert (item.kind, item.names_pupil, item.withdrawn) == (kind, names, withdrawn)


@pytest.mark.parametrize("inbox", inboxes_of_school("S"))
def test_who_may_read_it_follows_from_its_messages(inbox):
    shown = thread(message(TEXT, audience=inbox.audience))
    assert shown.inbox == shown.item().inbox == inbox


@pytest.mark.parametrize(
    ("messages", "rows", "shown"),
    [
        ([message(TEXT)], [], True),
        ([message(TEXT, read=1)], [], True),
        ([message(LINK)], [], False),
        ([message(LINK), message(REPLY, 1, read=1)], [], False),
        ([message(WITHDRAWN, read=0)], [], False),
        ([message(WITHDRAWN, read=0)], [handled()], True),
        ([message(WITHDRAWN, read=0), message(TEXT, 1, level=Level.L3)], [], True),
        ([], [handled()], False),
    ],
)
def test_a_thread_is_in_the_inbox_where_a_pupil_has_said_something_that_stands(
    messages, rows, shown
):
    assert [item.id for item in with_threads(rows, messages)] == ["T"] * shown


def test_what_people_have_done_with_a_thread_stands_on_it():
    (item,) = with_threads([handled(taken=Deed("A2", NOW))], [message(TEXT)])
    assert item.handling.taken == Deed("A2", NOW)


def test_items_of_other_kinds_stand_beside_the_threads():
    flag = replace(handled(kind=ItemKind.FLAG), id="F")
    assert [item.id for item in with_threads([flag, handled()], [message(TEXT)])] == [
        "F",
        "T",
    ]


def test_nothing_is_listed_before_its_time():
    flag = replace(handled(kind=ItemKind.FLAG), id="F", since=at(1))
    said = [message(TEXT, 1)]
    assert listed([flag], said, at(1) - timedelta(seconds=1)) == []
    assert [item.id for item in listed([flag], said, at(1))] == ["F", "T"]


def test_the_words_of_a_thread_are_what_somebody_said():
    said = thread(
        message(LINK), message(TEXT, 1), message(REPLY, 2), message(CLOSED, 3)
    )
    assert [shown.message.kind for shown in said.words] == [TEXT, REPLY]


@pytest.mark.parametrize(
    ("kind", "content", "name"),
    [
        (NAME, MessageContent(1, "Kim"), "Kim"),
        (TEXT, MessageContent(1, "Kim"), ""),
        (NAME, None, ""),
        (
            CONTACT,
            MessageContent(1, contact=Contact(Whom.NURSE, ContactUrgency.TODAY, "Kim")),
            "Kim",
        ),
    ],
)
def test_a_message_that_says_it_names_the_pupil(kind, content, name):
    assert ShownMessage(message(kind), content).name == name


def test_who_asks_for_somebody_stands_in_the_inbox_as_a_request():
    assert thread(message(CONTACT)).kind is ItemKind.CONTACT
    assert thread(message(LINK), message(TEXT, 1)).kind is ItemKind.THREAD
