"""The clocks of what a case came from: read, first talk, plan, evaluation. Limits are
those of the inbox, where they began; the case's first talk and plan meet them."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from chalicelib.cases.case import Case
from chalicelib.cases.clocks import FollowUp
from chalicelib.cases.states import State
from chalicelib.core.local_time import (
    SchoolCalendar,
    local_day,
    school_day_from,
    school_days_since,
)
from chalicelib.items.deadline import Deadline, NextStep, day_of
from chalicelib.items.level import Level


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
    was passed by."""
    found = case.follow_up
    return list(_step_days(case, found, calendar)) if found else []


def next_deadline(case: Case, calendar: SchoolCalendar) -> Deadline | None:
    untils = (day.until for day in step_days(case, calendar))
    return next(filter(None, untils), None)


def _step_days(
    case: Case, found: FollowUp, calendar: SchoolCalendar
) -> Iterator[StepDay]:
    known = local_day(found.since)
    talks = case.state is State.RECEIVED and not case.of_class
    for step, done, waits in (
        (NextStep.READ, found.opened, False),
        (NextStep.TALK, found.talked, talks),
        (NextStep.PLAN, found.planned, True),
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
