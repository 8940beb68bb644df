"""Who reads what stands in an inbox, and which inboxes an account finds something
in."""

from dataclasses import replace

import pytest

from chalicelib.accounts.account import Function
from chalicelib.items.inbox_id import (
    Audience,
    InboxId,
    inbox_for,
    inboxes_at,
    inboxes_of,
    inboxes_of_pupils,
    inboxes_of_school,
    may_see,
)
from chalicelib.outbox.recipients import Recipients
from tests.cast import (
    ADMINISTRATOR,
    NURSE,
    NURSES_INBOX,
    OWNER,
    PRINCIPAL,
    SCHOOL_INBOX,
    STRANGER,
    TEACHER,
)

SCHOOL = SCHOOL_INBOX.body_id
OWNERS_INBOX = InboxId(OWNER.body_id, Audience.OWNER)
CIRCLES = {
    Audience.RESOURCE_GROUP: Recipients.GROUP,
    Audience.HEALTH_SERVICE: Recipients.NURSE,
    Audience.OWNER: Recipients.OWNER,
}


@pytest.mark.parametrize("audience", Audience)
def test_those_who_read_it_are_told_and_what_no_school_role_sees_is_at_the_owner(
    audience,
):
    assert audience.circle is CIRCLES[audience]
    inbox = inbox_for(audience, SCHOOL, OWNER.body_id)
    assert inbox in {SCHOOL_INBOX, NURSES_INBOX, OWNERS_INBOX}
    assert inbox.audience is audience


def test_what_pupils_send_may_stand_in_three_inboxes_none_of_which_has_anothers_name():
    found = inboxes_of_pupils(SCHOOL, OWNER.body_id)
    assert set(found) == {*inboxes_of_school(SCHOOL), OWNERS_INBOX}
    assert len({inbox.name for inbox in found}) == 3


@pytest.mark.parametrize(
    ("account", "inboxes"),
    [
        (NURSE, (SCHOOL_INBOX, NURSES_INBOX)),
        (PRINCIPAL, (SCHOOL_INBOX,)),
        (replace(PRINCIPAL, function=None), (SCHOOL_INBOX,)),
        (OWNER, (OWNERS_INBOX,)),
        (STRANGER, (InboxId(STRANGER.body_id, Audience.RESOURCE_GROUP),)),
        (TEACHER, ()),
        (replace(TEACHER, function=Function.HEALTH_SERVICE), ()),
        (ADMINISTRATOR, ()),
        (replace(NURSE, active=False), ()),
        (replace(NURSE, confirmed=False), ()),
        (replace(OWNER, active=False), ()),
    ],
)
def test_an_account_finds_something_in_the_inboxes_of_its_own_body_it_may_see(
    account, inboxes
):
    assert inboxes_of(account) == inboxes


def test_beside_the_owners_own_inbox_stand_those_of_its_schools():
    assert inboxes_at(OWNER.body_id, OWNER) == (OWNERS_INBOX,)
    assert inboxes_at(SCHOOL, OWNER) == (SCHOOL_INBOX, NURSES_INBOX)
    assert inboxes_at(SCHOOL, PRINCIPAL) == (SCHOOL_INBOX, NURSES_INBOX)


@pytest.mark.parametrize("function", [None, *Function])
@pytest.mark.parametrize("audience", Audience)
def test_what_a_pupil_sent_to_the_nurse_is_shown_to_the_health_service_alone(
    audience, function
):
    seen = may_see(replace(PRINCIPAL, function=function), audience)
    nurse = function is Function.HEALTH_SERVICE
    assert seen is (nurse or audience is not Audience.HEALTH_SERVICE)
