import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.core.local_time import SchoolCalendar
from chalicelib.items.deadline import NextStep
from chalicelib.items.filter import in_order
from chalicelib.items.handling import Deed
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from chalicelib.items.today import DayGroup, lines_of, next_to_read
from tests.items.test_item import NOW, item

CALENDAR = SchoolCalendar()
ME, OTHER = Deed("ME", NOW), Deed("A9", NOW)
DAY = timedelta(days=1)


def lines(*items, now=NOW):
    return lines_of(in_order(items), "ME", lambda _: CALENDAR, now)


def groups(*items, now=NOW):
    return {line.item.id: line.group for line in lines(*items, now=now)}


def test_urgent_or_late_first_then_mine_then_what_nobody_follows_up_then_others():
    late = -60 * 24 * 5
    found = lines(
        item("theirs", opened=OTHER, taken=OTHER),
        item("opened", opened=OTHER),
        item("watch", 1),
        item("unopened"),
        item("mine", opened=ME, taken=ME),
        item("given to me", 1, taken=ME),
        item("given to another", taken=OTHER),
        item("late", minutes=late, opened=OTHER, taken=OTHER),
        item("urgent", 3),
        item("closed", 3, minutes=late, closed=OTHER),
    )
    assert [(line.group, line.item.id) for line in found] == [
        (DayGroup.URGENT, "urgent"),
        (DayGroup.URGENT, "late"),
        (DayGroup.MINE, "mine"),
        (DayGroup.MINE, "given to me"),
        (DayGroup.NOBODYS, "unopened"),
        (DayGroup.NOBODYS, "opened"),
        (DayGroup.NOBODYS, "watch"),
        (DayGroup.OTHERS, "given to another"),
        (DayGroup.OTHERS, "theirs"),
        (DayGroup.DONE, "closed"),
    ]


def test_what_is_done_and_has_news_stands_where_it_stood():
    news = {"news_at": NOW}
    assert groups(
        replace(item("mine", 3, closed=ME, taken=ME, opened=ME), **news),
        replace(item("theirs", 3, case=4, taken=OTHER, opened=ME), **news),
        replace(item("nobody's", 3, closed=ME, opened=ME), **news),
    ) == {
        "mine": DayGroup.MINE,
        "theirs": DayGroup.OTHERS,
        "nobody's": DayGroup.NOBODYS,
    }


def test_within_a_group_the_level_then_the_deadline_then_as_ever():
    minutes = -60
    talk = item("talk", minutes=minutes, opened=ME, taken=ME)
    read = replace(item("read", minutes=minutes, taken=ME), unread=True)
    first = item("first", first=True, minutes=minutes, opened=ME, taken=ME)
    found = lines(talk, first, read)
    assert [line.item.id for line in found] == ["read", "first", "talk"]
    assert [line.deadline.step for line in found] == [
        NextStep.READ,
        NextStep.MEASURE,
        NextStep.MEASURE,
    ]


def test_the_order_says_nothing_of_the_hour_at_which_pupils_wrote():
    """In whichever order they sent on one day, all of it is shown in one order."""
    clocks = (-25, 3, 240)
    for level in Level:
        for opened in (None, ME):
            shown = {
                tuple(
                    line.item.id
                    for line in lines(
                        *(
                            item(name, level, minutes=minutes, opened=opened)
                            for name, minutes in zip("abc", order, strict=True)
                        ),
                        now=NOW + now,
                    )
                )
                for order in itertools.permutations(clocks)
                for now in (timedelta(hours=5), DAY, 3 * DAY)
            }
            assert shown == {("a", "b", "c")}


def test_a_referral_is_late_at_its_minute_what_a_pupil_sent_once_the_day_is_over():
    hour = timedelta(minutes=61)
    referral = replace(item("R", 2, minutes=-60 * 24), kind=ItemKind.REFERRAL)
    flag = item("F", 2, minutes=-60 * 24)
    found = groups(referral, flag, now=NOW + hour)
    assert found == {"R": DayGroup.URGENT, "F": DayGroup.NOBODYS}
    assert groups(flag, now=NOW + DAY) == {"F": DayGroup.URGENT}


ALL = frozenset[str]()


def read_next(*items, after="none", shut=ALL):
    found = next_to_read(
        lines(*items), f"flag.{after}", "ME", lambda one: one.id not in shut
    )
    return found.item.id if found else None


@pytest.mark.parametrize(
    ("waiting", "led_to"),
    [
        ([item("A"), item("B", 3)], "B"),
        ([item("A"), item("B", 3, opened=OTHER, taken=OTHER)], "A"),
        ([item("A"), item("B", 3, opened=OTHER)], "A"),
        ([item("A", opened=ME), item("B", 3, opened=OTHER)], "B"),
        ([item("A", 1)], "A"),
        ([item("A", opened=ME)], None),
        ([item("A", opened=ME, taken=ME)], None),
        ([item("A", minutes=-60 * 24 * 9, opened=ME, taken=ME)], "A"),
        ([item("A", minutes=-60 * 24 * 9, opened=ME, taken=OTHER)], None),
        ([item("A", taken=OTHER)], None),
        ([item("A", taken=ME)], "A"),
        ([replace(item("A", opened=ME, taken=ME), unread=True)], "A"),
        ([replace(item("A", opened=ME, taken=OTHER), unread=True)], None),
        ([item("A", 3, closed=ME)], None),
        ([], None),
    ],
)
def test_next_is_the_first_that_waits_for_me(waiting, led_to):
    assert read_next(*waiting) == led_to


def test_next_is_never_this_one_nor_what_i_may_not_read():
    assert read_next(item("A", 3), item("B"), after="A") == "B"
    assert read_next(item("A", 3), after="A") is None
    assert read_next(item("A", 3), item("B"), shut={"A"}) == "B"
