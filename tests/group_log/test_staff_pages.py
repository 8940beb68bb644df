"""The log's pages: written, shown, corrected, and nothing that was typed is lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.group_log import see_log
from chalicelib.group_log.write_down import write_down
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, PRINCIPAL, TEACHER
from tests.forms_of import form
from tests.group_log.cast import A_MEETING, MEETING, TEXTS, a_course
from tests.rows import rows_with
from tests.staff_browser import text

t = texts("nb")
PATH = "/staff/log/meeting"


@pytest.fixture
def nurse(visitor):
    return visitor.become(NURSE)


@pytest.fixture
def entry(stage):
    return f"/staff/log/entries/{write_down(NURSE, A_MEETING, NOW)}"


def typed(browser, path, **fields):
    return form(text(browser.get(path)), path, **fields)


def test_a_meeting_is_written_listed_and_read(nurse):
    fields = [*typed(nurse, PATH, **MEETING), ("present", PRINCIPAL.id)]
    assert nurse.post(PATH, fields).status_code == 303
    shown = text(nurse.get("/staff/log"))
    assert t("staff.saved.log_written") in shown
    assert t("log.kind.meeting") in shown
    (found,) = see_log.see_log(NURSE).entries
    shown = text(nurse.get(f"/staff/log/entries/{found.id}"))
    for words in (*TEXTS.values(), f"{PRINCIPAL.name}, {NURSE.name}"):
        assert words in shown, words


def test_the_list_opens_nothing_and_shows_nothing_that_is_sealed(nurse, entry):
    shown = text(nurse.get("/staff/log"))
    assert entry in shown
    assert not any(words in shown for words in TEXTS.values())
    assert (
        rows_with("casework", pk=f"AUDIT#SCHAAA#{NURSE.id}")[-1]["what"] == "wrote_log"
    )


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("on", "2026-11-25", "on.future"),
        ("on", "snart", "on"),
        ("cases", "Ola", "cases"),
        ("cases", "99", "cases.unknown"),
        ("advice", "å" * 2001, "advice"),
        ("present", "", "present"),
        ("present", "A4", "present"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_what_was_typed_stands_there(
    nurse, name, value, problem
):
    answer = nurse.post(PATH, typed(nurse, PATH, **MEETING | {name: value}))
    assert answer.status_code == 422
    shown = text(answer)
    assert f'href="#{name}">{t(f"log.problem.{problem}")}' in shown
    kept = dict(form(shown, PATH))
    for field, words in MEETING.items():
        wanted = value if field == name else words
        assert kept.get(field, "") == ("" if wanted == "A4" else wanted), field
    assert rows_with("casework", pk="LOG#") == []


def test_every_form_asks_not_to_write_names(nurse, entry):
    for path in (PATH, "/staff/log/event", f"{entry}/correct"):
        assert t("log.no_names") in text(nurse.get(path)), path


def test_everybody_at_the_school_may_have_been_there_the_group_first(nurse):
    shown = text(nurse.get(PATH))
    names = (NURSE.name, PRINCIPAL.name, t("log.others"), TEACHER.name)
    places = [shown.index(name, shown.index("present")) for name in names]
    assert max(places[:2]) < places[2] < places[3]


def test_a_whole_big_school_may_have_been_there(nurse):
    many = [replace(TEACHER, id=f"T{n}", email=f"t{n}@a.example") for n in range(90)]
    for person in many:
        transaction.commit(*accounts.put_account(person))
    fields = typed(nurse, "/staff/log/event", kind="gathering", on="2026-11-20")
    fields += [("present", person.id) for person in many]
    assert nurse.post("/staff/log/event", fields).status_code == 303
    (found,) = see_log.see_log(NURSE).entries
    content = see_log.see_entry(NURSE, found.id, NOW).content
    assert len(content.present) == 90


def test_an_attempt_that_is_none_of_ours_writes_nothing(nurse, entry):
    for path in (PATH, f"{entry}/correct"):
        assert nurse.post(path, {**MEETING, "attempt": "x"}).status_code == 400
    assert len(rows_with("casework", pk="LOG#")) == 1


def test_a_correction_is_said_and_what_stood_there_can_be_read(nurse, entry):
    path = f"{entry}/correct"
    answer = nurse.post(path, typed(nurse, path, advice="Spør igjen om en uke."))
    assert answer.status_code == 303
    shown = text(nurse.get(entry))
    assert t("staff.saved.log_corrected") in shown
    now, before = shown.split(t("log.before"))
    assert "Spør igjen om en uke." in now
    assert TEXTS["advice"] not in now
    assert TEXTS["advice"] in before


def test_a_correction_that_changes_nothing_adds_nothing(nurse, entry):
    path = f"{entry}/correct"
    assert nurse.post(path, typed(nurse, path)).status_code == 303
    assert t("staff.saved.same") in text(nurse.get(entry))
    assert len(rows_with("casework", pk="LOG#")) == 1


def test_who_corrects_what_a_colleague_has_corrected_sees_it_and_keeps_their_words(
    nurse, entry
):
    path = f"{entry}/correct"
    mine = typed(nurse, path, advice="Mine ord.")
    theirs = typed(nurse, path, advice="En annens ord.", present=PRINCIPAL.id)
    assert nurse.post(path, theirs).status_code == 303
    answer = nurse.post(path, mine)
    assert answer.status_code == 409
    shown = text(answer)
    assert "En annens ord." in shown
    assert f'{t("log.field.present")}: <span class="text">{PRINCIPAL.name}' in shown
    again = form(shown, path)
    assert ("advice", "Mine ord.") in again
    assert nurse.post(path, again).status_code == 303
    assert len(rows_with("casework", pk="LOG#")) == 3


def test_who_has_left_keeps_their_name_and_their_tick(nurse, entry):
    gone = replace(PRINCIPAL, active=False)
    transaction.commit(*accounts.change_account(PRINCIPAL, gone))
    assert PRINCIPAL.name in text(nurse.get(entry))
    path = f"{entry}/correct"
    fields = typed(nurse, path, learning="Nytt")
    assert ("present", PRINCIPAL.id) in fields
    assert nurse.post(path, fields).status_code == 303
    assert PRINCIPAL.name not in text(nurse.get(PATH))


def test_forty_a_page_the_newest_first(nurse):
    first_of_all = date(2026, 9, 2)
    for number in range(41):
        course = a_course(first_of_all + timedelta(days=number))
        write_down(NURSE, replace(course, attempt=f"{number:022d}"), NOW)
    first = text(nurse.get("/staff/log"))
    assert first.count("/staff/log/entries/") == 40
    assert "/staff/log?page=1" in first
    last = text(nurse.get("/staff/log?page=1"))
    assert last.count("/staff/log/entries/") == 1
    assert t.day(first_of_all) in last


def test_a_course_in_the_log_stands_on_the_readiness_page(nurse):
    assert "/staff/log/event" in text(nurse.get("/staff/readiness"))
    fields = typed(nurse, "/staff/log/event", kind="course", on="2026-11-20")
    nurse.post("/staff/log/event", [*fields, ("present", NURSE.id)])
    kept = dict(form(text(nurse.get("/staff/readiness")), "/staff/readiness"))
    assert kept["course_on"] == "2026-11-20"
