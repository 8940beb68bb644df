"""Stored = told = opened: what counts as told, as still to come, as lost and as left
lying."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.core.local_time import OSLO
from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level
from chalicelib.outbox.mail import MailOutcome
from chalicelib.outbox.recipients import Recipients
from chalicelib.upkeep.reconciliation import (
    LATE,
    Count,
    StoredItem,
    left_to_nobody,
    reached,
    reconcile,
)

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)
M = ("S", "m")


def stored(
    level=Level.L2,
    audience=Audience.RESOURCE_GROUP,
    mails=("m",),
    opened=False,
    step=1,
    clock=0,
):
    at = None if clock is None else NOW + SECOND * clock
    return StoredItem("FLAG#a", "S", level, audience, mails, opened, step, at)


def mail(told=(), back=(), waits=False, dead=False):
    who = dict.fromkeys(told, NOW)
    return MailOutcome(
        Recipients.GROUP, who, NOW if waits else None, dead, dict.fromkeys(back, NOW)
    )


def count(item, **mails):
    return reconcile(
        [item],
        {("S", id_.replace("_", "-")): outcome for id_, outcome in mails.items()},
        NOW,
    )


def fate(item, **mails):
    found = count(item, **mails)
    assert found.told + found.to_come + len(found.lost) == found.stored == 1
    return "told" if found.told else "to come" if found.to_come else "lost"


@pytest.mark.parametrize(
    ("mails", "became"),
    [
        ({}, "lost"),
        ({"m": mail(["A2"])}, "told"),
        ({"m": mail(["A2", "A3"], back=["A2"])}, "told"),
        ({"m": mail(["A2"], back=["A2"])}, "lost"),
        ({"m": mail(["A2"], back=["A2"], waits=True)}, "to come"),
        ({"m": mail(["A2"], waits=True)}, "told"),
        ({"m": mail(waits=True)}, "to come"),
        ({"m": mail()}, "lost"),
        ({"m": mail(dead=True)}, "lost"),
        ({"m": mail(dead=True, waits=True)}, "lost"),
        ({"m": mail(dead=True), "m_owner": mail(["A5"])}, "told"),
        ({"m": mail(dead=True), "m_owner": mail(waits=True)}, "to come"),
        ({"m": mail(dead=True), "m_principal": mail(), "m_owner": mail()}, "lost"),
        ({"m": mail(dead=True), "m_principal": mail(dead=True)}, "lost"),
        (
            {
                "m": mail(dead=True),
                "m_principal": mail(dead=True),
                "m_principal_owner": mail(["A"]),
            },
            "told",
        ),
        ({"m": mail(), "m_owner": mail(["A5"])}, "lost"),
        ({"n": mail(["A2"])}, "lost"),
    ],
)
def test_what_became_of_its_mail_is_what_became_of_it(mails, became):
    assert fate(stored(), **mails) == became


def test_one_of_several_mails_is_enough():
    two = stored(mails=("m", "n"))
    assert fate(two, n=mail(["A2"])) == "told"
    assert fate(two, m=mail(), n=mail(waits=True)) == "to come"
    assert fate(two, m=mail(), n=mail()) == "lost"


def test_what_was_opened_was_told_whatever_became_of_its_mails():
    assert fate(stored(opened=True, mails=())) == "told"
    assert fate(stored(opened=True), m=mail(dead=True)) == "told"


def test_a_mail_of_the_same_id_at_another_school_tells_nobody_here():
    assert reconcile([stored()], {("T", "m"): mail(["A2"])}, NOW).lost == ("FLAG#a",)
    mails = {M: mail(dead=True), ("T", "m-owner"): mail(["A5"])}
    assert not reached(M, mails)


@pytest.mark.parametrize(
    ("clock", "step", "mails", "became"),
    [
        (60, 0, (), "to come"),
        (-3599, 0, (), "to come"),
        (-3600, 0, (), "to come"),
        (-3601, 0, (), "lost"),
        (None, 0, (), "lost"),
        (60, 1, (), "lost"),
        (60, 0, ("m",), "lost"),
    ],
)
def test_before_its_first_mail_it_is_to_come_until_its_clock_is_an_hour_past(
    clock, step, mails, became
):
    assert fate(stored(clock=clock, step=step, mails=mails)) == became


@pytest.mark.parametrize(
    ("clock", "lies"),
    [(None, True), (-3601, True), (-3600, False), (0, False), (3600, False)],
)
def test_a_clock_stands_still_where_there_is_none_or_it_is_more_than_an_hour_past(
    clock, lies
):
    assert bool(count(stored(clock=clock)).unopened) is lies


@pytest.mark.parametrize(
    ("audience", "step", "lies"),
    [
        (Audience.RESOURCE_GROUP, 2, False),
        (Audience.RESOURCE_GROUP, 3, True),
        (Audience.HEALTH_SERVICE, 2, False),
        (Audience.HEALTH_SERVICE, 3, True),
        (Audience.OWNER, 1, False),
        (Audience.OWNER, 2, True),
    ],
)
def test_it_lies_once_everybody_there_is_has_been_told(audience, step, lies):
    assert bool(count(stored(audience=audience, step=step)).unopened) is lies


@pytest.mark.parametrize("level", [Level.L2, Level.L3])
def test_what_is_to_be_watched_or_was_opened_lies_for_nobody(level):
    assert count(stored(level, step=9)).unopened == ("FLAG#a",)
    assert count(stored(level, step=9, opened=True)).unopened == ()
    assert count(stored(Level.L1, step=9, clock=None)).unopened == ()


@pytest.mark.parametrize(
    ("clock", "lies"), [(None, False), (-3601, True), (-3600, False)]
)
def test_what_is_to_be_watched_by_one_person_alone_has_a_clock_that_can_stand_still(
    clock, lies
):
    """In a confidential round: the principal is told where that person is away."""
    assert bool(count(stored(Level.L1, clock=clock)).unopened) is lies
    assert count(stored(Level.L1, clock=clock, opened=True)).unopened == ()


def test_an_hour_is_an_hour_in_the_night_the_clocks_are_put_back():
    """Half past two comes twice in that night."""
    once = datetime(2026, 10, 25, 2, 30, tzinfo=OSLO).astimezone(UTC)
    item = StoredItem("F", "S", Level.L2, Audience.RESOURCE_GROUP, (), False, 0, once)
    assert reconcile([item], {}, once + LATE).whole
    assert not reconcile([item], {}, once + LATE + SECOND).whole


def test_counts_add_up_and_nothing_is_whole():
    first, other = Count(1, 1, 0, (), ("a",)), Count(2, 0, 1, ("b",), ("c",))
    assert first + other == Count(3, 1, 1, ("b",), ("a", "c"))
    assert reconcile([], {}, NOW) == Count()
    assert Count(1, 1).whole
    assert not Count(lost=("a",)).whole
    assert not Count(unopened=("a",)).whole


def test_several_are_counted_each_for_itself():
    told = stored(opened=True)
    found = reconcile([told, stored(clock=None), told, stored()], {}, NOW)
    assert (found.stored, found.told, found.to_come) == (4, 2, 0)
    assert (found.lost, found.unopened) == (("FLAG#a",) * 2, ("FLAG#a",))


@pytest.mark.parametrize(
    ("mails", "left"),
    [
        ({}, []),
        ({M: mail(dead=True)}, [M]),
        ({M: mail()}, []),
        ({M: mail(["A2"], dead=True)}, []),
        ({M: mail(["A2"], back=["A2"], dead=True)}, [M]),
        ({M: mail(dead=True), ("S", "m-owner"): mail(["A5"])}, []),
        ({M: mail(dead=True), ("S", "m-owner"): mail(waits=True)}, []),
        (
            {M: mail(dead=True), ("S", "m-owner"): mail(dead=True)},
            [M, ("S", "m-owner")],
        ),
        ({M: mail(dead=True), ("T", "m-owner"): mail(["A5"])}, [M]),
        ({("T", "m"): mail(dead=True), ("T", "m-owner"): mail(["A5"])}, []),
    ],
)
def test_what_was_given_up_is_left_to_nobody_unless_the_next_circle_has_it_or_will(
    mails, left
):
    assert left_to_nobody(mails) == left
