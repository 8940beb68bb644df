from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from chalicelib.case_forms.rules import (
    FORM_RULES,
    can_write,
    default_event,
    follows,
    next_form,
    not_before,
    offered,
)
from chalicelib.cases.clocks import ClockEvent, NextAction, NextKind
from chalicelib.cases.entry import FORMS, EntryKind
from chalicelib.cases.states import MOVES, Move, State
from tests.cases.cast import CASE
from tests.cases.test_clocks import TUESDAY

TALK, REVIEW, CHECK = EntryKind.TALK, EntryKind.REVIEW, EntryKind.CHECK


def at(state, kind=None, of_class=False):
    planned = NextAction(kind, TUESDAY) if kind else None
    return replace(CASE, state=state, next_action=planned, of_class=of_class)


def test_every_form_has_its_rule_and_every_move_that_is_not_by_hand_its_form():
    assert tuple(FORM_RULES) == FORMS
    moves = {move for rule in FORM_RULES.values() for move, _ in rule.then.values()}
    assert {move for move, way in MOVES.items() if not way.by_hand} <= moves


@pytest.mark.parametrize("rule", FORM_RULES.values(), ids=lambda rule: rule.model)
def test_every_answer_that_decides_says_what_follows(rule):
    if rule.decides:
        kind = rule.model.model_fields[rule.decides].annotation
        assert set(rule.then) == set(kind)
    else:
        assert set(rule.then) == {""}


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        (State.RECEIVED, {"talk", "closing"}),
        (State.FIRST_TALK, {"talk", "supporters", "review", "closing"}),
        (State.GROUP_OFFERED, {"talk", "supporters", "meeting", "review", "closing"}),
        (State.FOLLOW_UP, {"talk", "supporters", "meeting", "review", "closing"}),
        (State.OTHER_MEASURE, {"talk", "review", "closing"}),
        (State.CLOSED, {"check"}),
        (State.CHECKED, {"check"}),
    ],
)
def test_which_forms_are_written_where_a_case_is(state, kinds):
    assert {kind for kind in FORM_RULES if can_write(at(state), kind)} == kinds


def test_a_class_has_no_talk_and_no_group():
    assert offered(at(State.RECEIVED, of_class=True)) == [EntryKind.CLOSING]
    assert offered(at(State.CLOSED, of_class=True)) == [CHECK]


def test_the_form_for_what_is_next_comes_first_and_alone():
    case = at(State.FOLLOW_UP, NextKind.REVIEW)
    assert next_form(case) is REVIEW
    assert REVIEW not in offered(case)
    assert next_form(at(State.FOLLOW_UP, NextKind.MEASURE)) is None
    assert next_form(at(State.RECEIVED, NextKind.MEETING)) is None
    assert next_form(at(State.CHECKED)) is None


@pytest.mark.parametrize(
    ("state", "kind", "said", "after"),
    [
        (
            State.RECEIVED,
            TALK,
            {"wants_group": "yes"},
            (Move.OFFER, ClockEvent.OFFERED),
        ),
        (State.RECEIVED, TALK, {"wants_group": "later"}, (Move.TALK, ClockEvent.LATER)),
        (
            State.RECEIVED,
            TALK,
            {"wants_group": "no"},
            (Move.PUPIL_DECLINED, ClockEvent.NO_GROUP),
        ),
        (State.FOLLOW_UP, TALK, {"wants_group": "yes"}, (None, ClockEvent.OFFERED)),
        (State.GROUP_RUNNING, REVIEW, {}, (Move.FOLLOW, ClockEvent.REVIEW)),
        (State.FOLLOW_UP, REVIEW, {}, (None, ClockEvent.REVIEW)),
        (State.CLOSED, CHECK, {"holds": "yes"}, (Move.CHECK, ClockEvent.CHECKED)),
        (State.CLOSED, CHECK, {"holds": "no"}, (Move.REOPEN, ClockEvent.REOPENED)),
        (State.CHECKED, CHECK, {"holds": "yes"}, (None, ClockEvent.CHECKED)),
    ],
)
def test_what_follows_from_what_was_written(state, kind, said, after):
    assert follows(at(state), kind, SimpleNamespace(**said)) == after


def test_where_the_answer_decides_no_date_is_proposed_beforehand():
    assert default_event(TALK) is None
    assert default_event(REVIEW) is ClockEvent.REVIEW


HELD = [EntryKind.TALK, EntryKind.MEETING, EntryKind.REVIEW, EntryKind.CLOSING]
"""In this order, a day apart."""


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        (EntryKind.TALK, 0),
        (EntryKind.SUPPORTERS, None),
        (EntryKind.MEETING, 1),
        (EntryKind.REVIEW, 2),
        (EntryKind.CLOSING, 2),
        (EntryKind.CHECK, 3),
    ],
)
def test_nothing_is_dated_before_what_it_builds_on(kind, days):
    entries = [
        SimpleNamespace(kind=before, happened=TUESDAY + timedelta(days=after))
        for after, before in enumerate(HELD)
    ]
    first = date(2025, 11, 24) if days is None else TUESDAY + timedelta(days=days)
    assert not_before(CASE, kind, entries) == first
    assert not_before(CASE, kind, []) == date(2025, 11, 24)
