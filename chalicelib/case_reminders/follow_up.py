"""The clocks of what a case came from: read, first talk, plan, evaluation. Limits are
those of the inbox, where they began; the case's first talk and plan meet them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from chalicelib.cases.case import Case
from chalicelib.cases.clocks import FollowUp, NextAction, NextKind
from chalicelib.cases.states import State
from chalicelib.core.local_time import (
    SchoolCalendar,
    local_day,
    school_day_from,
    school_days_since,
)
from chalicelib.items.deadline import Deadline, NextStep, day_of
from chalicelib.items.level import Level

_DUE: Mapping[NextStep, NextKind] = {
    NextStep.TALK: NextKind.FIRST_TALK,
    NextStep.PLAN: NextKind.PLAN,
}
"""What stands beside what is planned next; an evaluation has its day in the case."""


class StepDay(NamedTuple):
    """``done`` is the day it was first done, ``took`` how many school days that was
    after; ``until`` is its deadline while it is not."""

    step: NextStep
    done: date | None
    took: int
    until: Deadline | None


def step_days(case: Case, calendar: SchoolCalendar) -> list[StepDay]:
    """Of what was done, and of what is still to be done in time. A closed case has no
    clocks, nor has what is to be watched; nobody talks with a class, or where a talk
    was passed by, nor is a plan waited for that somebody said is not needed."""
    found = case.follow_up
    return list(_step_days(case, found, calendar)) if found else []


def next_deadline(case: Case, calendar: SchoolCalendar) -> Deadline | None:
    untils = (day.until for day in step_days(case, calendar))
    return next(filter(None, untils), None)


def due_first(case: Case, calendar: SchoolCalendar) -> NextAction | None:
    """What is next in the case, or what is to be done in time with what it came from,
    where its day comes before."""
    found = [
        NextAction(_DUE[day.step], day.until.day)
        for day in step_days(case, calendar)
        if day.until and day.step in _DUE
    ]
    planned = [case.first_due] if case.first_due else []
    return min([*planned, *found], key=lambda due: due.due(calendar), default=None)


def _step_days(
    case: Case, found: FollowUp, calendar: SchoolCalendar
) -> Iterator[StepDay]:
    known = local_day(found.since)
    talks = case.state is State.RECEIVED and not case.of_class
    for step, done, waits in (
        (NextStep.READ, found.opened, False),
        (NextStep.TALK, found.talked, talks),
        (NextStep.PLAN, found.planned, found.no_plan is None),
        (NextStep.EVALUATE, found.evaluated, case.evaluate_on is not None),
    ):
        until = None
        if waits and done is None and case.is_open:
            until = _deadline(step, case, found, calendar)
        if done or until:
            took = school_days_since(calendar, known, done) if done else 0
            yield StepDay(step, done, took, until)


def _deadline(
    step: NextStep, case: Case, found: FollowUp, calendar: SchoolCalendar
) -> Deadline | None:
    if step is NextStep.EVALUATE and case.evaluate_on:
        return Deadline(step, school_day_from(calendar, case.evaluate_on))
    if found.level is Level.L1:
        return None
    return day_of(step, found.level, calendar, found.since)
