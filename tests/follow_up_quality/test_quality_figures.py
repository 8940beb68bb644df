"""Whether the adults did in time what they were to do."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.cases.clocks import FollowUp, NextAction, NextKind
from chalicelib.cases.entry import EntryKind, Fidelity
from chalicelib.cases.states import State
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.follow_up_quality.quality_figures import (
    QUALITY_FIGURES,
    answered,
    has_limits,
    of_case,
    standing,
)
from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level
from chalicelib.schools.term import Term
from chalicelib.threads.message import MessageKind
from tests.case_pages.test_case_words import read
from tests.cases.cast import CASE
from tests.cast import NOW
from tests.threads.test_message import MINE

TUESDAY = date(2026, 11, 24)
CALENDAR = SchoolCalendar()
FOLLOWED = FollowUp(NOW, Level.L2, TUESDAY)
OVER = replace(CASE, state=State.CLOSED, follow_up=FOLLOWED)
AUTUMN = Term(2026, 2)


def said(follow_up=FOLLOWED, entries=()):
    return of_case(replace(OVER, follow_up=follow_up), entries, CALENDAR).said


def on(days, **which):
    day = TUESDAY + timedelta(days=days)
    return replace(FOLLOWED, **dict.fromkeys(which, day))


@pytest.mark.parametrize(
    ("what", "figure", "last"),
    [("opened", "opened", 1), ("talked", "talked", 2), ("planned", "planned", 7)],
)
def test_each_thing_has_its_limit_in_school_days(what, figure, last):
    assert said(on(last, **{what: 1}))[figure] == "in_time"
    assert said(on(last + 1, **{what: 1}))[figure] == "late"


def test_what_is_urgent_is_talked_about_the_same_day():
    urgent = replace(on(0, talked=1), level=Level.L3)
    assert said(urgent)["talked"] == "in_time"
    assert said(replace(on(1, talked=1), level=Level.L3))["talked"] == "late"


def test_what_never_was_done_is_late():
    found = said()
    assert [found[name] for name in ("talked", "planned", "evaluated")] == ["late"] * 3
    assert found["first_talk"] == "longer"


def test_no_plan_is_late_where_somebody_wrote_why_none_is_needed():
    assert said(on(20, no_plan=1))["planned"] == "none"
    assert said(replace(on(20, no_plan=1), planned=TUESDAY))["planned"] == "in_time"


def test_a_plan_is_evaluated_or_not():
    assert said(on(30, evaluated=1))["evaluated"] == "in_time"
    assert said(on(3, planned=1))["evaluated"] == "late"


@pytest.mark.parametrize(
    ("days", "step"),
    [(0, "two_days"), (2, "two_days"), (3, "week"), (7, "week"), (8, "two_weeks")],
)
def test_how_long_it_was_to_the_first_talk(days, step):
    assert said(on(days, talked=1))["first_talk"] == step


def closing(on_time):
    found = read(1, EntryKind.CLOSING).entry
    return replace(found, fidelity=Fidelity(True, True, on_time, True))


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ([], "none"),
        ([closing(True)], "in_time"),
        ([closing(False)], "late"),
        ([closing(False), closing(True)], "in_time"),
    ],
)
def test_weekly_talks_are_those_that_were_recorded_with_the_closing(entries, told):
    assert said(entries=entries)["weekly"] == told


@pytest.mark.parametrize(
    ("changes", "has"),
    [
        ({}, True),
        ({"follow_up": None}, False),
        ({"follow_up": replace(FOLLOWED, level=Level.L1)}, False),
        ({"of_class": True}, False),
        ({"audience": Audience.OWNER}, False),
    ],
)
def test_what_has_no_limits_is_not_counted(changes, has):
    assert has_limits(replace(OVER, **changes)) is has


def test_every_figure_is_said():
    assert set(said()) == {figure.name for figure in QUALITY_FIGURES}


@pytest.mark.parametrize(
    ("days", "told"), [(-1, "in_time"), (0, "in_time"), (1, "late")]
)
def test_an_open_case_is_late_the_day_after(days, told):
    case = replace(CASE, next_action=NextAction(NextKind.MEASURE, TUESDAY))
    today = TUESDAY + timedelta(days=days)
    assert standing(case, CALENDAR, today).said == {"standing": told}


def message(kind, days):
    return replace(MINE, kind=kind, since=NOW + timedelta(days=days))


PUPIL, REPLY = message(MessageKind.TEXT, 0), MessageKind.REPLY


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        ([PUPIL], "late"),
        ([PUPIL, message(REPLY, 2)], "in_time"),
        ([PUPIL, message(REPLY, 3)], "late"),
        ([PUPIL, message(REPLY, -1)], "late"),
        ([message(MessageKind.TEXT, -9), message(REPLY, -8), PUPIL], "late"),
        ([PUPIL, message(MessageKind.CLOSED, 1)], "in_time"),
    ],
)
def test_the_last_words_of_a_pupil_are_answered_in_time_or_not(messages, told):
    found = answered(messages, CALENDAR, AUTUMN)
    assert found
    assert found.said == {"answered": told}


@pytest.mark.parametrize(
    ("messages", "term"),
    [
        ([], AUTUMN),
        ([PUPIL], AUTUMN.before),
        ([message(MessageKind.LINK, 0)], AUTUMN),
        ([message(REPLY, 0)], AUTUMN),
    ],
)
def test_where_no_pupil_wrote_in_the_term_nothing_is_counted(messages, term):
    assert answered(messages, CALENDAR, term) is None
