"""What the school must be able to document is erased by two people, or not at all."""

import re
from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.reading import open as reading
from chalicelib.referrals import additions, drafts
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests import mailbox
from tests.cast import (
    ADMINISTRATOR,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SCHOOL,
    STRANGER,
    TEACHER,
)
from tests.inbox.test_erasure_pages import REASON, ask, decide
from tests.referring import refer
from tests.rows import rows_with
from tests.staff_browser import text

t = texts("nb")
OTHER_OWNER = replace(OWNER, id="B2", email="eier2@test.example")


@pytest.fixture
def adult(stage):
    """A flag on an adult at the school, opened by the principal."""
    stage.send(adult_hurt="once", leadership="no")
    item_id = rows_with("answers", pk="INBOX#SCHAAA", sk="FLAG#")[0]["id"]
    reading.open_item(PRINCIPAL, "flag", item_id, NOW)
    return item_id


@pytest.fixture
def urgent(stage):
    stage.send(contact="today")
    item_id = rows_with("answers", pk="INBOX#SCHAAA", sk="FLAG#")[0]["id"]
    reading.open_item(NURSE, "flag", item_id, NOW)
    return item_id


@pytest.fixture
def referral(stage):
    sent = refer(drafts.desk(TEACHER))
    reading.open_item(PRINCIPAL, "referral", sent, NOW)
    return sent


def kept(item_id):
    rows = rows_with("answers", pk="INBOX#") + rows_with("answers", pk="REFERRALS#")
    (row,) = [one for one in rows if one["sk"].endswith(item_id)]
    return "sealed" in row


def mail_about_erasing():
    sweep(NOW)
    subject = t("mail.erasure_asked.subject")
    return [one.to for one in mailbox.sent() if one.subject == subject]


@pytest.mark.parametrize("asker", [PRINCIPAL, NURSE])
def test_a_flag_on_an_adult_is_the_school_owners_to_decide(visitor, adult, asker):
    page = f"/staff/inbox/flag/{adult}"
    shown = text(visitor.become(asker).get(f"{page}/erase"))
    assert t("erasure.second.owner") in shown
    assert ask(visitor, asker, page).status_code == 303
    assert kept(adult)
    assert t("inbox.status.erasure") in text(visitor.get(page))
    assert mail_about_erasing() == [(OWNER.email,)]
    assert decide(visitor, PRINCIPAL, "flag", adult, "erase").status_code == 404
    assert kept(adult)
    assert decide(visitor, OWNER, "flag", adult, "erase").status_code == 200
    assert not kept(adult)
    whats = [(one.who, one.what) for one in audit.of_body(SCHOOL.id)]
    assert (asker.id, "erasure_asked_flag") in whats
    assert (OWNER.id, "erased_flag") in whats


@pytest.mark.parametrize(
    "reason", ["", "x", "x" * 40, "fordi", "nei nei nei nei nei nei"]
)
def test_without_a_whole_sentence_nothing_is_asked_for(visitor, urgent, reason):
    answer = ask(visitor, NURSE, f"/staff/inbox/flag/{urgent}", reason)
    assert answer.status_code == 422
    assert t("erasure.problem.reason") in text(answer)
    assert reason in text(answer)
    assert mail_about_erasing() == []


def test_what_is_urgent_is_the_principals_to_decide_and_stays_readable_till_then(
    visitor, urgent
):
    page = f"/staff/inbox/flag/{urgent}"
    assert t("erasure.second.principal") in text(
        visitor.become(NURSE).get(f"{page}/erase")
    )
    ask(visitor, NURSE, page)
    assert mail_about_erasing() == [(PRINCIPAL.email,)]
    inbox_page = text(visitor.become(PRINCIPAL).get("/staff/inbox"))
    assert t("erasure.waiting", number=1) in inbox_page
    assert t("inbox.status.erasure") in inbox_page
    listed = text(visitor.get("/staff/erasures"))
    assert NURSE.name in listed
    shown = text(visitor.get(f"/staff/erasures/{SCHOOL.id}/flag/{urgent}"))
    assert REASON in shown
    assert decide(visitor, NURSE, "flag", urgent, "erase").status_code == 404
    assert decide(visitor, PRINCIPAL, "flag", urgent, "maybe").status_code == 422
    assert decide(visitor, PRINCIPAL, "flag", urgent, "erase").status_code == 200
    assert not kept(urgent)


def test_a_principal_who_asks_needs_the_owner_and_the_owner_sees_nothing_of_it(
    visitor, referral
):
    ask(visitor, PRINCIPAL, f"/staff/inbox/referral/{referral}")
    assert mail_about_erasing() == [(OWNER.email,)]
    assert decide(visitor, PRINCIPAL, "referral", referral, "erase").status_code == 404
    visitor.become(OWNER)
    assert t("erasure.waiting", number=1) in text(visitor.get("/staff/inbox"))
    shown = text(visitor.get(f"/staff/erasures/{SCHOOL.id}/referral/{referral}"))
    assert REASON in shown
    assert "Test Elev" not in shown
    assert "De går når jeg kommer" not in shown
    assert decide(visitor, OWNER, "referral", referral, "erase").status_code == 200
    assert not kept(referral)


def test_a_no_keeps_it_and_it_may_be_asked_again(visitor, referral):
    page = f"/staff/inbox/referral/{referral}"
    ask(visitor, PRINCIPAL, page)
    again = ask(visitor, PRINCIPAL, page, turn="1")
    assert again.status_code == 422
    assert t("erasure.problem.asked") in text(again)
    assert decide(visitor, OWNER, "referral", referral, "keep").status_code == 303
    assert kept(referral)
    shown = text(visitor.become(PRINCIPAL).get(page))
    assert t("inbox.status.erasure") not in shown
    assert t("inbox.did.erasure_refused", name=OWNER.name) in shown
    assert ask(visitor, PRINCIPAL, page, turn="2").status_code == 303


