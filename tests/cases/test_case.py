from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.cases.states import Move, State
from chalicelib.core import errors
from tests.cases.cast import CASE
from tests.cast import NOW, NURSE, PRINCIPAL

LATER = NOW + timedelta(days=1)
TALK = NextAction(NextKind.FIRST_TALK, date(2026, 11, 26))
CHECK = NextAction(NextKind.CHECK, date(2027, 2, 24))
RUNNING = replace(CASE, state=State.GROUP_RUNNING, next_action=TALK)


def test_whatever_is_done_is_one_version_more():
    made = [
        RUNNING.noted(LATER),
        RUNNING.planned(TALK, LATER),
        RUNNING.moved(Move.FOLLOW, TALK, LATER),
        RUNNING.taken(NURSE.id, TALK, LATER),
        RUNNING.about_changed(b"x", b"y", LATER),
        RUNNING.with_item("flag.B", LATER),
        RUNNING.without_item("referral.A", LATER),
    ]
    assert {(case.version, case.touched_at) for case in made} == {(2, LATER)}


@pytest.mark.parametrize("planned", [None, CHECK])
def test_an_open_case_always_has_a_next_action_of_its_own(planned):
    with pytest.raises(errors.Incomplete):
        RUNNING.planned(planned, LATER)


def test_a_closed_case_has_no_clock_but_that_of_the_check():
    closed = RUNNING.moved(Move.CLOSE, CHECK, LATER)
    assert closed.planned(None, LATER).next_action is None
    with pytest.raises(errors.Incomplete):
        closed.planned(TALK, LATER)
    with pytest.raises(errors.Incomplete):
        RUNNING.moved(Move.CLOSE, TALK, LATER)


def test_it_goes_only_where_the_table_says():
    with pytest.raises(errors.Incomplete):
        CASE.moved(Move.FOLLOW, TALK, LATER)


def test_a_case_that_is_opened_again_is_where_it_was():
    closed = RUNNING.moved(Move.CLOSE, CHECK, LATER)
    assert (closed.state, closed.closed_on) == (State.CLOSED, date(2026, 11, 25))
    checked = closed.moved(Move.CHECK, None, LATER)
    assert (checked.state, checked.closed_on) == (State.CHECKED, date(2026, 11, 25))
    opened = checked.moved(Move.REOPEN, TALK, LATER)
    assert (opened.state, opened.closed_on, opened.closed_from) == (
        State.GROUP_RUNNING,
        None,
        None,
    )


def test_one_person_is_responsible_and_who_was_may_still_read():
    taken = RUNNING.taken(NURSE.id, TALK, LATER)
    assert (taken.responsible, taken.team) == (NURSE.id, (PRINCIPAL.id,))
    back = taken.taken(PRINCIPAL.id, TALK, LATER)
    assert (back.responsible, back.team) == (PRINCIPAL.id, (NURSE.id,))


def test_items_come_and_go():
    more = RUNNING.with_item("flag.B", LATER)
    assert more.origins == ("referral.A", "flag.B")
    assert more.without_item("referral.A", LATER).origins == ("flag.B",)
