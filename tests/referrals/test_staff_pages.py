import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.core.settings import settings
from chalicelib.locales import LOCALES
from chalicelib.referrals import drafts
from chalicelib.referrals.referral import DRAFT_LASTS
from chalicelib.staff_door import door
from chalicelib.storage import keys, transaction
from chalicelib.storage.writes import Delete
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, PRINCIPAL, TEACHER
from tests.forms_of import form as form_of
from tests.referring import SHORT, WHOLE, begun_by, sent_by
from tests.rows import all_rows, rows_with
from tests.staff_browser import hidden, text

t = texts("nb")
LIST = "/staff/referrals"


def test_a_teachers_first_page_and_the_way_through_the_form(teacher):
    assert teacher.get("/staff").headers["Location"] == LIST
    before = all_rows()
    path = begun_by(teacher)
    assert all_rows()["answers"] == before["answers"]
    assert t("referral.who.principal") in text(teacher.get(f"{LIST}/new"))
    answer = teacher.post(path, {**SHORT, "do": "send"})
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    receipt = text(teacher.get(path))
    assert t("staff.saved.referral") in receipt
    assert t("staff.saved.referral") not in text(teacher.get(path))
    assert path.rsplit("/", 1)[1][:6] in receipt
    assert t("referral.status.received") in receipt
    assert SHORT["seen"][0] not in receipt
    assert WHOLE["pupil"][0] not in text(teacher.get(LIST)) + receipt


def test_the_form_goes_again_as_its_page_shows_it_and_each_field_keeps_its_own(teacher):
    path = begun_by(teacher)
    page = text(
        teacher.post(path, {**WHOLE, "seen": "Ved porten", "urgency": [], "do": "send"})
    )
    for _ in range(3):
        shown: dict[str, list[str]] = {}
        for name, value in form_of(page, path):
            shown.setdefault(name, []).append(value)
        page = text(teacher.post(path, {**shown, "do": "send"}))
        assert "Ved porten</textarea>" in page
    mended = {**shown, "urgency": "today", "do": "send"}
    assert teacher.post(path, mended).headers["Location"] == path
    item = path.replace("referrals", "inbox/referral")
    teacher.become(PRINCIPAL)
    teacher.post(f"{item}/open")
    assert "Ved porten" in text(teacher.get(item))


