"""What happens to an item nobody opens: the next people are told, until somebody opens
it. Step 0 is whom it was for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.core.local_time import (
    SchoolCalendar,
    add_school_days,
    add_school_hours,
    local_day,
    next_slot,
    start_of,
)
from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level
from chalicelib.outbox.recipients import Recipients

CHAINS: dict[Audience, tuple[Recipients, ...]] = {
    Audience.RESOURCE_GROUP: (Recipients.PRINCIPAL, Recipients.OWNER),
    Audience.OWNER: (Recipients.OWNER,),
    # They cannot read it; they can see to it that the nurse does.
    Audience.HEALTH_SERVICE: (Recipients.PRINCIPAL, Recipients.OWNER),
}
"""Who is told at step 1, 2 …; the last one again each school day."""

L3_SCHOOL_HOURS = 1
L2_SCHOOL_DAYS = 1
L1_SCHOOL_DAYS = 2


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """Whom to tell now, and when the next step is due unless the flag has been
    opened."""

    tell: Recipients | None
    clock_at: datetime | None


def level_of_given(level: Level) -> Level:
    """On whatever level it is, who was given it is to open it."""
    return max(level, Level.L2)


def next_step(
    level: Level,
    audience: Audience,
    step: int,
    now: datetime,
    calendar: SchoolCalendar,
    one_reader: bool = False,
) -> EscalationStep:
    """Step 0 tells nobody: the first mail is due now and the clock starts. L1 has no
    clock, unless one person alone may read it, who may be away."""
    if level is Level.L1:
        return (
            _watched(step, now, calendar) if one_reader else EscalationStep(None, None)
        )
    chain = CHAINS[audience]
    tell = chain[min(step, len(chain)) - 1] if step else None
    if step >= len(chain):
        return EscalationStep(tell, _next_day_first_slot(calendar, now))
    return EscalationStep(tell, limit(level, calendar, now))


def _watched(step: int, now: datetime, calendar: SchoolCalendar) -> EscalationStep:
    if step == 0:
        return EscalationStep(None, add_school_days(calendar, now, L1_SCHOOL_DAYS))
    return EscalationStep(Recipients.PRINCIPAL, None)


def limit(level: Level, calendar: SchoolCalendar, now: datetime) -> datetime:
    """Until when what is told of now, and is on no weekly list, is to be opened."""
    if level is Level.L3:
        return add_school_hours(calendar, now, L3_SCHOOL_HOURS)
    return add_school_days(calendar, now, L2_SCHOOL_DAYS)


def _next_day_first_slot(calendar: SchoolCalendar, now: datetime) -> datetime:
    tomorrow = local_day(now) + timedelta(days=1)
    return next_slot(calendar, start_of(tomorrow))
