"""The page of what the pupil can see, and the pupil's own page with it."""

from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.cases import make_case
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cases.cast import made, stored
from tests.cast import NOW, NURSE, PRINCIPAL, TEACHER
from tests.forms_of import form
from tests.pupil_browser import words
from tests.pupil_cast import from_pupils, opened, receipt_with, ticket_of
from tests.staff_browser import text

CASE, SHOWN = "/staff/cases/1", "/staff/cases/1/shown"


@pytest.fixture
def code(stage):
    code = receipt_with(ticket_of(stage, "t" * 22), "Ingen vil være med meg.")
    (item,) = from_pupils(PRINCIPAL)
    turn = opened(PRINCIPAL, item).item.handling.turn
    make_case.make(Press(PRINCIPAL, item.kind, item.id, turn, NOW))
    return code


def press(browser, what):
    page = text(browser.get(SHOWN))
    return browser.post(SHOWN, form(page, SHOWN, do=what))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_shows_what_the_pupil_would_see_and_the_pupils_page_the_same(
    code, visitor, pupil_at_the_door, language
):
    person = replace(PRINCIPAL, language=language)
    transaction.commit(*accounts.put_account(person))
    t, staff = texts(language), visitor.become(PRINCIPAL)
    said = t("pupil.thread.followed.talk", on=t.full_day(NOW.date().replace(day=26)))
    role = t("pupil.thread.followed.role.principal")
    assert f'href="{SHOWN}"' in text(staff.get(CASE))
    page = text(staff.get(SHOWN))
    assert t("shown.would") in page
    assert said in page

    def pupils_page():
        sent = {"receipt": code, "lang": language}
        return words(pupil_at_the_door.post("/thread", sent))

    assert t("pupil.thread.followed") not in pupils_page()
    assert press(staff, "show").status_code == 303
    assert t("shown.now") in text(staff.get(SHOWN))
    found = pupils_page()
    assert said in found
    assert role in found
    assert PRINCIPAL.name not in found
    assert press(staff, "hide").status_code == 303
    assert t("pupil.thread.followed") not in pupils_page()


def test_where_no_pupil_has_a_code_that_is_said_and_there_is_no_button(stage, visitor):
    made(drafts.desk(TEACHER))
    visitor.become(PRINCIPAL)
    page = text(visitor.get(SHOWN))
    assert texts("nb")("shown.problem.no_code") in page
    assert 'value="show"' not in page
    sent = {"do": "show", "attempt": "a" * 22, "version": "1"}
    assert visitor.post(SHOWN, sent).status_code == 422


def test_who_may_not_open_the_case_gets_no_page_and_an_old_one_is_told(code, visitor):
    visitor.become(PRINCIPAL)
    old = {"do": "show", "attempt": "a" * 22, "version": "0"}
    assert visitor.post(SHOWN, old).status_code == 409
    assert visitor.post(SHOWN, {**old, "attempt": "x"}).status_code == 400
    visitor.become(NURSE)
    assert visitor.get(SHOWN).status_code == 404
    assert visitor.post(SHOWN, old).status_code == 404
    assert stored().shown is None


def test_who_presses_on_an_older_page_is_told_and_not_of_what_they_wrote(code, visitor):
    staff, t = visitor.become(PRINCIPAL), texts("nb")
    late = form(text(staff.get(SHOWN)), SHOWN, do="show", attempt="z" * 22)
    assert press(staff, "show").status_code == 303
    refused = staff.post(SHOWN, late)
    assert refused.status_code == 409
    assert t("shown.problem.changed") in text(refused)
    assert t("case.problem.changed") not in text(refused)
