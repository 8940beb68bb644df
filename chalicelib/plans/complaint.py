"""§ 12-6: pupil and guardians may take the case to the county governor once the
principal has known for a week. The week is seven calendar days, whatever is off: the
plan's own days are school days."""

from datetime import date, timedelta
from typing import NamedTuple

from chalicelib.cases.case import Case
from chalicelib.core.local_time import local_day
from chalicelib.items.inbox_id import Audience
from chalicelib.plans.plan import ActivityPlan

_WEEK = timedelta(days=7)


class ComplaintWeek(NamedTuple):
    """``over`` is the day from which they may. ``by_plan``: the plan says when the
    principal was told; else it is reckoned from the day that the case came."""

    over: date
    by_plan: bool


def complaint_week(case: Case, plan: ActivityPlan | None) -> ComplaintWeek | None:
    """None where no plan says that the principal knows, and they need not: of what a
    pupil told the nurse alone, and of what concerns the leadership. A class has no
    pupil whose right it is."""
    if case.of_class:
        return None
    if plan and plan.principal_on:
        return ComplaintWeek(plan.principal_on + _WEEK, True)
    if case.audience is not Audience.RESOURCE_GROUP:
        return None
    return ComplaintWeek(known_since(case) + _WEEK, False)


def known_since(case: Case) -> date:
    """The day the school came to know."""
    return local_day(case.follow_up.since if case.follow_up else case.made_at)
