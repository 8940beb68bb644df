"""The cases in which something is to be done today, or was not done in time: they stand
in the list of the day, beside what waits in the inbox."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.accounts.account import Account
from chalicelib.case_reminders.follow_up import due_first
from chalicelib.cases.case import Case
from chalicelib.cases.clocks import NextAction
from chalicelib.cases.may_open import may_open
from chalicelib.core.local_time import SchoolCalendar, local_day, start_of
from chalicelib.items.level import Level
from chalicelib.items.today import DayGroup, rank

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DueCase:
    """``day`` is the school day on which ``planned`` is due. It has the rank of what is
    to be followed up."""

    case: Case
    planned: NextAction
    calendar: SchoolCalendar
    day: date
    group: DayGroup

    @property
    def level(self) -> Level:
        return Level.L2

    @property
    def ends(self) -> datetime:
        return start_of(self.day + _DAY)


def due_cases(
    found: Iterable[Case],
    account: Account,
    calendar_of: Callable[[Case], SchoolCalendar],
    now: datetime,
    until: date | None = None,
) -> list[DueCase]:
    """Those the account may open, due today or before, or ``until`` a later day; in the
    order of the list."""
    last = until or local_day(now)
    return sorted(_due(found, account, calendar_of, now, last), key=rank)


def _due(
    found: Iterable[Case],
    account: Account,
    calendar_of: Callable[[Case], SchoolCalendar],
    now: datetime,
    last: date,
) -> Iterator[DueCase]:
    for case in found:
        calendar = calendar_of(case)
        planned = due_first(case, calendar)
        day = planned.due(calendar) if planned else date.max
        if planned and day <= last and may_open(account, case, now):
            group = _group(case, day, account, now)
            yield DueCase(case, planned, calendar, day, group)


def _group(case: Case, day: date, account: Account, now: datetime) -> DayGroup:
    if day < local_day(now):
        return DayGroup.URGENT
    mine = case.responsible == account.id
    return DayGroup.MINE if mine else DayGroup.OTHERS
