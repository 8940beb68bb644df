import csv
import io
import re
from dataclasses import replace
from html import unescape

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as log
from chalicelib.audit.event import Event
from chalicelib.core.log_lines import LogLine
from chalicelib.core.settings import settings
from chalicelib.referrals import drafts
from chalicelib.rounds import store as rounds
from chalicelib.sign_in import sessions
from chalicelib.storage import keys, transaction
from chalicelib.storage.writes import Put
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NOW, NURSE, OWNER, PRINCIPAL, TEACHER
from tests.forms_of import form
from tests.referring import refer
from tests.rows import rows_with
from tests.staff_browser import staff_app, text


@pytest.fixture
def owner(visitor):
    visitor.become(NURSE)
    visitor.become(TEACHER)
    return visitor.become(OWNER)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_says_who_did_what_in_the_language_of_its_reader(owner, language):
    transaction.commit(*accounts.put_account(replace(OWNER, language=language)))
    page = text(owner.get("/staff/audit?body=SCHAAA"))
    assert NURSE.name in page
    assert texts(language)("audit.what.signed_in") in page
    assert texts(language)("staff.audit.what") in unescape(page)


def test_a_teacher_who_told_the_owner_is_named_in_the_owners_log_and_has_not_left(
    owner, stage
):
    sent = refer(drafts.desk(TEACHER), involved=["leadership"])
    assert rows_with("answers", pk=f"REFERRALS#{OWNER.body_id}")[0]["id"] == sent
    page = text(owner.get("/staff/audit"))
    said = texts("nb")("audit.what.sent_referral")
    (row,) = re.findall(rf"<tr>(?:(?!</tr>).)*{said}.*?</tr>", page, re.S)
    assert TEACHER.name in row
    assert NURSE.name not in page


def test_filters_narrow_and_nonsense_shows_everything(owner):
    page = text(owner.get("/staff/audit?body=SCHAAA&group=sign_in&who=A3"))
    assert page.count("<tr>") == 2
    wide = text(
        owner.get("/staff/audit?body=SCHAAA&group=x&first_day=y&last_day=2026-13-40")
    )
    assert wide.count("<tr>") >= 4
    assert page.count(" selected") == 3


def test_the_file_is_the_filtered_log_and_no_cell_is_a_formula(owner):
    name = "=cmd|' /C calc'!A1"
    transaction.commit(*accounts.put_account(replace(NURSE, name=name)))
    sessions.note_refusal(NURSE, "GET /staff/inbox/{item_id}", NOW)
    answer = owner.get("/staff/audit/file?body=SCHAAA&group=refusal")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="audit.csv"'
    rows = list(
        csv.reader(io.StringIO(text(answer).removeprefix("\ufeff")), delimiter=";")
    )
    assert [row[2] for row in rows[1:]] == [f"'{name}"]
    assert log.last_of("SCHAAA", OWNER.id).what == "exported_audit"


def test_a_refusal_is_written_down_without_what_was_asked_for(visitor):
    visitor.become(TEACHER)
    assert visitor.get("/staff/inbox/flag/HEMMELIG").status_code == 404
    entry = log.of_body("SCHAAA")[-1]
    assert (entry.who, entry.what) == (TEACHER.id, "refused")
    assert entry.subject == "GET /staff/inbox/{kind}/{item_id}"


def test_a_person_is_named_and_everything_else_has_the_number_people_say(owner):
    for event, subject in (
        (Event.CHANGED_ACCOUNT, NURSE.id),
        (Event.CHANGED_SCHOOL, "SCHAAA"),
        (Event.READ_FLAG, "ABCDEFGHJK234567"),
        (Event.MADE_CARDS, "RNDAAAAAAA 26"),  # of a round that is gone
        (Event.SET_RETENTION, "90"),
    ):
        log.record(event, "SCHAAA", OWNER.id, subject, NOW)
    page = text(owner.get("/staff/audit?body=SCHAAA&group=change"))
    cells = re.findall(r'<td>([^<]+)</td><td class="ref">(.*?)</td>', page)
    assert cells == [
        ("bestemte at svar i nye runder blir lagret i 90 dager", ""),
        ("laget 26 kort", "RNDAAA"),
        ("endret en skole", "Testskolen"),
        ("endret en person", NURSE.name),
    ]
    assert "ABCDEF</td>" in text(owner.get("/staff/audit?body=SCHAAA&group=reading"))
    in_file = text(owner.get("/staff/audit/file?body=SCHAAA"))
    assert ";ABCDEF\r\n" in in_file
    assert "ABCDEFGHJK234567" not in in_file


