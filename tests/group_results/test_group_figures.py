"""How it went in a group, from what its case has."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.states import State
from chalicelib.group_results.group_figures import (
    GROUP_FIGURES,
    has_met,
    in_steps,
    is_ripe,
    of_group,
    was_refused,
)
from chalicelib.items.inbox_id import Audience
from tests.case_pages.test_case_words import read
from tests.cases.cast import CASE

DAY = date(2026, 9, 1)
TALK, MEETING, CLOSING = EntryKind.TALK, EntryKind.MEETING, EntryKind.CLOSING
CHECKED = replace(CASE, state=State.CHECKED)
CLOSED = replace(CASE, state=State.CLOSED, next_action=NextAction(NextKind.CHECK, DAY))


def entry(number, kind, state, days=0, **content):
    found = read(number, kind, content, DAY + timedelta(days=days))
    return replace(found, entry=replace(found.entry, state=state))


def met(number=1, days=0):
    return entry(number, MEETING, State.GROUP_RUNNING, days)


def closed(number=2, outcome="reached", days=7):
    return entry(number, CLOSING, State.CLOSED, days, outcome=outcome)


@pytest.mark.parametrize(
    ("case", "after", "ripe"),
    [
        (CHECKED, 0, True),
        (CLOSED, 0, False),
        (CLOSED, 31, False),
        (CLOSED, 32, True),
        (replace(CLOSED, next_action=None), 400, False),
        (replace(CHECKED, of_class=True), 0, False),
        (replace(CHECKED, audience=Audience.OWNER), 400, False),
        (replace(CASE, state=State.FOLLOW_UP), 400, False),
    ],
)
def test_it_is_counted_when_it_was_asked_about_or_a_month_after(case, after, ripe):
    assert is_ripe(case, DAY + timedelta(days=after)) is ripe


@pytest.mark.parametrize(
    ("entries", "refused"),
    [
        ([entry(1, TALK, State.OTHER_MEASURE, wants_group="no")], True),
        ([entry(1, TALK, State.GROUP_OFFERED, wants_group="yes")], False),
        ([entry(1, EntryKind.MOVED, State.OTHER_MEASURE, move="adult_declined")], True),
        ([entry(1, EntryKind.MOVED, State.OTHER_MEASURE, move="try_other")], False),
        ([entry(1, TALK, State.OTHER_MEASURE, wants_group="no"), met(2)], False),
        ([], False),
    ],
)
def test_a_group_that_was_not_wanted_is_a_refusal(entries, refused):
    assert was_refused(entries) is refused


def test_a_group_has_met_where_a_meeting_was_written_down():
    assert has_met([met()])
    assert not has_met([closed()])


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ("reached", "better"),
        ("better", "better"),
        ("unchanged", "same"),
        ("worse", "worse"),
        ("stopped", "stopped"),
        ("other", "stopped"),
    ],
)
def test_what_the_adults_closed_it_with(outcome, told):
    assert of_group([met(), closed(outcome=outcome)], {}).said["outcome"] == told


def test_who_left_the_school_is_told_as_stopped():
    moved = entry(2, EntryKind.MOVED, State.CLOSED, move="left_school")
    assert of_group([met(), moved], {}).said["outcome"] == "stopped"


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ([], "not_asked"),
        ([entry(3, EntryKind.NOTE, State.CLOSED)], "not_asked"),
        ([entry(3, EntryKind.CHECK, State.CHECKED, holds="yes")], "holds"),
        ([entry(3, EntryKind.CHECK, State.FOLLOW_UP, holds="no")], "came_back"),
    ],
)
def test_and_after_three_months(after, told):
    assert of_group([met(), closed(), *after], {}).said["later"] == told


def test_one_that_came_back_is_told_by_its_first_closing():
    again = entry(3, EntryKind.MOVED, State.FOLLOW_UP, move="reopen")
    entries = [met(), closed(outcome="worse"), again, closed(4), met(5)]
    said = of_group(entries, {}).said
    assert (said["outcome"], said["later"]) == ("worse", "came_back")


@pytest.mark.parametrize(
    ("answer", "told"),
    [("yes", "yes"), ("no", "no"), ("little", "between"), (None, "between")],
)
def test_what_a_pupil_answers_is_told_as_yes_no_or_between(answer, told):
    answers = {"friends": answer} if answer else {}
    assert of_group([met(), closed()], answers).said["friends"] == told


def test_how_many_meetings_and_weeks():
    entries = [met(1), met(2, 7), met(3, 14), closed(4, days=29)]
    said = of_group(entries, {}).said
    assert (said["meetings"], said["weeks"]) == ("usual", "two_months")


@pytest.mark.parametrize(
    ("number", "step"), [(0, "a"), (2, "a"), (2.1, "b"), (5, "b"), (6, "longer")]
)
def test_a_number_is_a_step_and_what_is_not_known_the_last(number, step):
    steps = ((2, "a"), (5, "b"))
    assert in_steps(number, steps) == step
    assert in_steps(None, steps) == "longer"


def test_every_figure_has_an_option_of_its_own():
    said = of_group([met(), closed()], {}).said
    assert all(said[figure.name] in figure.options for figure in GROUP_FIGURES)
    assert set(said) == {figure.name for figure in GROUP_FIGURES}
