"""That somebody follows a thing up is said once they have opened or taken it, not when
given it."""

from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.handle_items import hand_on_work, handle
from chalicelib.items.item_kind import ItemKind
from chalicelib.manage_schools import set_up as school_setup
from chalicelib.manage_schools.fields import PersonFields
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.reading.see_item import see
from chalicelib.referrals import drafts
from chalicelib.referrals.referral import Status
from tests.cast import ADMINISTRATOR, NOW, NURSE, PRINCIPAL, TEACHER
from tests.giving import SOCIAL, colleagues
from tests.referring import refer
from tests.roles import playing

LATER = NOW + timedelta(days=1)


@pytest.fixture
def given(desk):
    colleagues()
    one = refer(desk)
    open_item(PRINCIPAL, ItemKind.REFERRAL, one, NOW)
    handle.hand_over(Press(PRINCIPAL, ItemKind.REFERRAL, one, 0, NOW), SOCIAL.id)
    return one


def status(one):
    return drafts.sent(TEACHER, one).status


def handling_of(one):
    return see(PRINCIPAL, ItemKind.REFERRAL, one, LATER).item.handling


def test_who_referred_reads_that_it_was_given_until_it_is_opened(given):
    assert status(given) is Status.GIVEN
    open_item(PRINCIPAL, ItemKind.REFERRAL, given, LATER)
    assert status(given) is Status.GIVEN
    with playing("staff"):
        open_item(SOCIAL, ItemKind.REFERRAL, given, LATER)
    assert status(given) is Status.FOLLOWED_UP
    assert handling_of(given).followed_up_since == LATER


def test_who_takes_it_over_follows_it_up_from_then_on(given):
    handle.take(Press(PRINCIPAL, ItemKind.REFERRAL, given, 1, LATER))
    assert status(given) is Status.FOLLOWED_UP
    assert handling_of(given).followed_up_since == LATER


def test_what_is_taken_long_after_it_was_opened_counts_from_the_taking(desk):
    one = refer(desk)
    open_item(PRINCIPAL, ItemKind.REFERRAL, one, NOW)
    handle.take(Press(PRINCIPAL, ItemKind.REFERRAL, one, 0, LATER))
    assert handling_of(one).followed_up_since == LATER


@pytest.mark.parametrize(
    ("heir", "said"), [(NURSE.id, Status.GIVEN), (hand_on_work.NOBODY, Status.RECEIVED)]
)
def test_what_was_left_behind_is_not_said_to_be_followed_up(given, heir, said):
    open_item(SOCIAL, ItemKind.REFERRAL, given, NOW)
    one = accounts.get(SOCIAL.body_id, SOCIAL.id)
    fields = PersonFields(
        name=one.name,
        email=one.email,
        position=one.position,
        language="nb",
        active=False,
    )
    school_setup.change_person(
        ADMINISTRATOR, one.body_id, one.id, one.version, fields, NOW, heir
    )
    assert status(given) is said
