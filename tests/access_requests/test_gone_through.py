"""A search goes on from where it was, whatever comes or goes."""

from datetime import date, timedelta

import pytest

from chalicelib.access_requests.gone_through import (
    BEGINNING,
    GoneThrough,
    gone_through,
)
from chalicelib.access_requests.mention import Mention
from chalicelib.access_requests.things import Mentioned

DAY = date(2026, 11, 25)
PLACES = sorted(
    (
        Mentioned("referral", f"/staff/inbox/referral/{letter}", "", on, Mention.NONE)
        for letter in "ABC"
        for on in (DAY, DAY - timedelta(days=1))
    ),
    key=lambda place: place.order,
    reverse=True,
)


def test_before_the_first_everything_is_left():
    assert all(map(BEGINNING.is_left, PLACES))
    assert BEGINNING.with_these([]) == BEGINNING


@pytest.mark.parametrize("number", range(1, len(PLACES)))
def test_what_stands_behind_is_left_also_of_the_same_day(number):
    gone = BEGINNING.with_these(PLACES[:number])
    assert gone.number == number
    assert [place for place in PLACES if gone.is_left(place)] == PLACES[number:]


def test_the_mark_says_it_all_and_nothing_of_the_thing():
    gone = BEGINNING.with_these(PLACES[:1]).with_these(PLACES[1:3])
    assert gone_through(gone.mark) == gone == GoneThrough(3, PLACES[2].order)
    assert "referral" not in gone.mark


@pytest.mark.parametrize(
    "mark", ["", "5", "20261399-aaaaaaaaaa-1", "20261125-x-1", "²0261125-aaaaaaaaaa-1"]
)
def test_what_is_no_mark_begins_anew(mark):
    assert gone_through(mark) == BEGINNING
