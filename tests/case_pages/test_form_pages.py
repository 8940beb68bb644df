"""The forms of a case, as a browser sends and shows them."""

import pytest

from chalicelib.case_forms.save import save
from chalicelib.cases import act
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.states import State
from chalicelib.referrals import drafts
from tests.case_forms.test_save import ANSWERS
from tests.case_forms.test_supporters import row
from tests.cases.cast import made, pen, stored
from tests.cases.test_act import TODAY
from tests.cast import NURSE, PRINCIPAL, TEACHER
from tests.forms_of import form
from tests.staff_browser import text

CASE = "/staff/cases/1"


@pytest.fixture
def principal(stage, visitor):
    made(drafts.desk(TEACHER))
    return visitor.become(PRINCIPAL)


def page_of(kind):
    return f"{CASE}/forms/{kind}"


def send(browser, kind, **typed):
    path = page_of(kind)
    return browser.post(path, form(text(browser.get(path)), path, **typed))


def talked():
    save(pen(stored()), EntryKind.TALK, ANSWERS[EntryKind.TALK])


def test_the_case_leads_to_the_form_for_what_is_next(principal):
    assert f'href="{page_of("talk")}"' in text(principal.get(CASE))
    answer = send(principal, "talk", wants_group="yes", scale="3", hard="Emil")
    assert answer.status_code == 303
    page = text(principal.get(CASE))
    assert "Lagret: første samtale." in page
    assert "Gruppe tilbudt" in page
    assert f'href="{page_of("supporters")}"' in page
    entry = text(principal.get(f"{CASE}/entries/2"))
    assert "Emil" in entry
    assert "3 av 10" in entry


def test_what_is_wrong_is_said_by_its_field_and_what_was_typed_is_kept(principal):
    answer = send(principal, "talk", hard="Emil i 6B", happened="2027-01-01")
    assert answer.status_code == 422
    page = text(answer)
    assert "Emil i 6B" in page
    assert 'value="2027-01-01"' in page
    assert 'href="#wants_group"' in page
    assert 'href="#happened"' in page
    assert 'id="happened-wrong"' in page
    assert stored().version == 1


def test_the_second_of_two_is_told_and_saves_with_one_more_press(principal):
    path = page_of("talk")
    before = form(text(principal.get(path)), path, wants_group="yes", hard="Emil")
    act.note(pen(stored()), "Kollegaens notat", TODAY)
    answer = principal.post(path, before)
    assert answer.status_code == 409
    assert "Emil" in text(answer)
    again = form(text(answer), path, wants_group="yes")
    assert principal.post(path, again).status_code == 303
    assert stored().state is State.GROUP_OFFERED


def test_a_review_shows_what_was_said_once_the_number_is_given(principal):
    talked()
    path = page_of("review")
    first = text(principal.get(path))
    assert "3 av 10" not in first
    assert "Hjelper gruppen?" not in first
    given = principal.post(path, form(first, path, scale="5", do="scale"))
    then = text(given)
    assert given.status_code == 200
    assert "3 av 10" in then
    assert "Hjelper gruppen?" in then
    assert stored().version == 2
    last = form(then, path, helped="yes", decision="continue")
    assert principal.post(path, last).status_code == 303
    assert "5 av 10" in text(principal.get(f"{CASE}/entries/3"))


def test_a_number_that_is_none_is_asked_for_again(principal):
    talked()
    path = page_of("review")
    first = text(principal.get(path))
    answer = principal.post(path, form(first, path, scale="11", do="scale"))
    assert answer.status_code == 422
    assert "3 av 10" not in text(answer)


def test_supporters_are_listed_with_a_warning_and_the_agenda_has_them(principal):
    talked()
    typed = {name: value[0] for name, value in row(1, "Emil Ø.").items()}
    assert send(principal, "supporters", **typed).status_code == 303
    page = text(principal.get(CASE))
    assert "Emil Ø." in page
    assert "færre enn fem" in page
    agenda = text(principal.get(f"{CASE}/agenda"))
    assert "Gruppemøte 1: saksliste" in agenda
    assert "Emil Ø." in agenda
    assert "Test Elev" not in agenda
    assert send(principal, "meeting", proposal_1="Spise sammen").status_code == 303
    assert "Spise sammen" in text(principal.get(f"{CASE}/agenda"))


def test_what_does_not_fit_where_the_case_is_is_not_found(principal):
    for path in (page_of("meeting"), page_of("check"), f"{CASE}/agenda"):
        assert principal.get(path).status_code == 404
    for path in (page_of("note"), page_of("x")):
        assert principal.get(path).status_code == 404


def test_who_may_not_open_the_case_writes_nothing_in_it(principal):
    principal.become(NURSE)
    assert principal.get(page_of("talk")).status_code == 404
    assert principal.post(page_of("talk"), {"wants_group": "yes"}).status_code == 404
