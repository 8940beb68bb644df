"""What keeps a case from getting on: looked for once a day, in the headers alone."""

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum

from chalicelib.cases.case import Case
from chalicelib.cases.clocks import NextKind
from chalicelib.cases.old_class import has_old_class
from chalicelib.core.local_time import SchoolCalendar, local_day, school_days_since

UNTOUCHED_FOR = 10
"""School days without an entry."""
ASKED_FOR = 3
"""School days since the pupil was given a code, and nobody has read what came."""


class Stuck(StrEnum):
    NO_NEXT = "no_next"
    NOBODY = "nobody"
    UNTOUCHED = "untouched"
    CLOCK_RUNS = "clock_runs"
    ASKED = "asked"
    CLASS = "class"
    """It was written before the school began a new year."""


def stuck(
    case: Case,
    here: Collection[str],
    calendar: SchoolCalendar,
    today: date,
    year_begun: datetime | None,
) -> list[Stuck]:
    """What is wrong with it; ``here`` are the ids of who may work with cases there,
    ``year_begun`` is when the school began its latest new year. A closed case waits for
    its check alone, and for who is to make it."""
    found = []
    waits = case.is_open or case.next_action is not None
    if case.is_open and case.next_action is None:
        found.append(Stuck.NO_NEXT)
    if waits and case.responsible not in here:
        found.append(Stuck.NOBODY)
    touched = local_day(case.touched_at)
    if case.is_open and school_days_since(calendar, touched, today) >= UNTOUCHED_FOR:
        found.append(Stuck.UNTOUCHED)
    if not case.is_open and case.next_action:
        is_check = case.next_action.kind is NextKind.CHECK
        found += [] if is_check else [Stuck.CLOCK_RUNS]
    asked = case.asked_on
    if asked and school_days_since(calendar, asked, today) >= ASKED_FOR:
        found.append(Stuck.ASKED)
    if has_old_class(case, year_begun):
        found.append(Stuck.CLASS)
    return found
