from dataclasses import replace

import pytest

from chalicelib.items.filter import Filter, Show, in_order
from chalicelib.items.handling import Deed
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from tests.items.test_item import DEED, NOW, item

TWO = {"a": 5, "z": -5}


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
        replace(item(name, 2, minutes=at), kind=ItemKind.REFERRAL)
        for name, at in TWO.items()
    ]
    assert [one.id for one in in_order(written)] == ["z", "a"]


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
