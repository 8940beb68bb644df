"""Whose turn it has become to get the school ready hears of it by mail, once a turn."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.manage_schools.tell_turns import tell
from chalicelib.schools import preparation_store
from chalicelib.schools import store as schools
from chalicelib.schools.preparation import Preparation
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NOW, NURSE, OWNER, PRINCIPAL, SCHOOL, TEACHER
from tests.mailbox import sent
from tests.roles import playing

t = texts("nb")
READY = Preparation(NOW.date(), NOW.date(), NURSE.id)


@pytest.fixture(autouse=True)
def quiet_school(stage):
    """Nothing left to do but what a test takes away."""
    school = schools.get(SCHOOL.id)
    days = (NOW.date(), NOW.date() + timedelta(days=90))
    calendar = replace(school.calendar, breaks=(days,))
    transaction.commit(
        schools.change_school(replace(school, calendar=calendar, ombud="22 33 44 55")),
        preparation_store.write_preparation(SCHOOL.id, READY),
    )


def put(*people):
    for person in people:
        transaction.commit(*accounts.put_account(person))


def told(minute):
    with playing("sweeper"):
        sweep(NOW + timedelta(minutes=minute))
    mails = [mail for mail in sent() if mail.subject == t("mail.your_turn.subject")]
    return sorted(mail.to[0] for mail in mails)


def test_nobody_hears_while_nothing_is_left():
    tell(PRINCIPAL, SCHOOL.id, NOW)
    assert told(1) == []


def test_who_must_confirm_hears_of_it_once_and_again_when_their_turn_comes_again():
    waits = replace(TEACHER, confirmed=False)
    put(waits)
    for _ in range(2):
        tell(ADMINISTRATOR, SCHOOL.id, NOW)
    assert told(1) == [PRINCIPAL.email]
    put(TEACHER)
    tell(PRINCIPAL, SCHOOL.id, NOW)
    assert told(2) == [PRINCIPAL.email]
    put(waits)
    tell(ADMINISTRATOR, SCHOOL.id, NOW + timedelta(minutes=3))
    assert told(4) == [PRINCIPAL.email] * 2


def test_without_a_principal_let_in_it_is_the_owners_turn():
    put(replace(PRINCIPAL, confirmed=False))
    tell(ADMINISTRATOR, SCHOOL.id, NOW)
    assert told(1) == [OWNER.email]


def test_who_did_it_needs_no_mail_and_their_colleagues_do():
    done = preparation_store.get(SCHOOL.id)
    writing = preparation_store.write_preparation
    transaction.commit(writing(SCHOOL.id, replace(done, on_duty="")))
    tell(PRINCIPAL, SCHOOL.id, NOW)
    assert told(1) == [NURSE.email]


def test_the_mail_says_what_to_do_and_no_name():
    put(replace(TEACHER, confirmed=False))
    tell(ADMINISTRATOR, SCHOOL.id, NOW)
    assert told(1)
    (mail,) = [mail for mail in sent() if mail.subject == t("mail.your_turn.subject")]
    assert t("mail.your_turn.what") in mail.body
    people = (TEACHER, ADMINISTRATOR, PRINCIPAL, NURSE)
    for word in (SCHOOL.name, *(person.name for person in people)):
        assert word not in mail.body + mail.subject


def test_of_a_body_that_is_no_school_nobody_is_told():
    tell(OWNER, OWNER.body_id, NOW)
    assert told(1) == []


def test_who_is_let_in_by_this_press_has_the_invitation_and_that_is_mail_enough(
    visitor,
):
    put(replace(NURSE, confirmed=False, version=1))
    visitor.become(PRINCIPAL)
    path = f"/staff/people/{SCHOOL.id}/{NURSE.id}/confirm"
    done = preparation_store.get(SCHOOL.id)
    writing = preparation_store.write_preparation
    transaction.commit(writing(SCHOOL.id, replace(done, course_on=None)))
    assert visitor.post(path, {"version": "1"}).status_code == 303
    assert accounts.get(SCHOOL.id, NURSE.id).confirmed
    assert told(1) == []
    tell(ADMINISTRATOR, SCHOOL.id, NOW + timedelta(minutes=2))
    assert told(3) == []


def test_adding_a_person_who_must_be_confirmed_tells_who_confirms(visitor):
    visitor.become(ADMINISTRATOR)
    new = {
        "name": "Ny Ansatt",
        "email": "ny@test.example",
        "position": "teacher",
        "language": "nb",
        "active": "yes",
    }
    path = f"/staff/people/{SCHOOL.id}/new"
    assert visitor.post(path, new).status_code == 303
    assert told(1) == [PRINCIPAL.email]


def save_list(visitor, *rows):
    lines = [f"{name};{name}@test.example;{role}" for name, role in rows]
    path = f"/staff/people-list/{SCHOOL.id}/save"
    text = "\n".join(["Navn;E-post;Rolle", *lines])
    assert visitor.post(path, {"text": text}).status_code == 303


def test_a_turn_that_the_same_list_ends_is_told_to_nobody(visitor):
    """The first line leaves a school without a principal, the second names them."""
    put(replace(PRINCIPAL, active=False))
    visitor.become(OWNER)
    save_list(visitor, ("kim", "lærer"), ("robin", "rektor"))
    assert told(1) == []


def test_a_list_of_many_tells_each_whose_turn_it_becomes_once(visitor):
    visitor.become(ADMINISTRATOR)
    save_list(visitor, *((f"ansatt{number}", "lærer") for number in range(12)))
    assert told(1) == [PRINCIPAL.email]
