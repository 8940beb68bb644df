"""Who gets a duty hears of it by mail, and nobody else."""

from datetime import timedelta

import pytest

from chalicelib.i18n import texts
from chalicelib.services.schedule import sweep
from chalicelib.stores import accounts, database
from tests.cast import ADMINISTRATOR, NOW, NURSE, PRINCIPAL
from tests.giving import SOCIAL
from tests.mailbox import sent
from tests.roles import playing
from tests.web.staff.test_leaving import GONE, PERSON
from tests.web.staff.test_round_changes import change

t = texts("nb")


@pytest.fixture
def principal(stage, visitor):
    database.write(*accounts.to_put(SOCIAL))
    return visitor.become(PRINCIPAL)


def told():
    with playing("sweeper"):
        sweep(NOW + timedelta(minutes=1))
    mails = [one for one in sent() if one.subject == t("mail.duty_changed.subject")]
    assert all(t("mail.duty_changed.what") in one.body for one in mails)
    return sorted(one.to[0] for one in mails)


def test_who_is_on_duty_or_the_deputy_from_now_on_is_mailed(stage, principal):
    change(principal, stage.round, on_duty=SOCIAL.id, deputy=NURSE.id)
    assert told() == [NURSE.email, SOCIAL.email]


def test_who_chose_themselves_or_had_it_before_is_not(stage, principal):
    change(principal, stage.round, on_duty=PRINCIPAL.id)
    change(principal, stage.round, on_duty=PRINCIPAL.id, closes="14:00")
    assert told() == []


def test_the_heir_of_a_duty_is_mailed(stage, principal):
    principal.become(ADMINISTRATOR).post(PERSON, {**GONE, "heir": SOCIAL.id})
    assert told() == [SOCIAL.email]
