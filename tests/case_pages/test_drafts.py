"""What somebody has typed on a page of a case and not saved, as a browser meets it."""

from datetime import timedelta

import pytest

from chalicelib.cases import act
from chalicelib.referrals import drafts
from chalicelib.staff_door import door
from tests.cases.cast import made, pen, stored
from tests.cases.test_act import TODAY
from tests.cast import NOW, NURSE, PRINCIPAL, TEACHER
from tests.forms_of import form
from tests.rows import rows_with
from tests.staff_browser import hidden, text

CASE = "/staff/cases/1"
TALK = f"{CASE}/forms/talk"
NOTE = f"{CASE}/note"
LATER = NOW + timedelta(minutes=46)


@pytest.fixture
def principal(stage, visitor):
    made(drafts.desk(TEACHER))
    return visitor.become(PRINCIPAL)


def rows():
    return rows_with("casework", sk="DRAFT#")


def sent(browser, path, page=None, **typed):
    return browser.post(path, form(text(browser.get(page or path)), path, **typed))


def test_a_draft_is_saved_by_a_button_and_stands_in_the_form_again(principal):
    answer = sent(principal, TALK, hard="Emil i 6B", happened="x", do="draft")
    assert answer.status_code == 303
    page = text(principal.get(TALK))
    assert "Utkastet er lagret" in page
    assert "Emil i 6B" in page
    assert 'value="x"' in page
    assert "1. desember" in page
    assert stored().version == 1
    assert f'href="{TALK}"' in text(principal.get(CASE))
    whole = {"wants_group": "yes", "happened": "2026-11-24"}
    assert sent(principal, TALK, **whole).status_code == 303
    assert rows() == []
    assert "Emil i 6B" in text(principal.get(f"{CASE}/entries/2"))


def test_what_was_refused_is_kept_and_the_page_says_so(principal):
    answer = sent(principal, TALK, hard="Emil", happened="2027-01-01")
    assert answer.status_code == 422
    assert "Utkast lagret" in text(answer)
    assert "Emil" in text(principal.get(TALK))
    again = form(text(answer), TALK, wants_group="yes", happened="2026-11-24")
    assert principal.post(TALK, again).status_code == 303
    assert rows() == []


def test_a_stale_form_is_kept_and_says_that_the_case_has_gone_on(principal):
    old = form(text(principal.get(TALK)), TALK, hard="Emil", wants_group="yes")
    act.note(pen(stored()), "Kollegaens notat", TODAY)
    answer = principal.post(TALK, old)
    assert answer.status_code == 409
    assert "Utkast lagret" in text(answer)
    page = text(principal.get(TALK))
    assert "Emil" in page
    assert "noe nytt i saken" in page


def test_a_draft_is_thrown_away_by_a_button(principal):
    sent(principal, TALK, hard="Emil i 6B", do="draft")
    assert sent(principal, TALK, do="discard").status_code == 303
    assert rows() == []
    assert "Emil i 6B" not in text(principal.get(TALK))


def test_of_two_pages_the_second_is_told_and_may_replace_the_first(principal):
    first, second = (
        form(text(principal.get(TALK)), TALK, hard=hard, do="draft")
        for hard in ("Emil først", "Emil så")
    )
    principal.post(TALK, first)
    told = principal.post(TALK, second)
    assert told.status_code == 422
    assert "et annet utkast" in text(told)
    assert "Emil så" in text(told)
    assert "Emil først" in text(principal.get(TALK))
    assert principal.post(TALK, form(text(told), TALK, do="draft")).status_code == 303
    assert "Emil så" in text(principal.get(TALK))


def test_where_another_draft_lies_a_refused_page_says_nothing_of_being_kept(principal):
    old = form(text(principal.get(TALK)), TALK, hard="Emil så", happened="x")
    sent(principal, TALK, hard="Emil først", do="draft")
    answer = principal.post(TALK, old)
    assert answer.status_code == 422
    assert "Emil så" in text(answer)
    assert "Utkast lagret" not in text(answer)
    assert "Emil først" in text(principal.get(TALK))


def test_a_note_is_kept_on_the_cases_own_page(principal):
    answer = sent(principal, NOTE, CASE, note="Ringte hjem", do="draft")
    assert answer.status_code == 303
    page = text(principal.get(CASE))
    assert ">Ringte hjem</textarea>" in page
    assert "Slett utkastet" in page
    assert sent(principal, NOTE, CASE, happened="2026-11-24").status_code == 303
    assert rows() == []
    assert "Ringte hjem" in text(principal.get(CASE))


def test_a_refused_note_and_a_begun_correction_are_kept(principal):
    answer = sent(principal, NOTE, CASE, note="Ringte hjem", happened="x")
    assert answer.status_code == 422
    assert ">Ringte hjem</textarea>" in text(principal.get(CASE))
    one = f"{CASE}/entries/1"
    assert sent(principal, one, correction="Det var far", do="draft").status_code == 303
    assert "Det var far" in text(principal.get(one))
    assert f'href="{one}"' in text(principal.get(CASE))
    assert sent(principal, one).status_code == 303
    assert [row["sk"] for row in rows()] == [f"DRAFT#{PRINCIPAL.id}#note"]


@pytest.mark.parametrize(
    ("path", "page", "place", "field"),
    [
        (TALK, TALK, TALK, "hard"),
        (NOTE, CASE, CASE, "note"),
        (f"{CASE}/move", CASE, CASE, "reason"),
        (f"{CASE}/entries/1", f"{CASE}/entries/1", f"{CASE}/entries/1", "correction"),
    ],
)
def test_what_was_typed_when_the_session_ran_out_waits_for_who_typed_it(
    principal, monkeypatch, path, page, place, field
):
    typed = form(text(principal.get(page)), path, **{field: "Emil i 6B"})
    monkeypatch.setattr(door, "clock", lambda: LATER)
    answer = principal.post(path, typed)
    assert answer.status_code == 401
    assert "utkast til tirsdag 1. desember" in text(answer)
    assert f'href="{place}"' in text(answer)
    assert "Emil" not in text(answer)
    assert hidden(answer) == []
    assert stored().version == 1
    principal.become(PRINCIPAL, LATER)
    assert "Emil i 6B" in text(principal.get(place))


def test_nobody_else_meets_what_was_typed_when_a_session_ran_out(
    principal, monkeypatch
):
    typed = form(text(principal.get(TALK)), TALK, hard="Emil i 6B")
    monkeypatch.setattr(door, "clock", lambda: LATER)
    principal.csrf = "x" * 22
    refused = principal.post(TALK, typed)
    assert refused.status_code == 401
    assert "Emil i 6B" in text(refused)
    assert rows() == []
    principal.become(NURSE, LATER)
    assert principal.get(TALK).status_code == 404


def test_a_form_that_cannot_be_written_now_gives_back_what_was_typed(
    principal, monkeypatch
):
    path = f"{CASE}/forms/meeting"
    monkeypatch.setattr(door, "clock", lambda: LATER)
    answer = principal.post(path, {"went_well": "Alle kom til gruppemøtet"})
    assert answer.status_code == 401
    assert "Alle kom til gruppemøtet" in text(answer)
    assert rows() == []
