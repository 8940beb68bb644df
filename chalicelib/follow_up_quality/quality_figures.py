"""Whether what is to be done in a case was done in its time: raw, and of the adults'
work alone. The limits are those that schools are told, see ``items.deadline``."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from chalicelib.case_reminders.line import late_by
from chalicelib.cases.case import Case
from chalicelib.cases.clocks import FollowUp
from chalicelib.cases.entry import CaseEntry
from chalicelib.core.local_time import SchoolCalendar, local_day, school_days_since
from chalicelib.group_results.figures import CaseFigures, CaseQuestion
from chalicelib.group_results.group_figures import LONGER, in_steps
from chalicelib.items.deadline import NextStep, day_of
from chalicelib.items.level import Level
from chalicelib.schools.term import Term, term_of
from chalicelib.threads.message import Message

IN_TIME, LATE, NONE = "in_time", "late", "none"
"""``none``: no group met, or no plan is needed. Of an evaluation ``late`` is also that
there was no plan: a third way would say of the plan's figure what it leaves open."""
_DAYS = ((2, "two_days"), (5, "week"), (10, "two_weeks"))
QUALITY_FIGURES = (
    CaseQuestion("weekly", (IN_TIME, LATE, NONE)),
    CaseQuestion("opened", (IN_TIME, LATE)),
    CaseQuestion("talked", (IN_TIME, LATE)),
    CaseQuestion("planned", (IN_TIME, LATE, NONE)),
    CaseQuestion("evaluated", (IN_TIME, LATE)),
    CaseQuestion("first_talk", (*(name for _, name in _DAYS), LONGER), median=True),
)
"""Weekly talks first: of what a group does, they are what the programme hangs on."""
STANDING_FIGURES = (CaseQuestion("standing", (IN_TIME, LATE)),)
THREAD_FIGURES = (CaseQuestion("answered", (IN_TIME, LATE)),)
REPLY_WITHIN = 2
"""School days."""


def has_limits(case: Case) -> bool:
    """A school's case of a pupil, with something to follow up: what is only to be
    watched has no limit, and of cases from before there were any nothing is known."""
    found = case.follow_up
    is_pupils = not (case.of_class or case.is_owners)
    return is_pupils and found is not None and found.level is not Level.L1


def of_case(
    case: Case, entries: Iterable[CaseEntry], calendar: SchoolCalendar
) -> CaseFigures:
    """Of a case that is over, and has limits. What never was done is late."""
    found = case.follow_up
    assert found
    within = partial(_within, found, calendar)
    return CaseFigures(
        {
            "weekly": _weekly(entries),
            "opened": within(NextStep.READ, found.opened),
            "talked": within(NextStep.TALK, found.talked),
            "planned": _planned(found, within(NextStep.PLAN, found.planned)),
            "evaluated": IN_TIME if found.evaluated else LATE,
            "first_talk": in_steps(_days_to_talk(found, calendar), _DAYS),
        }
    )


def standing(case: Case, calendar: SchoolCalendar, today: date) -> CaseFigures:
    """Of an open case: whether what is next in it is past its day."""
    late = late_by(case, calendar, today) or 0
    return CaseFigures({"standing": LATE if late > 0 else IN_TIME})


def answered(
    messages: Sequence[Message], calendar: SchoolCalendar, term: Term
) -> CaseFigures | None:
    """Of a thread in which a pupil wrote in the term, which is over: whether their last
    words then were answered in time. None where they did not."""
    pupils = [message for message in messages if not message.by_school]
    said = [message.since for message in pupils if message.is_words]
    of_term = [at for at in said if term_of(local_day(at)) == term]
    if not of_term:
        return None
    last = max(of_term)
    replies = [message.since for message in messages if message.by_school]
    first = min((at for at in replies if at >= last), default=None)
    if first is None:
        return CaseFigures({"answered": LATE})
    days = school_days_since(calendar, local_day(last), local_day(first))
    return CaseFigures({"answered": LATE if days > REPLY_WITHIN else IN_TIME})


def _weekly(entries: Iterable[CaseEntry]) -> str:
    """As it was recorded with the last closing; none without a group."""
    kept = [entry.fidelity.on_time for entry in entries if entry.fidelity]
    if not kept:
        return NONE
    return IN_TIME if kept[-1] else LATE


def _planned(found: FollowUp, within: str) -> str:
    """Somebody may have written down why none is needed."""
    return NONE if found.no_plan and found.planned is None else within


def _days_to_talk(found: FollowUp, calendar: SchoolCalendar) -> int | None:
    """School days since it came in."""
    if found.talked is None:
        return None
    return school_days_since(calendar, local_day(found.since), found.talked)


def _within(
    found: FollowUp, calendar: SchoolCalendar, step: NextStep, done: date | None
) -> str:
    until = day_of(step, found.level, calendar, found.since).day
    return IN_TIME if done and done <= until else LATE
