"""What the owner is told of in numbers rises when the inbox does, and not when a pupil
presses."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.handle_items import hand_on_work
from chalicelib.inbox.unopened import at_my_schools
from chalicelib.pupil_threads import ask_contact
from chalicelib.storage import transaction
from tests.cast import BEFORE, NOW, NURSE, OWNER
from tests.pupil_cast import ATTEMPT, TO_NURSE, from_pupils, ticket_of
from tests.sweeping import sweep_between

pytestmark = pytest.mark.usefixtures("among_colleagues")


def orphans(now):
    return [school.orphans for school in at_my_schools(OWNER, now)]


def test_what_a_last_nurse_leaves_behind_is_counted_once_she_sees_it_herself(stage):
    ask_contact.ask(ticket_of(stage, ATTEMPT).text, TO_NURSE, None, NOW)
    listed = from_pupils(NURSE, NOW)
    assert listed == []
    assert hand_on_work.waits_on(NURSE, OWNER.body_id, NOW).orphans == 0
    later = NOW + timedelta(days=7)
    assert len(from_pupils(NURSE, later)) == 1
    assert hand_on_work.waits_on(NURSE, OWNER.body_id, later).orphans == 1


def test_without_a_nurse_the_owners_number_does_not_rise_with_the_press(stage):
    ask_contact.ask(ticket_of(stage, ATTEMPT).text, TO_NURSE, None, BEFORE)
    sweep_between(NOW, NOW + timedelta(days=6), every=timedelta(hours=1))
    transaction.commit(*accounts.change_account(NURSE, replace(NURSE, active=False)))
    later = NOW + timedelta(days=6)
    assert orphans(later) == [1]
    ask_contact.ask(ticket_of(stage, "u" * 22).text, TO_NURSE, None, later)
    assert orphans(later) == [1]
    assert orphans(later + timedelta(days=7)) == [2]