def refusals_mailed():
    sweep(NOW)
    subject = t("mail.erasure_refused.subject")
    return [one for one in mailbox.sent() if one.subject == subject]


def test_a_no_is_mailed_to_who_asked_and_says_nothing_of_what_it_is(visitor, urgent):
    ask(visitor, NURSE, f"/staff/inbox/flag/{urgent}")
    assert decide(visitor, PRINCIPAL, "flag", urgent, "keep").status_code == 303
    (mail,) = refusals_mailed()
    assert mail.to == (NURSE.email,)
    assert t("mail.erasure_refused.what") in mail.body
    for said in (REASON, PRINCIPAL.name, NURSE.name, urgent[:6], "6A", SCHOOL.name):
        assert not re.search(rf"\b{re.escape(said)}\b", mail.subject + mail.body)


def test_a_yes_is_mailed_to_who_asked_and_says_nothing_of_what_it_is(visitor, urgent):
    ask(visitor, NURSE, f"/staff/inbox/flag/{urgent}")
    assert decide(visitor, PRINCIPAL, "flag", urgent, "erase").status_code == 200
    sweep(NOW)
    subject = t("mail.erasure_agreed.subject")
    (mail,) = [one for one in mailbox.sent() if one.subject == subject]
    assert mail.to == (NURSE.email,)
    assert t("mail.erasure_agreed.what") in mail.body
    for said in (REASON, PRINCIPAL.name, NURSE.name, urgent[:6], "6A", SCHOOL.name):
        assert not re.search(rf"\b{re.escape(said)}\b", mail.subject + mail.body)
    assert refusals_mailed() == []


def test_who_erases_without_a_second_person_is_mailed_nothing(visitor, stage):
    stage.send(hurt="few")
    item_id = rows_with("answers", pk="INBOX#SCHAAA", sk="FLAG#")[0]["id"]
    reading.open_item(NURSE, "flag", item_id, NOW)
    ask(visitor, NURSE, f"/staff/inbox/flag/{item_id}")
    assert not kept(item_id)
    sweep(NOW)
    subject = t("mail.erasure_agreed.subject")
    assert subject not in [one.subject for one in mailbox.sent()]


def test_a_no_to_who_has_left_is_mailed_to_nobody(visitor, urgent):
    ask(visitor, NURSE, f"/staff/inbox/flag/{urgent}")
    transaction.commit(*accounts.put_account(replace(NURSE, active=False)))
    assert decide(visitor, PRINCIPAL, "flag", urgent, "keep").status_code == 303
    assert refusals_mailed() == []
    assert mail_about_erasing() == [(PRINCIPAL.email,)]


def test_what_came_in_after_it_was_asked_holds_it_back(visitor, referral):
    ask(visitor, PRINCIPAL, f"/staff/inbox/referral/{referral}")
    additions.add(TEACHER, referral, drafts.new_referral_id(), "Det er verre nå", NOW)
    answer = decide(visitor, OWNER, "referral", referral, "erase")
    assert answer.status_code == 422
    assert t("erasure.problem.news") in text(answer)
    assert kept(referral)


def test_a_referral_on_the_leadership_takes_two_at_the_school_owner(visitor, stage):
    sent = refer(drafts.desk(TEACHER), involved=["leadership"])
    reading.open_item(OWNER, "referral", sent, NOW)
    page = f"/staff/inbox/referral/{sent}"
    ask(visitor, OWNER, page)
    assert (
        decide(visitor, OWNER, "referral", sent, "erase", OWNER.body_id).status_code
        == 404
    )
    assert kept(sent)
    transaction.commit(*accounts.put_account(OTHER_OWNER))
    answer = decide(visitor, OTHER_OWNER, "referral", sent, "erase", OWNER.body_id)
    assert answer.status_code == 200
    assert not kept(sent)


@pytest.mark.parametrize("who", [STRANGER, TEACHER, ADMINISTRATOR])
def test_nobody_else_sees_or_decides(visitor, referral, who):
    ask(visitor, PRINCIPAL, f"/staff/inbox/referral/{referral}")
    assert decide(visitor, who, "referral", referral, "erase").status_code == 404
    assert kept(referral)


def test_erasing_stands_under_more(visitor, urgent):
    page = text(visitor.become(NURSE).get(f"/staff/inbox/flag/{urgent}"))
    more = page.index(f"{t('inbox.more')}</summary>")
    assert more < page.index(f"/staff/inbox/flag/{urgent}/erase")


def test_that_something_was_erased_is_nobodys_business_elsewhere(visitor, referral):
    """Nor is what was the nurse's alone the principal's."""
    elsewhere = replace(OWNER, body_id="WNERZZ", email="annen.eier@test.example")
    transaction.commit(*accounts.put_account(elsewhere))
    ask(visitor, PRINCIPAL, f"/staff/inbox/referral/{referral}")
    assert decide(visitor, OWNER, "referral", referral, "erase").status_code == 200
    page = f"/staff/erasures/{SCHOOL.id}/referral/{referral}"
    statuses = {
        one: visitor.become(one).get(page).status_code for one in (elsewhere, STRANGER)
    }
    assert set(statuses.values()) == {404}
    assert visitor.become(OWNER).get(page).status_code == 410