def test_everything_wrong_is_named_with_a_link_to_its_field_and_nothing_typed_is_lost(
    teacher,
):
    path = begun_by(teacher)
    typed = {
        **WHOLE,
        "pupil": "",
        "urgency": [],
        "seen": "Ved <porten>\r\nkl. 9",
        "do": "send",
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
    path = begun_by(teacher)
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


def test_what_may_be_left_out_can_be_taken_back(teacher):
    path = begun_by(teacher)
    teacher.post(path, {**SHORT, "how": "parent", "do": "save"})
    shown = form_of(text(teacher.get(path)), path)
    assert ("how", "parent") in shown
    cleared = [field for field in shown if field[0] != "how"]
    teacher.post(path, [*cleared, ("how", ""), ("do", "save")])
    page = text(teacher.get(path))
    assert ("how", "") in form_of(page, path)
    assert 'name="urgency" value=""' not in page
    sent = teacher.post(path, form_of(page, path, do="send", confirmed="yes"))
    assert sent.status_code == 303


def test_a_draft_that_ran_out_says_so_and_what_is_still_on_the_screen_is_kept(teacher):
    path = begun_by(teacher)
    draft = drafts.typed(path.rsplit("/", 1)[1], WHOLE, NOW - DRAFT_LASTS)
    drafts.save(TEACHER, drafts.desk(TEACHER), draft, "")
    assert t("referral.gone.title") in text(teacher.get(path))
    assert teacher.post(path, {**WHOLE, "do": "send"}).headers["Location"] == path


@pytest.mark.parametrize("do", ["send", "save"])
def test_pressed_twice_it_is_sent_once_and_the_form_cannot_change_it(
    teacher, monkeypatch, do
):
    path = sent_by(teacher)
    later = NOW + timedelta(minutes=5)  # no press of a moment ago
    monkeypatch.setattr(door, "clock", lambda: later)
    again = teacher.post(path, {**WHOLE, "do": do})
    assert (again.status_code, again.headers["Location"]) == (303, path)
    assert drafts.mine(TEACHER, drafts.desk(TEACHER), later)[0] == []
    kept = teacher.post(path, {**WHOLE, "pupil": "Annet", "do": do})
    assert t("referral.beside") in text(kept)
    assert f'action="{path}"' not in text(kept)
    assert len(rows_with("answers", pk="REFERRALS#")) == 1


def test_nothing_typed_is_no_draft_whatever_is_pressed(teacher):
    path = begun_by(teacher)
    empty = {"pupil": "", "class_id": "6A", "seen": " ", "learnt_on": ""}
    answer = teacher.post(path, {**empty, "do": "save"})
    assert (answer.status_code, answer.headers["Location"]) == (303, LIST)
    assert not [value for name, value in answer.headers.items() if "saved" in value]
    answer = teacher.post(path, {**empty, "do": "send"})
    assert answer.status_code == 422
    assert "Kladden slettes" not in text(answer)
    assert rows_with("answers", pk="DRAFTS#") == []


def test_the_list_says_until_when_a_draft_is_kept(teacher):
    teacher.post(begun_by(teacher), {"pupil": "Halv Ferdig", "do": "save"})
    until = t.moment(NOW + DRAFT_LASTS)
    assert t("referral.until", when=until) in text(teacher.get(LIST))


def test_a_class_that_is_gone_meanwhile_is_asked_for_again_and_nothing_is_lost(teacher):
    path = begun_by(teacher)
    teacher.post(path, {**SHORT, "do": "save"})
    gone = keys.school_class(TEACHER.body_id, "6A")
    transaction.commit(Delete(settings().forms_table, gone))
    mark = dict(hidden(teacher.get(path)))
    answer = teacher.post(path, {**mark, **SHORT, "do": "send"})
    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#(\w+)">', text(answer)) == ["class_id"]
    assert SHORT["seen"][0] in text(answer)


def test_who_is_let_out_meanwhile_sends_nothing(teacher):
    path = begun_by(teacher)
    transaction.commit(*accounts.put_account(replace(TEACHER, active=False)))
    assert teacher.post(path, {**SHORT, "do": "send"}).status_code == 401
    assert rows_with("answers", pk="REFERRALS#") == []


def test_a_page_the_browser_kept_starts_a_draft_of_its_own_and_says_so(teacher):
    path = begun_by(teacher)
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


def test_what_a_teacher_wrote_they_can_read_until_it_is_sent(teacher):
    begun, sent = begun_by(teacher), sent_by(teacher)
    teacher.post(begun, {**WHOLE, "do": "save"})
    for path, reads in ((begun, True), (sent, False)):
        assert (WHOLE["seen"][0] in text(teacher.get(path))) is reads


def test_anothers_draft_and_referral_are_not_there(teacher):
    draft = begun_by(teacher)
    teacher.post(draft, {**WHOLE, "do": "save"})
    finished = sent_by(teacher)
    teacher.become(NURSE)
    for path in (draft, finished):
        assert teacher.get(path).status_code == 404
        own = teacher.post(path, {**WHOLE, "do": "save"}).headers["Location"]
        assert own == LIST  # a draft of theirs, under their own account
        assert teacher.post(f"{path}/add", {"text": "x"}).status_code == 404


def test_a_full_form_in_an_alphabet_of_three_bytes_fits_and_an_endless_one_does_not(
    teacher,
):
    path = begun_by(teacher)
    long = {
        "pupil_says": "ሀ" * 2000,
        "seen": "ሀ" * 2000,
        "done": "ሀ" * 1000,
        "works": "ሀ" * 1000,
    }
    assert teacher.post(path, {**WHOLE, **long, "do": "send"}).status_code == 303
    assert teacher.post(path, {**WHOLE, "seen": "x" * 200_000}).status_code == 413


def test_the_form_says_at_its_head_that_the_leadership_is_not_told_of_itself(teacher):
    head = text(teacher.get(f"{LIST}/new")).split("novalidate")[0]
    assert "får bare skoleeieren beskjed" in head
    assert "Rektor får alltid" not in head


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_is_never_called_a_report_to_child_welfare_and_says_that_it_is_none(
    teacher, language
):
    transaction.commit(*accounts.put_account(replace(TEACHER, language=language)))
    page = unescape(text(teacher.get(f"{LIST}/new")))
    words, last_question = texts(language), 'name="involved"'
    assert words("referral.title") in page
    assert words("referral.not_child_welfare") in page.split(last_question)[-1]
    assert words("referral.not_child_welfare") not in page.split(last_question)[0]
    strings = LOCALES[language].strings
    assert not [
        key for key, said in strings.items() if "bekymringsmelding" in said.lower()
    ]
