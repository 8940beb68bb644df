"""What a school owner is mailed of one thing that nobody at the school could be told of."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.outbox import store as outbox
from chalicelib.outbox.recipients import Recipients
from chalicelib.referrals import send as referrals
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, TEACHER, set_the_stage
from tests.mailbox import to_whom
from tests.referring import refer
from tests.roles import playing

MINUTE = timedelta(minutes=1)


@pytest.fixture
def stage(aws):
    """Nobody at the school is let in."""
    stage = set_the_stage()
    people = [replace(one, confirmed=False) for one in (NURSE, PRINCIPAL)]
    transaction.commit(*(row for one in people for row in accounts.to_put(one)))
    return stage


def sweeps(first, last):
    with playing("sweeper"):
        for minute in range(first, last):
            sweep(NOW + minute * MINUTE)


def test_what_is_passed_on_by_two_ways_is_one_mail(stage):
    """The group's mail and the principal's (§ 12-5) both reach nobody."""
    stage.send(now=NOW, adult_hurt="often", leadership="no")
    sweeps(8, 14)
    assert to_whom() == [OWNER.email]
    to_owner = [one for _, one in outbox.all_of("SCHAAA") if one.recipients is Recipients.OWNER]
    assert [(list(one.told), one.due_at) for one in to_owner] == [([OWNER.id], None)] * 2


def test_it_is_told_again_an_hour_later_where_nobody_has_opened_it(stage):
    stage.send(now=NOW, adult_hurt="often", leadership="no")
    sweeps(8, 14)
    sweeps(69, 74)
    assert to_whom() == [OWNER.email] * 2


def test_another_thing_that_comes_after_is_another_mail(stage):
    stage.send(0, now=NOW, adult_hurt="often", leadership="no")
    sweeps(8, 14)
    stage.send(1, now=NOW + 14 * MINUTE, adult_hurt="often", leadership="no")
    sweeps(22, 28)
    assert to_whom() == [OWNER.email] * 2


def test_who_has_not_been_told_of_it_is(stage):
    """A second contact of the owner, made between the two."""
    stage.send(now=NOW, adult_hurt="often", leadership="no")
    sweeps(8, 10)
    new = replace(OWNER, id="B7", email="eier7@test.example")
    transaction.commit(*accounts.to_put(new))
    sweeps(10, 14)
    assert sorted(to_whom()) == sorted([OWNER.email, new.email])


def test_what_is_added_after_they_were_told_is_told_too(stage):
    """The school's slot is at a quarter to twelve."""
    before = datetime(2026, 11, 24, 10, 40, tzinfo=UTC)
    sent_in = refer(referrals.desk(TEACHER), now=before)
    with playing("sweeper"):
        for minute in range(5):
            sweep(before + minute * MINUTE)
    assert to_whom() == [OWNER.email]
    addition = referrals.new_referral_id()
    referrals.add(TEACHER, sent_in, addition, "En ting til", before + 4 * MINUTE)
    with playing("sweeper"):
        for minute in range(5, 12):
            sweep(before + minute * MINUTE)
    assert to_whom() == [OWNER.email] * 2
