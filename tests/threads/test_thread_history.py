"""Who did what with a thread, and who was the last."""

from dataclasses import replace

from chalicelib.items.handling import Act, Deed, Did, Handling
from chalicelib.threads.thread import last_read
from tests.threads.test_thread import (
    CLOSED,
    REPLY,
    TEXT,
    WITHDRAWN,
    at,
    message,
    thread,
)


def test_its_history_has_what_was_read_answered_and_ended_and_each_reading_once():
    first, second = message(TEXT, 0, read=1), message(TEXT, 2, read=3)
    reply, end = message(REPLY, 4, read=4), message(CLOSED, 5, read=5)
    back = message(WITHDRAWN, 6, read=6)
    took = Act(Did.TOOK, "A2", at(2))
    done = Handling(opened=Deed("A2", at(1)), acts=(took,))
    assert thread(first, second, reply, end, back).history(done) == [
        Act(Did.OPENED, "A2", at(1)),
        took,
        Act(Did.READ_NEWS, "A2", at(3)),
        Act(Did.REPLIED, "A2", at(4)),
        Act(Did.ENDED, "A2", at(5)),
    ]
    assert thread(message(TEXT)).history(Handling()) == []


def test_last_to_read_is_who_read_or_wrote_last_and_not_the_service():
    first = message(TEXT, 0, read=1)
    later = replace(message(REPLY, 2, read=2), opened_by="A3")
    gone = replace(message(WITHDRAWN, 3, read=3), opened_by="system")
    other = message(TEXT, 0, read=9, thread="U")
    for order in ([first, later, gone, other], [other, gone, later, first]):
        assert last_read(order) == {"T": Deed("A3", at(2)), "U": Deed("A2", at(9))}
    assert last_read([message(TEXT)]) == {}


def test_of_two_in_the_same_second_the_one_that_comes_after_was_last():
    first, other = (
        message(TEXT, 0, read=1),
        replace(message(TEXT, 1, read=1), opened_by="A3"),
    )
    assert last_read([first, other])["T"].who == "A3"
