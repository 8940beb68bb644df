"""Cases that do not get on are looked for once a day, and told of without content."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.cases.act import say_class
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from tests.cases.cast import made, new_year, pen, stored
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL
from tests.mailbox import sent

TEN_DAYS_ON = NOW + timedelta(days=14)
SUBJECT = "Saker som står stille"
YOURS = "Du har fått et ansvar"


@pytest.fixture
def case(desk):
    return made(desk)


def told(hours=48, since=TEN_DAYS_ON):
    for hour in range(hours):
        sweep(since + timedelta(hours=hour))
    return [mail for mail in sent() if mail.subject == SUBJECT]


def test_nobody_is_told_of_a_case_that_gets_on(case):
    assert told(since=NOW) == []


def test_the_principal_is_told_once_a_week_how_many_and_nothing_else(case):
    (mail,) = told()
    assert mail.to == (PRINCIPAL.email,)
    assert "Saker som må ses på: 1." in mail.body
    said = f"{mail.subject} {mail.body}".replace(mail.number, "")
    assert not any(word in said for word in ("Elev", "6A", "Sak 1", PRINCIPAL.name))
    assert len(told(since=TEN_DAYS_ON + timedelta(days=7))) == 2


def test_who_has_left_is_responsible_for_nothing_and_the_principal_is_in_the_night(
    case,
):
    gone = replace(PRINCIPAL, active=False, version=2)
    transaction.commit(*accounts.put_account(replace(NURSE, is_principal=True)))
    transaction.commit(*accounts.put_account(gone))
    assert told(since=NOW + timedelta(days=1)) == []
    assert stored().responsible == NURSE.id
    assert [mail.to for mail in sent() if mail.subject == YOURS] == [(NURSE.email,)]


def nobody_is_left():
    for who in (PRINCIPAL, NURSE):
        transaction.commit(*accounts.put_account(replace(who, active=False)))


def test_nobody_at_the_school_can_be_told_so_the_owner_is(case):
    nobody_is_left()
    mails = told(since=NOW + timedelta(days=1))
    assert [mail.to for mail in mails] == [(OWNER.email,)]


def test_it_is_looked_for_once_a_day_in_the_night(case):
    sweep(NOW)
    nobody_is_left()
    assert told(hours=12, since=NOW + timedelta(minutes=1)) == []
    assert len(told(hours=24, since=NOW + timedelta(hours=13))) == 1


def test_a_class_from_before_the_new_school_year_is_told_of_until_it_is_put_right(case):
    autumn = NOW + timedelta(days=1)
    new_year(autumn)
    (mail,) = told(since=autumn)
    assert "Saker som må ses på: 1." in mail.body
    say_class(pen(case, at=autumn + timedelta(days=1)), "7A")
    assert told(since=autumn + timedelta(days=6)) == [mail]
