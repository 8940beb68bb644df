from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.items.item import Deed, Filter, Handling, Item, ItemKind, Show, in_order, reference
from chalicelib.items.level import Audience, Level

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
DEED = Deed("A2", NOW)
TWO = {"a": 5, "z": -5}
ITEM = Item(
    ItemKind.FLAG, "K", "S", "S", "W", Audience.SCHOOL, Level.L2, False, NOW, "6A", "6A", b"sealed"
)


def item(name, level=2, first=False, minutes=0, **handling):
    since = NOW + timedelta(minutes=minutes)
    done = Handling(**handling)
    return replace(ITEM, id=name, level=Level(level), first=first, since=since, handling=done)


def test_level_first_then_first_then_age_whoever_has_opened_it():
    waiting = [
        item("old watch", 1, minutes=-900),
        item("new", 2, minutes=5 + 24 * 60),
        item("b, same day, earlier", 2, minutes=-5),
        item("a, same day, later", 2, minutes=5),
        item("first", 2, first=True, minutes=9),
        item("urgent", 3, minutes=10, opened=DEED),
    ]
    same_day = ["a, same day, later", "b, same day, earlier"]
    found = [one.id for one in in_order(waiting)]
    assert found == ["urgent", "first", *same_day, "new", "old watch"]


def test_of_what_teachers_wrote_the_order_is_by_the_second():
    written = [
        replace(item(name, 2, minutes=at), kind=ItemKind.REFERRAL) for name, at in TWO.items()
    ]
    assert [one.id for one in in_order(written)] == ["z", "a"]


@pytest.mark.parametrize("done", [{"closed": DEED}, {"case": 4}, {"joined_to": "flag.X"}])
def test_what_is_done_is_not_open_until_something_new_comes(done):
    finished = item("A", **done)
    assert not finished.is_open
    assert replace(finished, news_at=NOW).is_open
    assert item("A", opened=DEED, taken=DEED).is_open


@pytest.mark.parametrize(
    ("show", "seen"),
    [
        (Show.OPEN, {"untouched", "mine", "theirs"}),
        (Show.UNOPENED, {"untouched"}),
        (Show.MINE, {"mine"}),
        (Show.NEWS, set()),
        (Show.DONE, {"closed"}),
    ],
)
def test_filters(show, seen):
    waiting = [
        item("untouched"),
        item("mine", opened=DEED, taken=DEED),
        item("theirs", opened=DEED, taken=Deed("A9", NOW)),
        item("closed", opened=DEED, taken=DEED, closed=DEED),
    ]
    assert {one.id for one in waiting if Filter(show).lets(one, "A2")} == seen


def test_kind_and_level_filter_together():
    wanted = Filter(kind=ItemKind.FLAG, level=Level.L3)
    assert wanted.lets(item("A", 3), "A2")
    assert not wanted.lets(item("A", 2), "A2")
    assert not wanted.lets(replace(item("A", 3), kind=ItemKind.REFERRAL), "A2")


def test_a_reference_leads_back_and_anything_else_nowhere():
    assert reference(ITEM.ref) == (ItemKind.FLAG, "K")
    for wrong in ("", "flag", "flag.", "song.K", ".K"):
        assert reference(wrong) is None
