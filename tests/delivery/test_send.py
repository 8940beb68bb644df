"""Who a mail is for when it is due."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.delivery.send import circle_of
from chalicelib.outbox import outgoing
from chalicelib.outbox.recipients import Recipients
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, set_the_stage
from tests.mailbox import to_whom


@pytest.fixture
def stage(aws):
    return set_the_stage(codes=12)


def test_who_has_left_is_told_nothing(stage):
    transaction.commit(*accounts.put_account(replace(NURSE, active=False)))
    stage.send(contact="today")
    sweep(NOW)
    assert to_whom() == [PRINCIPAL.email]


def test_who_is_not_confirmed_is_told_nothing_and_the_next_circle_is(stage):
    waiting = [replace(account, confirmed=False) for account in (NURSE, PRINCIPAL)]
    transaction.commit(
        *(row for account in waiting for row in accounts.put_account(account))
    )
    stage.send(contact="today")
    for minute in range(3):
        sweep(NOW + timedelta(minutes=minute))
    assert to_whom() == [OWNER.email]


@pytest.mark.parametrize(
    ("circle", "people"),
    [(Recipients.OWNER, {OWNER.id}), (Recipients.GROUP, {PRINCIPAL.id, NURSE.id})],
)
def test_an_administrator_is_told_of_nothing_and_a_teacher_neither(
    stage, circle, people
):
    mail = outgoing.access_changed("SCHAAA", "WNERAA", circle, NOW)
    assert {account.id for account in circle_of(mail)} == people
