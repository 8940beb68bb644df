from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.items.handling import Deed, Handling
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
DEED = Deed("A2", NOW)
ITEM = Item(
    ItemKind.FLAG,
    "K",
    "S",
    "W",
    Audience.RESOURCE_GROUP,
    Level.L2,
    False,
    NOW,
    "6A",
    "6A",
    b"sealed",
)


def item(name, level=2, first=False, minutes=0, **handling):
    since = NOW + timedelta(minutes=minutes)
    done = Handling(**handling)
    return replace(
        ITEM, id=name, level=Level(level), first=first, since=since, handling=done
    )


@pytest.mark.parametrize(
    "done", [{"closed": DEED}, {"case": 4}, {"joined_to": "flag.X"}]
)
def test_what_is_done_is_not_open_until_something_new_comes(done):
    finished = item("A", **done)
    assert not finished.is_open
    assert replace(finished, news_at=NOW).is_open
    assert item("A", opened=DEED, taken=DEED).is_open


@pytest.mark.parametrize(
    ("changed", "counts"),
    [
        ({}, True),
        ({"level": Level.L3}, True),
        ({"level": Level.L1}, False),
        ({"wish": True}, False),
        ({"audience": Audience.OWNER}, False),
        *(({"kind": kind}, False) for kind in ItemKind if kind is not ItemKind.FLAG),
    ],
)
def test_of_a_class_the_flags_count_that_its_school_is_to_follow_up(changed, counts):
    assert replace(ITEM, **changed).counts_for_class is counts


def test_what_only_the_owner_may_see_stands_at_the_owner():
    assert (ITEM.body_id, ITEM.inbox.audience) == ("S", ITEM.audience)
    assert replace(ITEM, audience=Audience.OWNER).body_id == "W"
