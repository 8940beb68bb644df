import re
from dataclasses import replace
from html import unescape

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.locales import LOCALES
from chalicelib.referrals import drafts
from chalicelib.referrals.referral import DRAFT_LASTS
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, TEACHER
from tests.forms_of import form as form_of
from tests.referring import WHOLE
from tests.rows import all_rows, rows_with
from tests.staff_browser import hidden, text

t = texts("nb")
LIST = "/staff/referrals"


def form(answer):
    """Where the page's big form goes."""
    return re.search(r'<form method="post" action="(.+?)" novalidate', text(answer))[1]


def begun(teacher):
    return form(teacher.get(f"{LIST}/new"))


def sent(teacher, **changes):
    path = begun(teacher)
    teacher.post(path, {**WHOLE, **changes, "do": "check"})
    teacher.post(f"{path}/send")
    return path


def test_a_teachers_first_page_and_the_way_through_the_form(teacher):
    assert teacher.get("/staff").headers["Location"] == LIST
    before = all_rows()
    path = begun(teacher)
    assert all_rows()["answers"] == before["answers"]
    answer = teacher.post(path, {**WHOLE, "do": "check"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{path}/check")
    page = text(teacher.get(f"{path}/check"))
    assert "De går når jeg kommer" in page
    assert t("referral.check.school") in page
    assert teacher.post(f"{path}/send").headers["Location"] == path
    receipt = text(teacher.get(path))
    assert path.rsplit("/", 1)[1][:6] in receipt
    assert t("referral.status.received") in receipt
    assert "De går når" not in receipt
    assert WHOLE["pupil"][0] not in text(teacher.get(LIST)) + receipt


def test_the_form_goes_again_as_its_page_shows_it_and_each_field_keeps_its_own(teacher):
    path = begun(teacher)
    page = text(
        teacher.post(
            path, {**WHOLE, "seen": "Ved porten", "urgency": [], "do": "check"}
        )
    )
    for _ in range(3):
        shown: dict[str, list[str]] = {}
        for name, value in form_of(page, path):
            shown.setdefault(name, []).append(value)
        page = text(teacher.post(path, {**shown, "do": "check"}))
        assert "Ved porten</textarea>" in page
    assert (
        teacher.post(path, {**shown, "urgency": "today", "do": "check"}).status_code
        == 303
    )
    assert "Ved porten" in text(teacher.get(f"{path}/check"))


def test_everything_wrong_is_named_with_a_link_to_its_field_and_nothing_typed_is_lost(
    teacher,
):
    path = begun(teacher)
    typed = {
        **WHOLE,
        "pupil": "",
        "urgency": [],
        "seen": "Ved <porten>\r\nkl. 9",
        "do": "check",
    }
    answer = teacher.post(path, typed)
    page = text(answer)
    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#(\w+)">', page) == ["pupil", "urgency"]
    for name in ("pupil", "urgency"):
        assert f'id="{name}"' in page
        assert f'id="{name}-wrong"' in page
    assert "Ved &lt;porten&gt;\nkl. 9</textarea>" in page.replace("\r", "")
    for code in WHOLE["situations"]:
        assert f'name="situations" value="{code}" checked' in page
    assert t("referral.wrong") in page.split("</title>")[0]


def test_the_draft_is_there_next_time_and_can_be_thrown_away(teacher):
    path = begun(teacher)
    teacher.post(path, {"pupil": "Halv Ferdig", "class_id": "6A", "do": "save"})
    page = text(teacher.get(LIST))
    assert f'href="{path}"' in page
    assert "6A · H. F." in page
    assert "Halv Ferdig" not in page
    assert "Halv Ferdig" in text(teacher.get(path))
    teacher.post(f"{path}/discard")
    answer = teacher.get(path)
    assert answer.status_code == 404
    assert t("referral.gone.title") in text(answer)


def test_a_draft_that_ran_out_says_so_and_what_is_still_on_the_screen_is_kept(teacher):
    path = begun(teacher)
    drafts.save(
        TEACHER,
        drafts.desk(TEACHER),
        path.rsplit("/", 1)[1],
        WHOLE,
        "",
        NOW - DRAFT_LASTS,
    )
    assert t("referral.gone.title") in text(teacher.get(f"{path}/check"))
    assert (
        teacher.post(path, {**WHOLE, "do": "check"}).headers["Location"]
        == f"{path}/check"
    )


def test_pressed_twice_it_is_sent_once_and_the_form_cannot_change_it(teacher):
    path = sent(teacher)
    assert teacher.post(f"{path}/send").headers["Location"] == path
    kept = teacher.post(path, {**WHOLE, "pupil": "Annet", "do": "check"})
    assert t("referral.beside") in text(kept)
    assert f'action="{path}"' not in text(kept)
    assert teacher.get(f"{path}/check").headers["Location"] == path
    assert len(rows_with("answers", pk="REFERRALS#")) == 1


def test_a_page_the_browser_kept_starts_a_draft_of_its_own_and_says_so(teacher):
    path = begun(teacher)
    first = {**WHOLE, "pupil": "Første", "do": "save"}
    assert teacher.post(path, first).headers["Location"] == "/staff/referrals"
    assert teacher.post(path, first).headers["Location"] == "/staff/referrals"
    kept = teacher.post(path, {**WHOLE, "pupil": "Andre", "do": "save"})
    assert t("referral.beside") in text(kept)
    own = re.search(r'action="(/staff/referrals/[2-9A-Z]{20})"', text(kept))[1]
    assert 'value="Andre"' in text(teacher.get(own))
    assert 'value="Første"' in text(teacher.get(path))
    changed = dict(hidden(teacher.get(path))) | {
        **WHOLE,
        "pupil": "Tredje",
        "do": "save",
    }
    assert teacher.post(path, changed).status_code == 303
    assert 'value="Tredje"' in text(teacher.get(path))


def test_anothers_draft_and_referral_are_not_there(teacher):
    draft = begun(teacher)
    teacher.post(draft, {**WHOLE, "do": "save"})
    finished = sent(teacher)
    teacher.become(NURSE)
    for path in (draft, finished):
        assert teacher.get(path).status_code == 404
        assert teacher.post(f"{path}/send").status_code == 404
        assert teacher.post(f"{path}/add", {"text": "x"}).status_code == 404


def test_where_the_leadership_is_involved_the_page_says_who_gets_it(teacher):
    path = begun(teacher)
    teacher.post(path, {**WHOLE, "adult": "yes", "leadership": "unsure", "do": "check"})
    assert t("referral.check.owner") in text(teacher.get(f"{path}/check"))
    teacher.post(f"{path}/send")
    assert t("referral.sent.owner") in text(teacher.get(path))
    number = path.rsplit("/", 1)[1][:6]
    teacher.become(PRINCIPAL)
    assert number not in text(teacher.get("/staff/inbox"))
    teacher.become(OWNER)
    assert number in text(teacher.get("/staff/inbox"))


def test_the_principal_reads_it_and_the_nurse_is_asked_why(teacher):
    path = sent(teacher).replace("referrals", "inbox/referral")
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
    path = sent(teacher)
    attempt = re.search(r'name="attempt" value="(\w+)"', text(teacher.get(path)))[1]
    assert (
        teacher.post(f"{path}/add", {"attempt": attempt, "text": ""}).status_code == 422
    )
    answer = teacher.post(
        f"{path}/add", {"attempt": attempt, "text": "Det skjedde igjen"}
    )
    assert t("referral.added.title") in text(answer)
    teacher.become(PRINCIPAL)
    item = path.replace("referrals", "inbox/referral")
    teacher.post(f"{item}/open")
    assert "Det skjedde igjen" in text(teacher.get(item))


def test_a_full_form_in_an_alphabet_of_three_bytes_fits_and_an_endless_one_does_not(
    teacher,
):
    path = begun(teacher)
    long = {
        "pupil_says": "ሀ" * 2000,
        "seen": "ሀ" * 2000,
        "done": "ሀ" * 1000,
        "works": "ሀ" * 1000,
    }
    assert teacher.post(path, {**WHOLE, **long, "do": "check"}).status_code == 303
    assert teacher.post(path, {**WHOLE, "seen": "x" * 200_000}).status_code == 413


def test_danger_now_is_met_with_whom_to_call_by_the_choice_before_and_after_sending(
    teacher,
):
    assert t("referral.option.urgency.danger_now.hint") in text(
        teacher.get(f"{LIST}/new")
    )
    path = begun(teacher)
    for urgency, warned in (("today", False), ("danger_now", True)):
        shown = dict(hidden(teacher.get(path)))
        teacher.post(path, {**shown, **WHOLE, "urgency": urgency, "do": "check"})
        assert (t("referral.danger") in text(teacher.get(f"{path}/check"))) is warned
    teacher.post(f"{path}/send")
    assert t("referral.danger") in text(teacher.get(path))


def test_the_form_says_at_its_head_that_the_leadership_is_not_told_of_itself(teacher):
    head = text(teacher.get(f"{LIST}/new")).split("novalidate")[0]
    assert "får bare skoleeieren beskjed" in head
    assert "Rektor får alltid" not in head


@pytest.mark.parametrize("principal", [True, False])
def test_the_receipt_names_who_it_was_sent_to(teacher, principal):
    transaction.commit(*accounts.put_account(replace(PRINCIPAL, active=principal)))
    path = begun(teacher)
    teacher.post(path, {**WHOLE, "do": "check"})
    said = "referral.check.school" if principal else "referral.check.no_principal"
    assert t(said) in text(teacher.get(f"{path}/check"))
    teacher.post(f"{path}/send")
    receipt = text(teacher.get(path))
    assert (f"<li>{t('inbox.circle.principal')}</li>" in receipt) is principal
    assert (t("referral.sent.no_principal") in receipt) is not principal


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_is_never_called_a_report_to_child_welfare_and_says_that_it_is_none(
    teacher, language
):
    transaction.commit(*accounts.put_account(replace(TEACHER, language=language)))
    page = unescape(text(teacher.get(f"{LIST}/new")))
    assert texts(language)("referral.not_child_welfare") in page
    strings = LOCALES[language].strings
    assert not [
        key for key, said in strings.items() if "bekymringsmelding" in said.lower()
    ]
