"""What waits on a person who leaves: what they follow up, or read last where nobody
does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.accounts.account import Function, Role
from chalicelib.handle_items.waiting_work import Waits, leaves, waits_on
from chalicelib.items.handling import Deed, Handling
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from tests.cast import ADMINISTRATOR, NURSE, OWNER, PRINCIPAL, TEACHER
from tests.rounds.test_plan import ROUND

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
ITEM = Item(
    ItemKind.THREAD,
    "K",
    "S",
    "W",
    Audience.RESOURCE_GROUP,
    Level.L2,
    False,
    NOW,
    "6A",
    "6A",
    b"",
)
HERE = ("A3", "A9")


def by(who, seconds=0):
    return Deed(who, NOW + timedelta(seconds=seconds))


MINE, ANOTHERS, GONES = by("A2"), by("A3"), by("GONE")


@pytest.mark.parametrize(
    ("done", "last_read", "waits"),
    [
        ({}, None, False),
        ({"taken": MINE}, None, True),
        ({"opened": ANOTHERS, "taken": MINE}, ANOTHERS, True),
        ({"taken": ANOTHERS}, None, False),
        ({"opened": MINE, "taken": ANOTHERS}, MINE, False),
        ({"opened": MINE, "taken": GONES}, None, True),
        ({"opened": ANOTHERS, "taken": GONES}, None, False),
        ({"taken": GONES}, None, False),
        ({"opened": MINE}, None, True),
        ({"opened": ANOTHERS}, None, False),
        ({"opened": GONES}, None, False),
        ({}, MINE, True),
        ({"opened": MINE}, by("A3", 1), False),
        ({"opened": by("A3", 1)}, MINE, False),
        ({"opened": by("A2", 1)}, ANOTHERS, True),
        ({"opened": ANOTHERS}, by("A2", 1), True),
        ({"opened": MINE}, ANOTHERS, True),
    ],
)
def test_it_waits_on_who_follows_it_up_or_where_nobody_here_does_on_the_last_to_read_it(
    done, last_read, waits
):
    assert (
        waits_on(replace(ITEM, handling=Handling(**done)), "A2", HERE, last_read)
        is waits
    )


@pytest.mark.parametrize(
    "end", [{"closed": MINE}, {"case": 4}, {"joined_to": "flag.X"}]
)
def test_what_is_done_waits_on_nobody_and_its_news_on_who_follows_it_up_alone(end):
    opened = replace(ITEM, handling=Handling(opened=MINE, **end))
    taken = replace(ITEM, handling=Handling(opened=MINE, taken=MINE, **end))
    for done in (opened, taken):
        assert not waits_on(done, "A2", HERE, None)
    assert not waits_on(replace(opened, news_at=NOW), "A2", HERE, None)
    assert waits_on(replace(taken, news_at=NOW), "A2", HERE, None)


@pytest.mark.parametrize(
    ("before", "changed", "gone"),
    [
        (PRINCIPAL, {}, False),
        (PRINCIPAL, {"active": False}, True),
        (PRINCIPAL, {"role": Role.TEACHER}, True),
        (PRINCIPAL, {"is_principal": False}, False),
        (PRINCIPAL, {"function": Function.OTHER}, False),
        (PRINCIPAL, {"function": Function.HEALTH_SERVICE}, False),
        (NURSE, {"function": Function.OTHER}, True),
        (NURSE, {"function": None}, True),
        (NURSE, {"name": "Et nytt navn"}, False),
        (TEACHER, {"active": False}, True),
        (TEACHER, {"role": Role.MEMBER}, False),
        (OWNER, {"active": False}, True),
        (OWNER, {"name": "Et nytt navn"}, False),
        (ADMINISTRATOR, {"active": False}, True),
    ],
)
def test_who_leaves_can_no_longer_do_what_they_have_taken_on(before, changed, gone):
    assert leaves(before, replace(before, **changed)) is gone


@pytest.mark.parametrize("who", [PRINCIPAL, NURSE, TEACHER, OWNER])
def test_who_was_not_here_does_not_leave(who):
    away = replace(who, active=False)
    assert not leaves(away, away)
    assert not leaves(away, replace(away, function=Function.OTHER))
    assert not leaves(away, who)


@pytest.mark.parametrize(
    ("waits", "heir"),
    [
        (Waits(items=(ITEM,)), False),
        (Waits(drafts=1), False),
        (Waits(orphans=1), False),
        (Waits(rounds=(ROUND,)), True),
        (Waits(on_duty=True), True),
    ],
)
def test_a_round_and_the_duty_alone_need_somebody_else(waits, heir):
    assert waits.needs_heir is heir
    assert not waits.nothing


def test_nothing_waits_on_who_has_nothing():
    assert Waits().nothing
    assert not Waits().needs_heir
