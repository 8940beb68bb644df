"""The week of § 12-6 runs in calendar days, over holidays, the turn of the year and
summer time."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chalicelib.cases.clocks import FollowUp
from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level
from chalicelib.plans.complaint import complaint_week
from chalicelib.plans.plan import ActivityPlan
from tests.cases.cast import CASE

NURSES, OWNERS = Audience.HEALTH_SERVICE, Audience.OWNER


def came(at, **changes):
    since = FollowUp(since=at, level=Level.L2, opened=at.date())
    return replace(CASE, follow_up=since, **changes)


@pytest.mark.parametrize(
    ("known", "over"),
    [
        (date(2027, 5, 10), date(2027, 5, 17)),
        (date(2026, 12, 24), date(2026, 12, 31)),
        (date(2026, 12, 28), date(2027, 1, 4)),
        (date(2027, 3, 25), date(2027, 4, 1)),
        (date(2026, 10, 23), date(2026, 10, 30)),
        (date(2027, 3, 22), date(2027, 3, 29)),
        (date(2028, 2, 25), date(2028, 3, 3)),
    ],
    ids=["17 May", "Christmas", "week 53", "Easter", "to winter", "to summer", "leap"],
)
def test_it_is_over_seven_days_later_whatever_is_off(known, over):
    assert complaint_week(CASE, ActivityPlan(principal_on=known)) == (over, True)


@pytest.mark.parametrize(
    ("at", "over"),
    [
        (datetime(2026, 11, 23, 22, 59, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 11, 23, 23, 0, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2027, 3, 28, 21, 59, tzinfo=UTC), date(2027, 4, 4)),
        (datetime(2027, 3, 28, 22, 0, tzinfo=UTC), date(2027, 4, 5)),
    ],
)
def test_without_a_day_in_the_plan_it_begins_the_day_in_oslo_on_which_the_case_came(
    at, over
):
    for plan in (None, ActivityPlan()):
        assert complaint_week(came(at), plan) == (over, False)


@pytest.mark.parametrize(
    "changes", [{"audience": NURSES}, {"audience": OWNERS}, {"of_class": True}]
)
def test_where_the_principal_need_not_know_nothing_is_reckoned(changes):
    assert complaint_week(came(CASE.made_at, **changes), ActivityPlan()) is None


def test_the_plan_of_what_the_nurse_knew_alone_says_when_the_principal_was_told():
    told = ActivityPlan(principal_on=date(2026, 11, 24))
    over = (date(2026, 12, 1), True)
    assert complaint_week(came(CASE.made_at, audience=NURSES), told) == over
