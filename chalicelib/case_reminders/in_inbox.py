"""What became a case keeps the deadlines it had in the inbox: its line and its page say
the next of them."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from chalicelib.accounts.account import Account, Action
from chalicelib.case_reminders.follow_up import next_deadline
from chalicelib.cases import store as cases
from chalicelib.cases.act import calendar_of as calendar_of_case
from chalicelib.cases.case import Case
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.items.deadline import Deadline
from chalicelib.items.item import Item
from chalicelib.items.today import DayLine, rank


def cases_at(account: Account) -> list[Case]:
    """Those of the account's body: nothing sealed is opened."""
    return cases.of_body(account.body_id) if account.may(Action.WORK_CASES) else []


def deadline_in_case(item: Item) -> Deadline | None:
    number = item.handling.case
    case = cases.get(item.body_id, number) if number else None
    return next_deadline(case, calendar_of_case(case)) if case else None


def with_case_deadlines(
    lines: Iterable[DayLine],
    found: Iterable[Case],
    calendar_of: Callable[[Case], SchoolCalendar],
) -> list[DayLine]:
    """``found`` are all cases of the body, in the order of ``items.today``."""
    untils = {case.number: next_deadline(case, calendar_of(case)) for case in found}
    return sorted(
        (
            replace(line, deadline=line.deadline or untils.get(number))
            if (number := line.item.handling.case)
            else line
            for line in lines
        ),
        key=rank,
    )
