"""What people have done with an item, in the order they did it."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.items.handling import NOTE_REQUIRED, Act, Closing, Deed, Did, Handling
from chalicelib.items.item import UNTOUCHED

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LATER = NOW + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("opened", "taken", "since"),
    [
        (None, None, None),
        (NOW, None, None),
        (None, NOW, None),
        (NOW, NOW, NOW),
        (NOW, LATER, LATER),
        (LATER, NOW, LATER),
    ],
)
def test_it_is_followed_up_from_the_later_of_opening_and_taking_and_never_by_one_of_them(
    opened, taken, since
):
    done = Handling(
        opened=opened and Deed("A2", opened), taken=taken and Deed("A3", taken)
    )
    assert done.followed_up_since == since


def test_what_nobody_has_touched_has_no_history():
    assert UNTOUCHED.history == []


def test_the_history_has_the_opening_acts_and_readings_by_their_time():
    took, joined = (
        Act(Did.TOOK, "A2", LATER),
        Act(Did.JOINED, "A2", LATER + timedelta(days=1)),
    )
    read = Act(Did.READ_NUMBER, "A3", LATER + timedelta(hours=1))
    done = Handling(opened=Deed("A2", NOW), acts=(took, joined), readings=(read,))
    assert done.history == [Act(Did.OPENED, "A2", NOW), took, read, joined]


def test_an_opening_stands_before_what_was_done_in_the_same_second():
    took, read = Act(Did.TOOK, "A2", NOW), Act(Did.READ_NUMBER, "A2", NOW)
    done = Handling(opened=Deed("A2", NOW), acts=(took,), readings=(read,))
    assert done.history == [Act(Did.OPENED, "A2", NOW), took, read]


def test_what_was_read_before_it_was_opened_anew_stands_first():
    read = Act(Did.READ_NUMBER, "A3", NOW)
    assert Handling(opened=Deed("A2", LATER), readings=(read,)).history[0] == read


def test_two_are_the_same_whatever_their_rows_hold():
    assert Handling(turn=1, stored={"turn": 1}) == Handling(turn=1)
    assert Handling(turn=1) != Handling(turn=2)


def test_closing_without_having_done_anything_alone_needs_a_sentence():
    assert {one for one in Closing if one in NOTE_REQUIRED} == {
        "nothing_more",
        "mistake",
    }


ASKED = Act(Did.ASKED_TEACHER, "A2", NOW, "A6")
LEFT = Act(Did.TEACHER_LEFT, "A5", NOW, "A6")
TALKED = Act(Did.TEACHER_TALKED, "A6", NOW)


@pytest.mark.parametrize(
    ("acts", "waits"),
    [
        ((), False),
        ((ASKED,), True),
        ((ASKED, TALKED), False),
        ((ASKED, TALKED, ASKED), True),
        ((ASKED, LEFT), False),
        ((ASKED, LEFT, ASKED), True),
        ((ASKED, Act(Did.TEACHER_TALKED, "A7", LATER)), True),
        ((Act(Did.ASKED_TEACHER, "A2", NOW, "A7"),), False),
        ((Act(Did.TOOK, "A6", NOW), Act(Did.HANDED_OVER, "A2", NOW, "A6")), False),
    ],
)
def test_a_talk_waits_for_who_was_asked_until_they_have_talked(acts, waits):
    assert Handling(acts=acts).waits_for_talk("A6") is waits


@pytest.mark.parametrize(
    "then",
    [
        {"closed": Deed("A2", LATER)},
        {"case": 1},
        {"joined_to": "flag.X"},
        {"joined": ("flag.X",)},
    ],
)
def test_what_goes_on_as_something_else_waits_for_no_talk(then):
    assert not Handling(acts=(ASKED,), **then).waits_for_talk("A6")
