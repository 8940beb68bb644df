"""The school owner's schools at a glance: what is known of each, and what comes
first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.delivery import take_bounces as bounces
from chalicelib.manage_schools.tell_turns import tell
from chalicelib.outbox import outgoing, passed_on_store
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import Origin
from chalicelib.overview import overview
from chalicelib.reading.open import open_item
from chalicelib.schools import preparation_store, standing_store
from chalicelib.schools import store as schools
from chalicelib.schools.checklist import AskedFor, Turn
from chalicelib.schools.preparation import Must, Preparation
from chalicelib.sign_in import sessions
from chalicelib.storage import transaction
from infra.rehearsal.bounces import event
from tests.cast import (
    ADMINISTRATOR,
    NEIGHBOUR,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SCHOOL,
    TEACHER,
)
from tests.faults import failing
from tests.roles import playing
from tests.rows import rows_with
from tests.sweeping import MINUTE, sweep_between

DAY = timedelta(days=1)
READY = Preparation(NOW.date(), NOW.date(), NURSE.id)


@pytest.fixture(autouse=True)
def one_school_is_ready(stage):
    """But for its days off; the neighbour has hardly begun."""
    transaction.commit(preparation_store.write_preparation(SCHOOL.id, READY))
    return stage


def put(*people):
    for person in people:
        transaction.commit(*accounts.put_account(person))


def seen(who=OWNER, now=NOW):
    return {line.school.id: line for line in overview.of(who, now)}


def here(who=OWNER, now=NOW):
    return seen(who, now)[SCHOOL.id]


def nobody_opens_it(stage, until=NOW + DAY):
    stage.send(0, contact="today")
    half_an_hour = timedelta(minutes=30)
    sweep_between(NOW, until + MINUTE, every=half_an_hour)


def test_each_school_says_how_far_it_has_come_and_what_is_missing_first():
    line = here()
    assert (line.done, line.steps) == (12, 13)
    assert (line.next.name, line.next.turn, line.mine) == (
        AskedFor.BREAKS,
        Turn.SET_UP,
        True,
    )
    assert line.open_until == NOW.replace(microsecond=0) + timedelta(hours=4)
    assert seen()[NEIGHBOUR.id].done < 12


def test_another_owners_people_see_no_school_of_theirs():
    assert overview.of(replace(OWNER, body_id="WNERBB"), NOW) == []


def test_what_is_the_schools_own_turn_is_nobodys_here():
    days = (NOW.date(), NOW.date() + 90 * DAY)
    calendar = replace(SCHOOL.calendar, breaks=(days,))
    changed = replace(schools.get(SCHOOL.id), calendar=calendar)
    done = preparation_store.get(SCHOOL.id)
    transaction.commit(
        schools.change_school(changed),
        preparation_store.write_preparation(SCHOOL.id, replace(done, on_duty="")),
    )
    line = here()
    assert (line.next.name, line.next.turn) == (Must.ON_DUTY, Turn.GROUP)
    assert not line.mine


def test_where_the_owner_has_nobody_whom_mail_reaches_it_is_missing_at_every_school():
    overview.of(OWNER, NOW)
    put(replace(OWNER, bounced_at=NOW))
    assert {line.done for line in [here(ADMINISTRATOR)]} == {11}
    put(OWNER)
    assert here(ADMINISTRATOR).done == 12


def test_all_schools_are_four_queries_and_who_asks_once_they_have_been_looked_at(calls):
    overview.of(OWNER, NOW)
    calls.clear()
    overview.of(OWNER, NOW)
    assert calls == ["Query"] * 4


def test_who_changes_something_keeps_how_far_the_school_has_come(calls):
    tell(OWNER, SCHOOL.id, NOW)
    tell(OWNER, NEIGHBOUR.id, NOW)
    calls.clear()
    assert here().done == 12
    assert calls == ["Query"] * 4
    put(replace(TEACHER, confirmed=False))
    tell(ADMINISTRATOR, SCHOOL.id, NOW + MINUTE)
    assert here(now=NOW + MINUTE).done == 11


def test_a_mail_that_comes_back_is_looked_at_with_the_next_page():
    assert here().done == 12
    mail = outgoing.invited(SCHOOL.id, OWNER.body_id, NURSE.id, NOW)
    transaction.commit(outbox.put_mail(mail))
    with playing("bounces"):
        bounces.take(event(NURSE.email, Origin(SCHOOL.id, mail.id)), NOW)
    assert here().done == 11


def test_something_that_changes_while_somebody_looks_is_looked_at_again():
    before = standing_store.seen(OWNER.body_id, SCHOOL.id)
    overview.of(OWNER, NOW)
    standing = standing_store.of_owner(OWNER.body_id)[SCHOOL.id].standing
    late = standing_store.put_standing(OWNER.body_id, SCHOOL.id, before, standing)
    with pytest.raises(transaction.Refused):
        transaction.commit(late)
    before = standing_store.seen(OWNER.body_id, SCHOOL.id)
    standing_store.forget_standing(OWNER.body_id, SCHOOL.id)
    late = standing_store.put_standing(OWNER.body_id, SCHOOL.id, before, standing)
    with pytest.raises(transaction.Refused):
        transaction.commit(late)
    assert standing_store.of_owner(OWNER.body_id)[SCHOOL.id].standing is None


def test_of_many_that_changed_some_are_looked_at_with_each_page(monkeypatch):
    monkeypatch.setattr(overview, "MOST_LOOKED_AT", 1)
    assert [bool(line.steps) for line in seen().values()].count(True) == 1
    assert all(line.steps for line in seen().values())


def test_one_that_could_not_be_looked_at_again_stays_as_it_was(monkeypatch):
    overview.of(OWNER, NOW)
    monkeypatch.setattr(overview, "MOST_LOOKED_AT", 0)
    assert here(now=NOW + 30 * DAY).steps == 13


def test_what_nobody_opens_in_time_is_said_to_the_owner_and_not_to_administrators(
    one_school_is_ready,
):
    nobody_opens_it(one_school_is_ready)
    later = NOW + DAY
    waits = here(now=later).waits
    assert [(int(found.level), found.number) for found in waits.levels] == [(3, 1)]
    assert here(ADMINISTRATOR, later).waits is None


def test_before_it_is_passed_on_nothing_of_what_waits_is_said(one_school_is_ready):
    one_school_is_ready.send(0, contact="today")
    one_school_is_ready.send(1, hurt="few")
    assert here().waits is None


def test_what_waits_comes_first_then_what_the_owners_people_do_themselves(
    one_school_is_ready,
):
    assert list(seen()) == [NEIGHBOUR.id, SCHOOL.id]
    nobody_opens_it(one_school_is_ready)
    assert list(seen(now=NOW + DAY)) == [SCHOOL.id, NEIGHBOUR.id]


def test_once_it_is_opened_nothing_of_the_school_is_read_any_more(
    one_school_is_ready, calls
):
    nobody_opens_it(one_school_is_ready)
    later = NOW + DAY
    for row in rows_with("answers", sk="FLAG#"):
        open_item(PRINCIPAL, "flag", row["id"], later)
    assert here(now=later).waits is None
    assert not passed_on_store.of_owner(OWNER.body_id)
    calls.clear()
    overview.of(OWNER, later)
    assert calls == ["Query"] * 4


def test_what_is_passed_on_while_the_owner_looks_stays_to_be_looked_at(
    one_school_is_ready,
):
    nobody_opens_it(one_school_is_ready)
    (mark,) = passed_on_store.of_owner(OWNER.body_id).values()
    sweep_between(NOW + DAY + MINUTE, NOW + 3 * DAY, every=timedelta(hours=1))
    passed_on_store.forget(OWNER.body_id, SCHOOL.id, mark)
    assert list(passed_on_store.of_owner(OWNER.body_id)) == [SCHOOL.id]


def test_when_somebody_of_the_school_last_came_in_is_the_owners_to_know():
    assert here().signed_in_on is None
    sessions.start(TEACHER, NOW)
    assert here().signed_in_on == NOW.date()
    sessions.start(NURSE, NOW + DAY)
    assert here().signed_in_on == (NOW + DAY).date()
    assert here(ADMINISTRATOR).signed_in_on is None


def test_who_is_not_let_in_is_no_sign_of_life():
    waits = replace(TEACHER, confirmed=False)
    put(waits)
    sessions.start(waits, NOW)
    assert here().signed_in_on is None


def test_nobodys_sign_in_fails_since_the_overview_cannot_be_written():
    with failing("dynamodb", "TransactWriteItems", "down", spared=2) as failures:
        cookie = sessions.start(TEACHER, NOW)
    assert sessions.session_of(cookie, NOW)
    assert failures
