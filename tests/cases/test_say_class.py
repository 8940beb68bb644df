"""The class of a case is put right after a new school year, and nothing else of it."""

from datetime import timedelta

import pytest

from chalicelib.cases import act, see_case
from chalicelib.cases import store as cases
from chalicelib.cases.about import About
from chalicelib.cases.entry import EntryKind
from chalicelib.core import errors
from tests.cases.cast import made, new_year, pen, stored
from tests.cast import NOW, NURSE, PRINCIPAL

DAY = timedelta(days=1)


def about():
    return see_case.see(PRINCIPAL, 1, NOW).about


@pytest.mark.parametrize("place", ["7A", "6A"])
def test_the_class_is_written_and_the_name_and_whose_it_is_stay(desk, place):
    before = made(desk)
    act.say_class(pen(before, at=NOW + DAY), place)
    after = stored()
    assert about() == About("Test Elev", place, bullying=True)
    assert (after.pupil, after.named_by) == (before.pupil, before.named_by)
    assert before.named_by
    assert after.class_said_at == NOW + DAY
    entry = see_case.see(PRINCIPAL, 1, NOW).entries[-1]
    assert (entry.entry.kind, entry.content) == (EntryKind.ABOUT, {})


def test_who_says_whom_it_is_about_says_the_class_too(desk):
    act.say_about(pen(made(desk), at=NOW + DAY), "Test Elev", "7A", True)
    assert stored().class_said_at == NOW + DAY


def test_pressed_twice_it_is_written_once_and_who_writes_at_once_is_told(desk):
    case = made(desk)
    act.say_class(pen(case), "7A")
    act.say_class(pen(case), "7A")
    assert stored().version == case.version + 1
    with pytest.raises(errors.ChangedMeanwhile):
        act.say_class(pen(case, "b" * 22), "7B")
    assert about().place == "7A"


def test_who_may_not_open_the_case_says_nothing_of_its_class(desk):
    case = made(desk)
    with pytest.raises(errors.NotFound):
        act.say_class(pen(case, account=NURSE), "7A")
    assert cases.get(case.body_id, 1) == case


def test_what_is_too_long_is_no_class(desk):
    with pytest.raises(errors.Incomplete):
        act.say_class(pen(made(desk)), "7" * 101)


def test_the_reader_is_asked_until_somebody_has_said_it(desk):
    made(desk)

    def asked():
        return see_case.with_class(see_case.see(PRINCIPAL, 1, NOW)).old_class

    assert asked() is None
    new_year(NOW + DAY)
    found = asked()
    assert (found.said, found.now) == ("6A", "7A")
    act.say_class(pen(stored(), at=NOW + 2 * DAY), "7A")
    assert asked() is None
