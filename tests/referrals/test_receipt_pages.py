"""What a teacher sees of a referral that was sent, and adds to it; who reads it."""

import re
from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import NURSE, OWNER, PRINCIPAL
from tests.referring import WHOLE, begun_by, sent_by
from tests.staff_browser import text

t = texts("nb")
LIST = "/staff/referrals"


def test_where_the_leadership_is_involved_the_page_says_who_gets_it(teacher):
    path = begun_by(teacher)
    hint = t("referral.option.involved.unsure.hint")
    assert text(teacher.get(f"{LIST}/new")).count(hint) == 2
    teacher.post(path, {**WHOLE, "involved": "unsure", "do": "send"})
    assert t("referral.sent.owner") in text(teacher.get(path))
    number = path.rsplit("/", 1)[1][:6]
    teacher.become(PRINCIPAL)
    assert number not in text(teacher.get("/staff/inbox"))
    teacher.become(OWNER)
    assert number in text(teacher.get("/staff/inbox"))


def test_the_principal_reads_it_and_the_nurse_is_asked_why(teacher):
    path = sent_by(teacher).replace("referrals", "inbox/referral")
    teacher.become(PRINCIPAL)
    teacher.post(f"{path}/open")
    assert "De går når jeg kommer" in text(teacher.get(path))
    teacher.become(NURSE)
    page = text(teacher.get(path))
    assert "De går når" not in page
    assert t("inbox.access.reason") in page
    for none in ("", "x", "x" * 30, "fordi fordi fordi fordi"):
        answer = teacher.post(f"{path}/access", {"turn": "0", "reason": none})
        assert answer.status_code == 422
        assert t("inbox.problem.reason") in text(answer)
    teacher.post(f"{path}/access", {"turn": "0", "reason": "Eleven ba meg om hjelp"})
    page = text(teacher.get(path))
    assert "De går når jeg kommer" in page
    assert "Eleven ba meg om hjelp" in page
    teacher.become(OWNER)
    for log in ("/staff/audit", "/staff/audit/file"):
        assert "Eleven ba meg om hjelp" in text(
            teacher.get(f"{log}?body={NURSE.body_id}")
        )


def test_something_is_added_and_an_empty_addition_is_not(teacher):
    path = sent_by(teacher)
    attempt = re.search(r'name="attempt" value="(\w+)"', text(teacher.get(path)))[1]
    assert (
        teacher.post(f"{path}/add", {"attempt": attempt, "text": ""}).status_code == 422
    )
    answer = teacher.post(
        f"{path}/add", {"attempt": attempt, "text": "Det skjedde igjen"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    assert t("staff.saved.added") in text(teacher.get(path))
    points = {"how": "seen", "works": "Fotball", "suggested": ["talk"]}
    answer = teacher.post(f"{path}/add", {"attempt": attempt, "text": "", **points})
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    assert t("staff.saved.added") in text(teacher.get(path))
    teacher.become(PRINCIPAL)
    item = path.replace("referrals", "inbox/referral")
    teacher.post(f"{item}/open")
    page = text(teacher.get(item))
    assert "Det skjedde igjen" in page
    assert "Fotball" in page
    assert page.count('<dl class="answers">') == 2
    assert t("referral.option.suggested.talk") in page


def test_what_is_wrong_with_an_addition_is_said_by_its_field_and_nothing_is_lost(
    teacher,
):
    path = sent_by(teacher)
    typed = {"text": "Mer", "how": "told_by_pupil", "learnt_on": "i går"}
    answer = teacher.post(f"{path}/add", {"attempt": "x", **typed})
    page = text(answer)
    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#(\w+)">', page) == ["learnt_on", "pupil_says"]
    assert 'value="i går"' in page
    assert ">Mer</textarea>" in page
    assert '<details class="fold" open>' in page


def test_danger_now_is_met_with_whom_to_call_by_the_choice_before_and_after_sending(
    teacher,
):
    assert t("referral.option.urgency.danger_now.hint") in text(
        teacher.get(f"{LIST}/new")
    )
    for urgency, warned in (("today", False), ("danger_now", True)):
        receipt = text(teacher.get(sent_by(teacher, urgency=urgency)))
        assert (t("referral.danger") in receipt) is warned


@pytest.mark.parametrize("principal", [True, False])
def test_the_receipt_names_who_it_was_sent_to(teacher, principal):
    transaction.commit(*accounts.put_account(replace(PRINCIPAL, active=principal)))
    said = "referral.who.principal" if principal else "referral.who.no_principal"
    assert t(said) in text(teacher.get(f"{LIST}/new"))
    receipt = text(teacher.get(sent_by(teacher)))
    assert (f"<li>{t('inbox.circle.principal')}</li>" in receipt) is principal
    assert (t("referral.sent.no_principal") in receipt) is not principal
