"""Who is told first of what comes in, and when: every audience, level and case of the
law."""

import pytest

from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level
from chalicelib.items.mail_plan import (
    GROUP_AT_SLOT,
    PlannedMail,
    When,
    is_at_once,
    planned_for_referral,
    planned_mails,
)
from chalicelib.outbox.recipients import Recipients

L1, L2, L3 = Level.L1, Level.L2, Level.L3
GROUP, NURSE, PRINCIPAL, OWNER = (
    Recipients.GROUP, Recipients.NURSE, Recipients.PRINCIPAL, Recipients.OWNER,
)  # fmt: skip
WHEN = {L1: When.WEEKLY, L2: When.NEXT_SLOT, L3: When.AT_ONCE}
TO_OWNER = (PlannedMail(OWNER, When.AT_ONCE),)
TO_PRINCIPAL = (PlannedMail(PRINCIPAL, When.AT_ONCE),)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("law", [False, True])
@pytest.mark.parametrize(
    ("audience", "circle"), [("resource_group", GROUP), ("health_service", NURSE)]
)
def test_a_level_has_its_time_and_where_the_law_wants_it_the_principal_is_told_at_once(
    audience, circle, law, level
):
    first = (PlannedMail(circle, WHEN[level]),)
    planned = planned_mails(Audience(audience), level, tell_principal=law)
    assert planned == (first + TO_PRINCIPAL if law else first)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("law", [False, True])
def test_what_only_the_owner_may_see_nobody_at_the_school_is_told_of(level, law):
    assert planned_mails(Audience.OWNER, level, tell_principal=law) == TO_OWNER


@pytest.mark.parametrize(
    ("audience", "level", "law", "at_once"),
    [
        (Audience.RESOURCE_GROUP, L1, False, False),
        (Audience.RESOURCE_GROUP, L2, False, False),
        (Audience.RESOURCE_GROUP, L3, False, True),
        (Audience.RESOURCE_GROUP, L1, True, True),
        (Audience.RESOURCE_GROUP, L2, True, True),
        (Audience.HEALTH_SERVICE, L2, False, False),
        (Audience.HEALTH_SERVICE, L3, False, True),
        (Audience.OWNER, L1, False, True),
    ],
)
def test_it_is_at_once_where_one_of_them_is_told_at_once(audience, level, law, at_once):
    assert is_at_once(audience, level, law) is at_once


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize(("has_principal", "head"), [(True, PRINCIPAL), (False, OWNER)])
def test_a_referral_reaches_the_group_in_its_time_and_the_head_at_once(
    level, has_principal, head
):
    assert planned_for_referral(level, to_owner=False, has_principal=has_principal) == (
        PlannedMail(GROUP, WHEN[level]),
        PlannedMail(head, When.AT_ONCE),
    )


@pytest.mark.parametrize("has_principal", [True, False])
def test_a_referral_about_the_leadership_reaches_the_owner_alone(has_principal):
    assert (
        planned_for_referral(L2, to_owner=True, has_principal=has_principal) == TO_OWNER
    )


def test_the_groups_mail_at_a_slot_is_that_of_level_two():
    assert planned_mails(Audience.RESOURCE_GROUP, L2, tell_principal=False) == (
        GROUP_AT_SLOT,
    )
