"""The clocks of what a case came from, in school days, as the inbox began them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.case_forms.forms import FirstTalk, Wants
from chalicelib.case_forms.save import save
from chalicelib.case_reminders.follow_up import due_first, next_deadline, step_days
from chalicelib.case_reminders.line import InLine, told_on
from chalicelib.cases import act
from chalicelib.cases.clocks import FollowUp, NextAction, NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.states import State
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.items.deadline import NextStep
from chalicelib.items.level import Level
from tests.cases.cast import CASE, made, pen, stored
from tests.cases.test_act import TODAY
from tests.cast import NOW

READ, TALK, PLAN, EVALUATE = (
    NextStep.READ,
    NextStep.TALK,
    NextStep.PLAN,
    NextStep.EVALUATE,
)
TUESDAY = datetime(2026, 11, 24, 8, 7, tzinfo=UTC)
DAY = date(2026, 11, 24)
CAME = FollowUp(since=TUESDAY, level=Level.L2, opened=DAY)
OPEN = replace(CASE, next_action=NextAction(NextKind.FIRST_TALK, DAY))
ALL_YEAR = SchoolCalendar()


def steps(calendar=ALL_YEAR, case=OPEN, **came):
    found = replace(case, follow_up=replace(CAME, **came))
    return [
        (day.step, day.took if day.done else day.until.day)
        for day in step_days(found, calendar)
    ]


def test_each_step_says_how_long_it_took_or_until_when_it_waits():
    assert steps() == [
        (READ, 0),
        (TALK, date(2026, 11, 26)),
        (PLAN, date(2026, 12, 1)),
    ]
    done = {"opened": date(2026, 11, 25), "talked": date(2026, 11, 27)}
    assert steps(**done) == [(READ, 1), (TALK, 3), (PLAN, date(2026, 12, 1))]
    planned = replace(OPEN, evaluate_on=date(2026, 12, 8), state=State.FIRST_TALK)
    done |= {"planned": date(2026, 11, 30)}
    assert steps(case=planned, **done) == [
        (READ, 1),
        (TALK, 3),
        (PLAN, 4),
        (EVALUATE, date(2026, 12, 8)),
    ]
    done |= {"evaluated": date(2026, 12, 7)}
    assert steps(case=planned, **done)[-1] == (EVALUATE, 9)


@pytest.mark.parametrize(
    ("since", "breaks", "talk", "plan"),
    [
        # Friday afternoon, after school: from Monday on
        ("2026-11-27T15:00", (), "12-02", "12-07"),
        (
            "2026-12-18T09:00",
            ((date(2026, 12, 21), date(2027, 1, 3)),),
            "01-05",
            "01-08",
        ),
        ("2026-12-22T09:00", (), "12-24", "12-30"),  # Christmas, week 53
        ("2027-05-13T09:00", (), "05-18", "05-21"),  # Whit Monday is 17 May
        ("2027-03-24T09:00", (), "03-31", "04-05"),  # Easter, summer time
    ],
)
def test_holidays_and_breaks_do_not_count(since, breaks, talk, plan):
    at = datetime.fromisoformat(since).replace(tzinfo=UTC)
    calendar = SchoolCalendar(breaks=breaks)
    found = [f"{day:%m-%d}" for _, day in steps(calendar, since=at)[1:]]
    assert found == [talk, plan]


def test_what_is_urgent_is_talked_about_the_same_school_day():
    assert steps(level=Level.L3)[1:] == [(TALK, DAY), (PLAN, date(2026, 12, 1))]


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({"of_class": True}, [READ, PLAN]),
        ({"state": State.OTHER_MEASURE}, [READ, PLAN]),
        ({"state": State.CLOSED, "next_action": None}, [READ]),
    ],
)
def test_where_nobody_is_to_talk_or_nothing_waits_there_is_no_clock(changes, left):
    found = steps(case=replace(OPEN, **changes))
    assert [step for step, _ in found] == left


def test_what_was_only_to_be_watched_has_no_deadline_and_is_counted():
    assert steps(level=Level.L1) == [(READ, 0)]
    assert steps(level=Level.L1, talked=date(2026, 12, 3)) == [(READ, 0), (TALK, 7)]


def test_what_is_next_is_the_first_that_is_not_done():
    assert next_deadline(replace(OPEN, follow_up=CAME), ALL_YEAR).step is TALK
    talked = replace(CAME, talked=DAY)
    assert next_deadline(replace(OPEN, follow_up=talked), ALL_YEAR).step is PLAN
    assert next_deadline(OPEN, ALL_YEAR) is None


LATER = NextAction(NextKind.MEETING, date(2027, 1, 20))
CHECK = NextAction(NextKind.CHECK, date(2027, 2, 24))
PLAN_DUE = NextAction(NextKind.PLAN, date(2026, 12, 1))
SAME_DAY = replace(LATER, on=PLAN_DUE.on)
TALK_DUE = NextAction(NextKind.FIRST_TALK, date(2026, 11, 26))
RUNNING = replace(OPEN, next_action=LATER, state=State.GROUP_RUNNING, follow_up=CAME)


def of(**changes):
    came = {name: changes.pop(name) for name in set(changes) & set(CAME.__slots__)}
    return replace(RUNNING, follow_up=replace(CAME, **came), **changes)


@pytest.mark.parametrize(
    ("case", "first"),
    [
        (of(), PLAN_DUE),
        (of(talked=DAY), PLAN_DUE),
        (of(talked=DAY, planned=DAY), LATER),
        (of(talked=DAY, no_plan=DAY), LATER),
        (of(planned=DAY, evaluate_on=DAY), NextAction(NextKind.EVALUATION, DAY)),
        (of(state=State.RECEIVED), TALK_DUE),
        (of(state=State.RECEIVED, level=Level.L3), replace(TALK_DUE, on=DAY)),
        (of(state=State.RECEIVED, level=Level.L1), LATER),
        (of(state=State.RECEIVED, of_class=True), PLAN_DUE),
        (of(state=State.OTHER_MEASURE), PLAN_DUE),
        (of(next_action=SAME_DAY), SAME_DAY),
        (of(next_action=CHECK, state=State.CLOSED), CHECK),
        (of(next_action=None, state=State.CLOSED), None),
        (replace(RUNNING, follow_up=None), LATER),
    ],
)
def test_what_it_came_from_is_due_beside_what_is_planned(case, first):
    assert due_first(case, ALL_YEAR) == first


def test_a_plan_that_is_late_over_christmas_goes_up_the_line():
    calendar = SchoolCalendar(breaks=((date(2026, 12, 21), date(2027, 1, 3)),))
    since = datetime(2026, 12, 11, 8, tzinfo=UTC)
    case = of(since=since, next_action=replace(LATER, on=date(2027, 6, 1)))
    span = [since.date() + timedelta(days) for days in range(40)]

    def told(case):
        return {day: who for day in span if (who := told_on(case, calendar, day))}

    assert told(case) == {
        date(2026, 12, 18): InLine.RESPONSIBLE,
        date(2027, 1, 5): InLine.RESPONSIBLE,
        date(2027, 1, 6): InLine.DEPUTY,
        date(2027, 1, 8): InLine.PRINCIPAL,
        date(2027, 1, 15): InLine.OWNER,
    }
    for ended in ({"planned": DAY}, {"no_plan": DAY}, {"level": Level.L1}):
        assert told(replace(case, follow_up=replace(case.follow_up, **ended))) == {}


def test_the_day_of_an_evaluation_is_never_a_day_off():
    case = replace(OPEN, evaluate_on=date(2026, 12, 5), state=State.FIRST_TALK)
    done = {"talked": DAY, "planned": DAY}
    assert steps(case=case, **done)[-1] == (EVALUATE, date(2026, 12, 7))


def test_a_case_knows_since_when_it_waits_and_the_first_talk_meets_its_clock(desk):
    case = made(desk)
    assert case.follow_up == FollowUp(since=NOW, level=Level.L2, opened=TODAY)
    act.note(pen(case), "Ringte hjem", TODAY)
    assert stored().follow_up == case.follow_up
    for attempt, day in (("b", 20), ("c", 24), ("d", 18)):
        talk = FirstTalk(
            happened=date(2026, 11, day), adult="Kari", wants_group=Wants.LATER
        )
        save(pen(stored(), attempt * 22), EntryKind.TALK, talk)
    assert stored().follow_up.talked == date(2026, 11, 18)
