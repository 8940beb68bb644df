"""Until when the next thing is to be done with an item, in school time. Limits are
those that schools are told: urgent things are read within an hour and talked about the
same school day; what is to be followed up is read within one school day, a talk or an
answer comes within two, a plan within five; the weekly list has no deadline.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from chalicelib.core.local_time import (
    SchoolCalendar,
    add_school_days,
    local_day,
    start_of,
    start_of_day,
)
from chalicelib.items.escalation import level_of_given, limit
from chalicelib.items.item import Item
from chalicelib.items.level import Level


class NextStep(StrEnum):
    """What is next. A measure is what one can do for a pupil nobody knows; the day of
    an evaluation is the plan's own."""

    READ = "read"
    REPLY = "reply"
    TALK = "talk"
    MEASURE = "measure"
    PLAN = "plan"
    EVALUATE = "evaluate"


SCHOOL_DAYS = {
    NextStep.READ: 1,
    NextStep.REPLY: 2,
    NextStep.TALK: 2,
    NextStep.MEASURE: 2,
    NextStep.PLAN: 5,
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """``clock`` is there only where it tells nothing of when a pupil wrote; else the
    whole ``day`` is left."""

    step: NextStep
    day: date
    clock: datetime | None = None

    @property
    def ends(self) -> datetime:
        return self.clock or _end_of(self.day)

    def is_over(self, now: datetime) -> bool:
        return self.ends <= now


def deadline_of(item: Item, calendar: SchoolCalendar) -> Deadline | None:
    """None where nothing is left to do in time. Of what pupils send it is reckoned from
    the day alone."""
    level = level_of_given(item.level) if item.given_to else item.level
    step = _next_step(item)
    if step is None or level is Level.L1:
        return None
    since = _since(item, step)
    if not item.exact:
        since = start_of_day(since)
    elif step is NextStep.READ:
        by = limit(level, calendar, since)
        return Deadline(step, local_day(by), by)
    return day_of(step, level, calendar, since)


def waits_since(item: Item) -> datetime:
    """What its deadlines are reckoned from, whoever had it meanwhile."""
    return item.since if item.exact else start_of_day(item.since)


def day_of(
    step: NextStep, level: Level, calendar: SchoolCalendar, since: datetime
) -> Deadline:
    """What is urgent is done on the day on which it is to be read."""
    days = SCHOOL_DAYS[step]
    if level is Level.L3:
        since = limit(level, calendar, since)
        days = days if step is NextStep.PLAN else 0
    return Deadline(step, _day_after(calendar, since, days))


def _next_step(item: Item) -> NextStep | None:
    if item.unread:
        return NextStep.READ
    if item.withdrawn or item.handling.is_done:
        return None
    if item.handling.opened is None:
        return NextStep.READ
    if item.answered:
        return NextStep.PLAN
    if item.identified or item.confidential:
        return NextStep.TALK
    return NextStep.REPLY if item.said_at else NextStep.MEASURE


def _since(item: Item, step: NextStep) -> datetime:
    """What was given waits from then on; what a pupil writes anew, from then on."""
    if item.given_to and item.handling.taken:
        return item.handling.taken.at
    return item.since if step is NextStep.READ else item.said_at or item.since


@lru_cache(maxsize=256)
def _end_of(day: date) -> datetime:
    return start_of(day + timedelta(days=1))


@lru_cache(maxsize=2048)
def _day_after(calendar: SchoolCalendar, since: datetime, days: int) -> date:
    return local_day(add_school_days(calendar, since, days))