def test_neither_page_nor_file_shows_an_id_where_there_is_a_name(owner, stage):
    somebody, round_id = "JAWS6ABCDEFGHJK23456", stage.round.id
    transaction.commit(
        *accounts.put_account(replace(NURSE, id=somebody, email="ny@test.example"))
    )
    for who, event, subject in (
        (OWNER.id, Event.CHANGED_ACCOUNT, f"{somebody}.active.email"),
        (PRINCIPAL.id, Event.CLASS_OPENED, f"{round_id}.6A"),
        (PRINCIPAL.id, Event.MADE_CARDS, f"{round_id} 24"),
        ("GONEABCDEFGHJK234567", Event.CLOSED_ROUND, round_id),
    ):
        log.record(event, "SCHAAA", who, subject, NOW)
    t = texts("nb")
    round_ = t("staff.audit.round", which=t.round(stage.round))
    fields = f"{t('staff.setup.person.active')}, {t('staff.setup.person.email')}"
    for path in ("/staff/audit", "/staff/audit/file"):
        page = unescape(text(owner.get(f"{path}?body=SCHAAA&group=change")))
        assert f"{NURSE.name}: {fields}" in page
        assert f"{round_}, 6A" in page
        assert t("inbox.someone_gone") in page
        for id_ in ("JAWS6", round_id[:6], "GONEAB", "A7"):
            assert not re.search(rf"[>;]{id_}", page)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_refusal_names_the_page_in_the_readers_words(visitor, owner, language):
    visitor.become(TEACHER)
    visitor.get("/staff/inbox/flag/X")
    visitor.become(replace(OWNER, language=language))
    transaction.commit(*accounts.put_account(replace(OWNER, language=language)))
    page = unescape(text(visitor.get("/staff/audit?body=SCHAAA&group=refusal")))
    t = texts(language)
    assert t("audit.what.refused", where=t("staff.nav.inbox")) in page
    in_file = text(visitor.get("/staff/audit/file?body=SCHAAA&group=refusal"))
    for shown in (page, in_file):
        assert t("staff.audit.refused.GET") in shown
        assert "{kind}" not in shown


def test_a_refusal_says_in_plain_words_what_was_wanted_wherever_it_was(owner):
    for route, methods in staff_app().routes.items():
        for method in methods:
            sessions.note_refusal(NURSE, f"{method} {route}", NOW)
    for path in ("/staff/audit", "/staff/audit/file"):
        page = text(owner.get(f"{path}?body=SCHAAA&group=refusal"))
        log_itself = page.partition("<tbody>")[2] or page
        assert "{" not in log_itself
        assert "/staff" not in log_itself.partition("</table>")[0]


def test_what_of_a_round_was_changed_and_to_whom_something_was_given_is_said(
    owner, stage
):
    for event, subject in (
        (Event.CHANGED_ROUND, f"{stage.round.id}.on_duty.closes"),
        (Event.HANDED_ON_WORK, f"{NURSE.id}.{PRINCIPAL.id}"),
        (Event.HANDED_OVER_FLAG, f"ABCDEFGHJK234567.{PRINCIPAL.id}"),
    ):
        log.record(event, "SCHAAA", OWNER.id, subject, NOW)
    t = texts("nb")
    on_duty, closes = (
        t("staff.audit.of_round.on_duty"),
        t("staff.audit.of_round.closes"),
    )
    for path in ("/staff/audit", "/staff/audit/file"):
        page = text(owner.get(f"{path}?body=SCHAAA&group=change"))
        assert f", {on_duty}, {closes}" in page
        assert t("staff.audit.from_to", name=NURSE.name, to=PRINCIPAL.name) in page
        assert t("staff.audit.from_to", name="ABCDEF", to=PRINCIPAL.name) in page


def test_how_somebody_signed_in_is_said_in_words(owner):
    page = text(owner.get("/staff/audit?body=SCHAAA&group=sign_in"))
    assert '<td class="ref">med lenke</td>' in page


def test_what_is_not_there_is_refused_in_the_same_words(visitor):
    visitor.become(PRINCIPAL)
    missing = text(visitor.get("/staff/inbox/flag/NOTHERE"))
    visitor.become(TEACHER)
    closed = text(visitor.get("/staff/inbox/flag/NOTHERE"))
    assert len({page.partition("<main")[2] for page in (missing, closed)}) == 1


def test_another_owners_log_is_not_there(owner):
    assert owner.get("/staff/audit?body=SCHZZZ").status_code == 404


def test_of_what_is_no_name_the_log_says_what_it_is_now(owner, visitor, stage):
    visitor.become(ADMINISTRATOR)
    path = f"/staff/people/SCHAAA/{TEACHER.id}"
    page = text(visitor.get(path))
    left = [
        field for field in form(page, path, name="Nytt Navn") if field[0] != "active"
    ]
    assert visitor.post(path, left).status_code == 303
    visitor.become(PRINCIPAL)
    path = f"/staff/rounds/{stage.round.id}/change"
    fields = form(text(visitor.get(path)), path, closes="14:00", deputy=PRINCIPAL.id)
    assert visitor.post(path, fields).status_code == 303
    visitor.become(OWNER)
    t = texts("nb")
    before, after = (
        t.moment(moment)
        for moment in (stage.round.closes_at, rounds.get(stage.round.id).closes_at)
    )
    assert before != after
    for where in ("/staff/audit", "/staff/audit/file"):
        page = unescape(text(owner.get(f"{where}?body=SCHAAA&group=change")))
        assert f"{t('staff.setup.person.name')}, mistet tilgang" in page
        assert f"når runden avsluttes: fra {before} til {after}" in page
        assert t("staff.setup.person.active") not in page


def test_a_row_that_none_of_ours_wrote_takes_nobodys_log_away(owner, caplog):
    row = rows_with("casework", pk="AUDIT#SCHAAA#A3")[0]
    kept = {name: row[name] for name in ("at", "subject", "before", "mark")}
    key = keys.audit("SCHAAA", "A3", 99)
    transaction.commit(Put(settings().casework_table, key, {**kept, "what": "sang"}))
    page = text(owner.get("/staff/audit?body=SCHAAA"))
    assert texts("nb")("audit.what.signed_in") in page
    assert LogLine.ROW_UNREADABLE in caplog.text
    assert owner.get("/staff/audit?body=SCHAAA&group=sign_in").status_code == 200
