from datetime import date

import pytest

from chalicelib.case_forms.forms import Helped
from chalicelib.case_forms.trend import (
    PupilSaid,
    alarms,
    offers_closing,
    said_in,
    target,
)
from chalicelib.cases.entry import CaseEntry, EntryKind, ReadEntry
from chalicelib.cases.states import State
from tests.cast import NOW

DAY = date(2026, 11, 24)
TALK = PupilSaid(1, DAY, 3)


def review(scale, helped="yes", frightening=False):
    return PupilSaid(2, DAY, scale, Helped(helped), frightening)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ([], []),
        ([TALK], []),
        ([TALK, review(2)], []),
        ([TALK, review(1)], ["fall"]),
        ([TALK, review(3, "worse")], ["worse"]),
        ([TALK, review(3), review(3)], ["no_rise"]),
        ([TALK, review(4), review(4)], []),
        ([TALK, review(4), review(4), review(4)], ["no_rise"]),
        ([TALK, review(2), review(4)], []),
        ([TALK, review(6), review(4, "worse")], ["fall", "worse"]),
        ([TALK, review(4), review(2), review(0)], ["fall", "no_rise"]),
        # a number that was not given is no fall
        ([TALK, review(None), review(1)], ["fall"]),
        ([TALK, review(4), review(None)], []),
        # what was good again alarms no more
        ([TALK, review(1), review(4)], []),
    ],
)
def test_what_asks_for_supervision_and_another_measure(said, found):
    assert alarms(said) == found


@pytest.mark.parametrize(
    ("said", "goal", "offers"),
    [
        ([TALK, review(8)], 8, False),
        ([TALK, review(8), review(8)], 8, True),
        ([TALK, review(8), review(7)], 8, False),
        ([TALK, review(7), review(8)], 8, False),
        ([TALK, review(8), review(9, "partly")], 8, True),
        ([TALK, review(8), review(9, "no")], 8, False),
        ([TALK, review(8), review(9, frightening=True)], 8, False),
        ([TALK, review(8), review(None)], 8, False),
        # where the pupil named no target, better than at first
        ([TALK, review(4), review(4)], None, True),
        ([TALK, review(3), review(4)], None, False),
        ([review(5), review(6)], None, False),
        ([], 8, False),
    ],
)
def test_one_good_review_does_not_offer_closing_and_two_do(said, goal, offers):
    assert offers_closing(said, goal) is offers


def read(kind, content):
    entry = CaseEntry(1, "E", kind, "A2", DAY, NOW, State.RECEIVED)
    return ReadEntry(entry, content)


def test_what_the_pupil_said_is_read_from_talk_reviews_and_check():
    entries = [
        read(EntryKind.TALK, {"scale": 3, "good_enough": 8}),
        read(EntryKind.NOTE, {"text": "Ringte"}),
        read(EntryKind.REVIEW, {"scale": 4, "helped": "partly", "frightening": "Ja"}),
        read(EntryKind.REVIEW, None),
        read(EntryKind.CHECK, {"scale": None}),
    ]
    assert said_in(entries) == [
        PupilSaid(1, DAY, 3),
        PupilSaid(1, DAY, 4, Helped.PARTLY, True),
        PupilSaid(1, DAY, None),
    ]
    assert target(entries) == 8
    assert target(entries[1:]) is None
