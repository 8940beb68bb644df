"""Who leaves leaves nothing behind."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.accounts import Function
from chalicelib.domain.inbox import Kind
from chalicelib.domain.rounds import Mode
from chalicelib.i18n import texts
from chalicelib.services import handling, inbox, receipts, referrals
from chalicelib.services.schedule import sweep
from chalicelib.stores import accounts, audit, database, preparations, rounds
from tests import mailbox
from tests.cast import (
    ADMINISTRATOR,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SCHOOL,
    SLOT,
    TEACHER,
    set_the_stage,
)
from tests.pupil_cast import ATTEMPT, TO_NURSE, from_pupils, ticket_of
from tests.referring import written
from tests.rows import rows_with
from tests.web.staff.conftest import hidden, text
from tests.web.staff.test_setup import NURSE_FORM

t = texts("nb")
SOCIAL = replace(
    NURSE, id="B1", name="Test B1", email="sosial@test.example", function=Function.SOCIAL_TEACHER
)
PERSON = f"/staff/people/{SCHOOL.id}/{NURSE.id}"
GONE = {name: value for name, value in NURSE_FORM.items() if name != "active"}


@pytest.fixture
def admin(stage, visitor):
    database.write(*accounts.to_put(SOCIAL))
    return visitor.become(ADMINISTRATOR)


@pytest.fixture
def taken(stage):
    stage.send(hurt="few")
    item_id = rows_with("answers", sk="FLAG#")[0]["id"]
    inbox.open_item(NURSE, Kind.FLAG, item_id, NOW)
    handling.take(NURSE, Kind.FLAG, item_id, 0, NOW)
    return item_id


def held_by(item_id):
    found = inbox.see(PRINCIPAL, Kind.FLAG, item_id, NOW).item.handling.taken
    return found.who if found else None


def is_active():
    return accounts.get(SCHOOL.id, NURSE.id).active


def test_it_is_listed_and_asked_who_takes_it_before_anything_changes(admin, taken):
    database.write(
        preparations.to_write(SCHOOL.id, replace(preparations.get(SCHOOL.id), on_duty=NURSE.id))
    )
    written(referrals.desk(NURSE), NURSE)
    page = text(admin.post(PERSON, GONE))
    assert t("staff.setup.leaves.title", name=NURSE.name) in page
    assert t("staff.setup.leaves.items", kind=t("inbox.kind.flag"), number=1) in page
    assert t("staff.setup.leaves.on_duty") in page
    assert t("staff.setup.leaves.drafts", number=1) in page
    assert PRINCIPAL.name in page
    assert SOCIAL.name in page
    assert f'value="{NURSE.id}"' not in page
    assert is_active()
    assert held_by(taken) == NURSE.id


def test_the_heir_has_it_from_the_moment_they_leave(admin, stage, taken):
    form = admin.post(PERSON, GONE)
    assert admin.post(PERSON, [*hidden(form), ("heir", SOCIAL.id)]).status_code == 303
    assert not is_active()
    assert held_by(taken) == SOCIAL.id
    assert rounds.get(stage.round.id).on_duty.account_id == SOCIAL.id
    assert rounds.of_school(SCHOOL.id)[0].on_duty == SOCIAL.name
    page = text(admin.become(PRINCIPAL).get(f"/staff/inbox/flag/{taken}"))
    assert t("inbox.did.handed_over", name=ADMINISTRATOR.name, to=SOCIAL.name) in page
    assert "handed_on_work" in [one.what for one in audit.of_body(SCHOOL.id)]


@pytest.mark.parametrize("heir", ["", "nobody", NURSE.id, TEACHER.id, OWNER.id])
def test_nobody_leaves_while_what_a_round_brings_is_nobodys_to_read(admin, taken, heir):
    answer = admin.post(PERSON, {**GONE, "heir": heir})
    assert answer.status_code == 422
    assert t("staff.setup.leaves.heir") in text(answer)
    assert is_active()
    assert held_by(taken) == NURSE.id


def test_without_a_round_it_can_go_back_to_the_inbox(admin, stage, taken):
    closed = replace(stage.round, closes_at=NOW)
    database.write(*rounds.to_changes(closed))
    assert admin.post(PERSON, {**GONE, "heir": "nobody"}).status_code == 303
    assert held_by(taken) is None
    page = text(admin.become(PRINCIPAL).get(f"/staff/inbox/flag/{taken}"))
    assert t("inbox.did.released", name=ADMINISTRATOR.name) in page
    assert t("inbox.take") in page


def test_no_item_is_followed_up_by_who_has_left_however_they_left(admin, taken):
    database.write(*accounts.to_put(replace(NURSE, active=False)))
    admin.become(PRINCIPAL)
    said = t("inbox.status.taken", name=NURSE.name, when=t.moment(NOW))
    for path in ("/staff/inbox", f"/staff/inbox/flag/{taken}"):
        assert said not in text(admin.get(path))


def test_a_nurse_who_becomes_something_else_hands_on_too(admin, taken):
    other = {**NURSE_FORM, "function": "social_teacher"}
    assert t("staff.setup.leaves.what") in text(admin.post(PERSON, other))


def test_a_change_of_name_asks_nothing(admin, taken):
    assert admin.post(PERSON, {**NURSE_FORM, "name": "Ny Helse"}).status_code == 303


def test_who_saw_an_older_version_changes_nothing(admin, taken):
    answer = admin.post(PERSON, {**GONE, "heir": SOCIAL.id, "version": "0"})
    assert answer.status_code == 409
    assert held_by(taken) == NURSE.id


@pytest.mark.parametrize(("who", "named"), [(ADMINISTRATOR, NURSE.id), (OWNER, SOCIAL.id)])
def test_only_the_owner_puts_another_name_on_a_confidential_round(admin, who, named):
    round_ = set_the_stage(codes=1, mode=Mode.CONFIDENTIAL).round
    admin.become(who)
    assert t("staff.setup.leaves.named") in text(admin.post(PERSON, GONE))
    assert admin.post(PERSON, {**GONE, "heir": SOCIAL.id}).status_code == 303
    after = rounds.get(round_.id)
    assert after.on_duty.account_id == named
    assert SOCIAL.id in (after.on_duty.account_id, after.deputy and after.deputy.account_id)


def test_what_is_for_the_nurse_alone_reaches_the_owner_when_the_last_nurse_leaves(admin, stage):
    receipts.ask_contact(ticket_of(stage, ATTEMPT).text, TO_NURSE, None, NOW)
    listed = SLOT + timedelta(minutes=1)
    (item,) = from_pupils(NURSE, listed)
    inbox.open_item(NURSE, item.kind, item.id, listed)
    handling.take(NURSE, item.kind, item.id, 0, listed)
    page = text(admin.post(PERSON, GONE))
    assert t("staff.setup.leaves.orphans", number=1) in page
    assert admin.post(PERSON, {**GONE, "heir": SOCIAL.id}).status_code == 303
    sweep(NOW)
    subject = t("mail.passed_on.subject")
    assert (OWNER.email,) in [one.to for one in mailbox.sent() if one.subject == subject]
    page = text(admin.become(OWNER).get("/staff/inbox"))
    assert t("inbox.orphans", school=SCHOOL.name, number=1) in page
    assert t("inbox.unopened.title") not in page
    page = text(admin.become(SOCIAL).get("/staff/inbox"))
    assert item.number not in page
