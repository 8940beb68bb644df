"""Who gets a duty hears of it by mail, and nobody else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NOW, NURSE, PRINCIPAL
from tests.giving import SOCIAL
from tests.mailbox import sent
from tests.manage_rounds.test_change_pages import change
from tests.manage_rounds.test_staff_pages import NEW, PREPARED, READY, SAVE, planned
from tests.manage_schools.test_leaving_pages import GONE, PERSON
from tests.roles import playing
from tests.staff_browser import hidden

t = texts("nb")


@pytest.fixture
def principal(stage, visitor):
    transaction.commit(*accounts.put_account(SOCIAL))
    return visitor.become(PRINCIPAL)


def told():
    with playing("sweeper"):
        sweep(NOW + timedelta(minutes=1))
    mails = [mail for mail in sent() if mail.subject == t("mail.duty_changed.subject")]
    assert all(t("mail.duty_changed.what") in mail.body for mail in mails)
    return sorted(mail.to[0] for mail in mails)


def test_who_is_on_duty_or_the_deputy_from_now_on_is_mailed(stage, principal):
    change(principal, stage.round, on_duty=SOCIAL.id, deputy=NURSE.id)
    assert told() == [NURSE.email, SOCIAL.email]


def test_who_chose_themselves_or_had_it_before_is_not(stage, principal):
    change(principal, stage.round, on_duty=PRINCIPAL.id)
    change(principal, stage.round, on_duty=PRINCIPAL.id, closes="14:00")
    assert told() == []


def set_up(who, **other):
    who.post(READY, {**PREPARED, "version": "0"})
    plan = planned(**other)
    attempt = dict(hidden(who.post(NEW, plan)))["attempt"]
    for _ in range(2):  # pressed twice, it is one round and one mail each
        assert who.post(SAVE, [*plan, ("attempt", attempt)]).status_code == 303


def test_who_is_named_when_a_round_is_set_up_is_mailed(principal):
    principal.post(READY, {**PREPARED, "on_duty": PRINCIPAL.id, "version": "0"})
    set_up(principal, on_duty=SOCIAL.id, deputy=NURSE.id)
    assert told() == [NURSE.email, SOCIAL.email]


def test_who_names_themselves_when_a_round_is_set_up_is_not(principal):
    principal.post(READY, {**PREPARED, "on_duty": PRINCIPAL.id, "version": "0"})
    set_up(principal, on_duty=PRINCIPAL.id, deputy=SOCIAL.id)
    assert told() == [SOCIAL.email]


def test_whom_the_school_puts_on_duty_is_mailed_once(principal):
    assert principal.post(READY, {**PREPARED, "version": "0"}).status_code == 303
    again = {**PREPARED, "course_on": "2026-09-02", "version": "1"}
    assert principal.post(READY, again).status_code == 303
    assert told() == [NURSE.email]


def test_who_puts_themselves_on_duty_at_the_school_is_not(principal):
    principal.post(READY, {**PREPARED, "on_duty": PRINCIPAL.id, "version": "0"})
    assert told() == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_mail_names_nobody_and_says_where_to_look(principal, language):
    transaction.commit(*accounts.put_account(replace(NURSE, language=language)))
    principal.post(READY, {**PREPARED, "version": "0"})
    with playing("sweeper"):
        sweep(NOW + timedelta(minutes=1))
    (mail,) = [mail for mail in sent() if mail.to == (NURSE.email,)]
    own = texts(language)
    assert mail.subject == own("mail.duty_changed.subject")
    for where in ("staff.nav.rounds", "staff.nav.readiness"):
        assert own(where) in mail.body
    assert NURSE.name not in mail.body


def test_the_heir_of_a_duty_is_mailed(stage, principal):
    principal.become(ADMINISTRATOR).post(PERSON, {**GONE, "heir": SOCIAL.id})
    assert told() == [SOCIAL.email]
