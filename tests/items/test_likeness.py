"""What is most likely about the same stands first, by what the list says of it alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.items.item_kind import ItemKind
from chalicelib.items.likeness import most_alike_first
from tests.cast import NOW
from tests.items.test_may_read import PLAIN

ITEM = replace(PLAIN, id="OWN", class_id="6A", place="6A", since=NOW)


def of(id_, place="6A", days=0, **changes):
    at = NOW - timedelta(days=days)
    return replace(ITEM, id=id_, class_id=place, place=place, since=at, **changes)


def order(*others, **known):
    return [other.id for other in most_alike_first(ITEM, others, **known)]


def test_its_class_then_its_grade_step_then_the_rest_each_the_nearest_in_time_first():
    others = [
        of("FAR", "9C"),
        of("STEP", "5–7", 1),
        of("OLD", days=9),
        of("NEAR", days=1),
        of("GRADE", "5B", 2),
        of("NAMED", "Rød"),
    ]
    assert order(*others)[:4] == ["NEAR", "OLD", "STEP", "GRADE"]
    assert set(order(*others)[4:]) == {"FAR", "NAMED"}


def test_what_is_known_to_be_about_the_same_pupil_comes_before_its_own_class():
    moved = of("MOVED", "9C", 30, kind=ItemKind.REFERRAL)
    assert order(of("NEAR"), moved) == ["NEAR", "MOVED"]
    assert order(of("NEAR"), moved, same_pupil={moved.ref}) == ["MOVED", "NEAR"]


def test_a_class_of_the_same_name_at_another_school_is_another_class():
    there = of("THERE", school_id="SCHBBB")
    assert order(there, of("OLD", days=9)) == ["OLD", "THERE"]


@pytest.mark.parametrize("place", ["", "11X", "Trinn 0", "²", "٦A"])
def test_a_class_may_have_any_name(place):
    assert order(of("ODD", place), of("NEAR")) == ["NEAR", "ODD"]


def test_two_of_one_pupil_stand_no_nearer_than_two_of_a_class():
    """They come within a minute of each other: the clock counts for nothing."""
    soon, later = NOW + timedelta(minutes=1), NOW + timedelta(hours=3)
    twins = [replace(of("B"), since=soon), replace(of("A"), since=later)]
    assert order(*twins) == ["A", "B"]
