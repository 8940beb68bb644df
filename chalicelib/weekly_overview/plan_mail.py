"""Each school's group is mailed once a week that its week can be looked at, also where
nothing waits. Content-free: it is the same mail that says that the weekly list is
ready, and how many cases there are."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.cases import store as cases
from chalicelib.core.local_time import local_day, monday_of, start_of
from chalicelib.items.mail_plan import When
from chalicelib.items.mails import told_at_school
from chalicelib.outbox import outgoing, week_store
from chalicelib.outbox import store as outbox
from chalicelib.schools import store as schools
from chalicelib.schools.preparation import can_be_on_duty
from chalicelib.schools.school import School
from chalicelib.service_status import store as service_status
from chalicelib.storage import transaction
from chalicelib.weekly_overview.week import counted, first_slot

_WEEK = timedelta(days=7)


def bodies() -> Iterable[str]:
    """All schools at which anybody has done anything, and the owners among them."""
    return audit.bodies()


def plan(school_id: str, last: date, now: datetime) -> None:
    """On the morning of the week's first school day; ``last`` is when weeks were
    planned before, so that none is forgotten where no sweep came then, or it failed.
    Once a week, whoever planned it. Raises Unavailable."""
    school = schools.get(school_id)
    slot = first_slot(school.calendar, now) if school else None
    if school is None or slot is None:
        return
    if last <= local_day(slot) < local_day(now):
        _note_gone(school_id, slot, now)
    if not last <= local_day(slot) <= local_day(now):
        return
    _count_cases(school, now)
    if _is_planned(school_id, now):
        return
    due_at = max(slot, told_at_school(When.NEXT_SLOT, school.calendar, now))
    if monday_of(due_at) == monday_of(now) and _reaches_somebody(school_id):
        mail = outgoing.weekly(school.id, school.owner_id, slot, due_at)
        with suppress(transaction.Refused):  # at this moment, by something to watch
            transaction.commit(outbox.put_mail(mail, if_new=True))


def _note_gone(school_id: str, slot: datetime, now: datetime) -> None:
    """For everybody to see, the night after and by the calendar's day: the mail itself
    goes when something to watch has it, and that is nobody's to see."""
    if week_store.is_told(school_id, *_week_of(now)):
        service_status.note_weekly(local_day(slot))


def _count_cases(school: School, now: datetime) -> None:
    """Also where something to watch has the mail already."""
    counts = counted(cases.of_body(school.id), school.calendar, now)
    transaction.commit(
        week_store.put_counts(school.id, monday_of(now), counts, now),
    )


def _reaches_somebody(school_id: str) -> bool:
    """Else the next people would be told that something waits, and nothing may."""
    group = can_be_on_duty(accounts.of_body(school_id))
    return any(member.bounced_at is None for member in group)


def _is_planned(school_id: str, now: datetime) -> bool:
    """Something to watch has its mail too: by the calendar of when its round opened."""
    return week_store.has_weekly(school_id, *_week_of(now))


def _week_of(now: datetime) -> tuple[datetime, datetime]:
    monday = monday_of(now)
    return start_of(monday), start_of(monday + _WEEK)
