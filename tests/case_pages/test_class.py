"""After a new school year the page of a case asks whether the class is right."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.case_access.break_glass import break_glass
from chalicelib.referrals import drafts
from chalicelib.staff_door import door
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.case_access.cast import OTHER
from tests.cases.cast import made, new_year, pen, stored
from tests.cast import NOW, PRINCIPAL, TEACHER
from tests.forms_of import form
from tests.staff_browser import text

CASE, CLASS = "/staff/cases/1", "/staff/cases/1/class"
AUTUMN = NOW + timedelta(minutes=5)


@pytest.fixture
def principal(visitor):
    made(drafts.desk(TEACHER))
    return visitor.become(PRINCIPAL)


@pytest.fixture
def after_summer(principal, monkeypatch):
    new_year(NOW + timedelta(minutes=1))
    monkeypatch.setattr(door, "clock", lambda: AUTUMN)
    return principal


def test_before_a_new_school_year_nothing_is_asked(principal):
    assert texts("nb")("case.class") not in text(principal.get(CASE))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_and_the_list_ask_and_one_press_answers(after_summer, language):
    person = replace(PRINCIPAL, language=language)
    transaction.commit(*accounts.put_account(person))
    t, said = texts(language), texts(language)("case.class.moved", said="6A", now="7A")
    page = text(after_summer.get(CASE))
    assert said in page
    assert t("case.stuck.class") in text(after_summer.get("/staff/cases"))
    asked = form(page, CLASS)
    assert ("class", "7A") in asked
    assert after_summer.post(CLASS, asked).status_code == 303
    page = text(after_summer.get(CASE))
    assert t("case.class") not in page
    assert t("case.entry.about") in page
    assert t("case.stuck.class") not in text(after_summer.get("/staff/cases"))


def test_of_a_class_that_was_in_the_last_grade_that_is_said(principal, monkeypatch):
    new_year(NOW + timedelta(minutes=1), over=True)
    monkeypatch.setattr(door, "clock", lambda: AUTUMN)
    said = texts("nb")("case.class.over", said="6A", now="6A")
    assert said in text(principal.get(CASE))


def test_who_typed_something_too_long_reads_why_and_has_it_still(after_summer):
    page = text(after_summer.get(CASE))
    refused = after_summer.post(CLASS, form(page, CLASS, **{"class": "7" * 101}))
    assert refused.status_code == 422
    assert ("class", "7" * 101) in form(text(refused), CLASS)


def test_who_only_reads_is_told_and_has_no_button(after_summer):
    transaction.commit(*accounts.put_account(OTHER))
    why = "Eleven kom til meg og gråt i dag."
    break_glass(pen(stored(), "g" * 22, AUTUMN, account=OTHER), why)
    page = text(after_summer.become(OTHER).get(CASE))
    assert texts("nb")("case.class") in page
    assert f'action="{CLASS}"' not in page
