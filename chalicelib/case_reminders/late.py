"""How many cases of a school wait for others than who is responsible: all that its
school owner may know of them."""

from collections.abc import Iterable
from datetime import datetime

from chalicelib.accounts.account import Account, Action
from chalicelib.case_reminders.line import waits_for_others
from chalicelib.cases import store as cases
from chalicelib.core.local_time import local_day
from chalicelib.reading.calendars import calendars


def late_cases(school_id: str, people: Iterable[Account], now: datetime) -> int:
    """Nothing sealed is opened for it. ``people`` are those of the school."""
    here = {person.id for person in people if person.may(Action.WORK_CASES)}
    calendar_of, today = calendars(), local_day(now)
    return sum(
        waits_for_others(case, here, calendar_of(case), today)
        for case in cases.of_body(school_id)
    )
