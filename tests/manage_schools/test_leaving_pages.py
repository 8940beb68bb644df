"""Who leaves leaves nothing behind."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.handle_items import handle
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import ask_contact
from chalicelib.reading import open as reading
from chalicelib.reading import see_item
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode
from chalicelib.schools import preparation_store
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests import mailbox
from tests.cast import (
    ADMINISTRATOR,
    BEFORE,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SCHOOL,
    TEACHER,
    set_the_stage,
)
from tests.giving import SOCIAL
from tests.manage_schools.test_setup_pages import NURSE_FORM
from tests.pupil_cast import ATTEMPT, TO_NURSE, from_pupils, ticket_of
from tests.referring import written
from tests.rows import rows_with
from tests.staff_browser import hidden, text

t = texts("nb")
PERSON = f"/staff/people/{SCHOOL.id}/{NURSE.id}"
BACK = f"/staff/schools/{SCHOOL.id}"
GONE = {name: value for name, value in NURSE_FORM.items() if name != "active"}


@pytest.fixture
def admin(stage, visitor):
    transaction.commit(*accounts.put_account(SOCIAL))
    return visitor.become(ADMINISTRATOR)


@pytest.fixture
def taken(stage):
    stage.send(hurt="few")
    item_id = rows_with("answers", sk="FLAG#")[0]["id"]
    reading.open_item(NURSE, ItemKind.FLAG, item_id, NOW)
    handle.take(Press(NURSE, ItemKind.FLAG, item_id, 0, NOW))
    return item_id


def held_by(item_id):
    found = see_item.see(PRINCIPAL, ItemKind.FLAG, item_id, NOW).item.handling.taken
    return found.who if found else None


def is_active():
    return accounts.get(SCHOOL.id, NURSE.id).active


def test_it_is_listed_and_asked_who_takes_it_before_anything_changes(admin, taken):
    done = replace(preparation_store.get(SCHOOL.id), on_duty=NURSE.id)
    transaction.commit(preparation_store.write_preparation(SCHOOL.id, done))
    written(drafts.desk(NURSE), NURSE)
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
    entries = [
        event for event in audit.of_body(SCHOOL.id) if event.what == "handed_on_work"
    ]
    assert [entry.subject for entry in entries] == [f"{NURSE.id}.{SOCIAL.id}"]


def test_it_is_said_who_got_what_also_where_the_press_arrives_twice(admin, taken):
    fields = [*hidden(admin.post(PERSON, GONE)), ("heir", SOCIAL.id)]
    answers = [admin.post(PERSON, fields) for _ in range(2)]
    assert {answer.headers["Location"].partition("#")[0] for answer in answers} == {
        BACK
    }
    page = text(admin.get(BACK))
    said = t("staff.saved.handed_on", name=SOCIAL.name, count=1, numbers=taken[:6])
    assert said in page
    assert t("staff.saved.duties", name=SOCIAL.name) in page
    assert t("staff.saved.sheets") in page
    assert said not in text(admin.get(BACK))


def told():
    sweep(NOW + timedelta(minutes=1))
    subject = t("mail.handed_over.subject")
    return [mail.to for mail in mailbox.sent() if mail.subject == subject]


def test_the_heir_is_mailed_and_the_clock_runs_until_they_open_it(admin, taken):
    admin.post(PERSON, {**GONE, "heir": SOCIAL.id})
    item = see_item.see(PRINCIPAL, ItemKind.FLAG, taken, NOW).item
    assert item.wants_opening
    assert item.clock_at
    assert told() == [(SOCIAL.email,)]
    reading.open_item(SOCIAL, ItemKind.FLAG, taken, NOW)
    assert see_item.see(PRINCIPAL, ItemKind.FLAG, taken, NOW).item.clock_at is None


def test_more_than_one_transaction_holds_is_handed_on_with_its_mails(admin, stage):
    ids = []
    for number in range(10):
        stage.send(number, hurt="few")
    for row in rows_with("answers", sk="FLAG#"):
        reading.open_item(NURSE, ItemKind.FLAG, row["id"], NOW)
        handle.take(Press(NURSE, ItemKind.FLAG, row["id"], 0, NOW))
        ids.append(row["id"])
    admin.post(PERSON, {**GONE, "heir": SOCIAL.id})
    assert {held_by(id_) for id_ in ids} == {SOCIAL.id}
    assert told() == [(SOCIAL.email,)]
    (mail,) = [
        mail for mail in mailbox.sent() if mail.subject == t("mail.handed_over.subject")
    ]
    assert t("mail.handed_over.several", count=10) in mail.body
    for id_ in ids:
        assert set(see_item.see(PRINCIPAL, ItemKind.FLAG, id_, NOW).told[-1].told) == {
            SOCIAL.id
        }


@pytest.mark.parametrize(("who", "holds"), [(ADMINISTRATOR, None), (OWNER, SOCIAL.id)])
def test_a_confidential_flag_goes_only_to_who_may_read_it(admin, who, holds):
    stage = set_the_stage(mode=Mode.CONFIDENTIAL)
    stage.send(hurt="few")
    item_id = rows_with("answers", sk="FLAG#")[0]["id"]
    reading.open_item(NURSE, ItemKind.FLAG, item_id, NOW)
    handle.take(Press(NURSE, ItemKind.FLAG, item_id, 0, NOW))
    assert (
        admin.become(who).post(PERSON, {**GONE, "heir": SOCIAL.id}).status_code == 303
    )
    assert held_by(item_id) == holds


def test_an_owners_contact_who_leaves_hands_on_what_they_follow_up(stage, visitor):
    other = replace(OWNER, id="B5", name="Test B5", email="eier2@test.example")
    transaction.commit(*accounts.put_account(other))
    stage.send(adult_hurt="often", leadership="yes")
    item_id = rows_with("answers", sk="FLAG#")[0]["id"]
    reading.open_item(other, ItemKind.FLAG, item_id, NOW)
    handle.take(Press(other, ItemKind.FLAG, item_id, 0, NOW))
    form = {
        "name": other.name,
        "email": other.email,
        "position": "owner",
        "language": "nb",
    }
    form |= {"version": "1"}
    path = f"/staff/people/{OWNER.body_id}/{other.id}"
    page = visitor.become(OWNER).post(path, form)
    assert t("staff.setup.leaves.items", kind=t("inbox.kind.flag"), number=1) in text(
        page
    )
    assert visitor.post(path, [*hidden(page), ("heir", OWNER.id)]).status_code == 303
    taken = see_item.see(OWNER, ItemKind.FLAG, item_id, NOW).item.handling.taken
    assert taken.who == OWNER.id


def test_a_round_that_was_ended_and_can_go_on_waits_on_its_person_on_duty(admin, stage):
    ended = replace(stage.round, closes_at=NOW, planned_close=stage.round.closes_at)
    transaction.commit(*rounds.change_round(ended))
    page = text(admin.post(PERSON, GONE))
    assert t("staff.setup.leaves.round", which=t.round(ended)) in page


@pytest.mark.parametrize("heir", ["", "nobody", NURSE.id, TEACHER.id, OWNER.id])
def test_nobody_leaves_while_what_a_round_brings_is_nobodys_to_read(admin, taken, heir):
    answer = admin.post(PERSON, {**GONE, "heir": heir})
    assert answer.status_code == 422
    assert t("staff.setup.leaves.heir") in text(answer)
    assert is_active()
    assert held_by(taken) == NURSE.id


def test_without_a_round_it_can_go_back_to_the_inbox(admin, stage, taken):
    closed = replace(stage.round, closes_at=NOW)
    transaction.commit(*rounds.change_round(closed))
    assert admin.post(PERSON, {**GONE, "heir": "nobody"}).status_code == 303
    assert held_by(taken) is None
    assert t("staff.saved.released", count=1, numbers=taken[:6]) in text(
        admin.get(BACK)
    )
    reading.open_item(PRINCIPAL, ItemKind.FLAG, taken, NOW)  # nobody who is here has
    page = text(admin.become(PRINCIPAL).get(f"/staff/inbox/flag/{taken}"))
    assert t("inbox.did.released", name=ADMINISTRATOR.name) in page
    assert t("inbox.take") in page


def test_no_item_is_followed_up_by_who_has_left_however_they_left(admin, taken):
    transaction.commit(*accounts.put_account(replace(NURSE, active=False)))
    admin.become(PRINCIPAL)
    said = t("inbox.status.taken", name=NURSE.name, when=t.moment(NOW))
    for path in ("/staff/inbox", f"/staff/inbox/flag/{taken}"):
        assert said not in text(admin.get(path))


def test_a_nurse_who_becomes_something_else_hands_on_too(admin, taken):
    other = {**NURSE_FORM, "position": "social_teacher"}
    assert t("staff.setup.leaves.what") in text(admin.post(PERSON, other))


def test_a_change_of_name_asks_nothing(admin, taken):
    assert admin.post(PERSON, {**NURSE_FORM, "name": "Ny Helse"}).status_code == 303


def test_who_saw_an_older_version_changes_nothing(admin, taken):
    answer = admin.post(PERSON, {**GONE, "heir": SOCIAL.id, "version": "0"})
    assert answer.status_code == 409
    assert held_by(taken) == NURSE.id


@pytest.mark.parametrize(
    ("who", "named"), [(ADMINISTRATOR, NURSE.id), (OWNER, SOCIAL.id)]
)
def test_only_the_owner_puts_another_name_on_a_confidential_round(admin, who, named):
    round_ = set_the_stage(codes=1, mode=Mode.CONFIDENTIAL).round
    admin.become(who)
    assert t("staff.setup.leaves.named") in text(admin.post(PERSON, GONE))
    assert admin.post(PERSON, {**GONE, "heir": SOCIAL.id}).status_code == 303
    after = rounds.get(round_.id)
    assert after.on_duty.account_id == named
    assert SOCIAL.id in (
        after.on_duty.account_id,
        after.deputy and after.deputy.account_id,
    )


def test_what_is_for_the_nurse_alone_reaches_the_owner_when_the_last_nurse_leaves(
    admin, stage
):
    ask_contact.ask(ticket_of(stage, ATTEMPT).text, TO_NURSE, None, BEFORE)
    (item,) = from_pupils(NURSE)
    reading.open_item(NURSE, item.kind, item.id, NOW)
    handle.take(Press(NURSE, item.kind, item.id, 0, NOW))
    page = text(admin.post(PERSON, GONE))
    assert t("staff.setup.leaves.orphans", number=1) in page
    assert admin.post(PERSON, {**GONE, "heir": SOCIAL.id}).status_code == 303
    sweep(NOW)
    subject = t("mail.passed_on.subject")
    assert (OWNER.email,) in [
        mail.to for mail in mailbox.sent() if mail.subject == subject
    ]
    page = text(admin.become(OWNER).get("/staff/inbox"))
    assert t("inbox.orphans", school=SCHOOL.name, number=1) in page
    assert t("inbox.unopened.title") not in page
    assert item.number not in text(admin.become(SOCIAL).get("/staff/inbox"))
