"""The sheets at the staff's door."""

from datetime import date
from html import unescape

import pytest

from chalicelib.answer_form.privacy import RIGHTS, numbers
from chalicelib.help_pages import accessibility
from chalicelib.help_pages.sheets import BY_NAME, LANGUAGES
from chalicelib.schools import retention_store
from chalicelib.schools.retention import Retention
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NURSE, OWNER, PROGRAMME, TEACHER
from tests.staff_browser import text


def read(visitor, path):
    return unescape(text(visitor.get(path)))


@pytest.mark.parametrize("who", [TEACHER, NURSE, OWNER, ADMINISTRATOR, PROGRAMME])
def test_whoever_is_signed_in_reads_every_sheet_in_the_language_they_ask_for(
    stage, visitor, who
):
    visitor.become(who)
    listed = read(visitor, "/staff/help")
    for language in LANGUAGES:
        for name in (*BY_NAME, "accessibility"):
            path = f"/staff/help/{name}/{language}"
            assert f'href="{path}"' in listed
            page = read(visitor, path)
            assert texts(language)(f"sheet.{name}.title") in page
            assert f'<html lang="{language}"' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_staff_read_of_rights_what_guardians_read(stage, visitor, language):
    visitor.become(NURSE)
    t = texts(language)
    page = read(visitor, f"/staff/help/rights/{language}")
    assert t("privacy.rights.text") in page
    for right in RIGHTS:
        assert t(f"rights.{right}", **numbers()) in page


def test_the_list_leads_to_whether_the_service_works(stage, visitor):
    visitor.become(TEACHER)
    assert 'href="https://svar.example/status?lang=nb"' in read(visitor, "/staff/help")


def test_the_letter_has_the_schools_name_and_the_owners_own_days(stage, visitor):
    visitor.become(NURSE)
    transaction.commit(retention_store.put_retention("WNERAA", Retention(91)))
    page = read(visitor, "/staff/help/guardians/nn")
    assert '<p class="sender">Testskolen</p>' in page
    assert "91 dagar" in page
    assert "/about/guardians" in page


def test_who_is_at_no_school_gets_a_line_to_write_its_name_on(stage, visitor):
    page = read(visitor.become(OWNER), "/staff/help/guardians/nb")
    assert texts("nb")("sheet.fill_in") in page


def test_what_nobody_has_tried_is_said_to_be_so(stage, visitor, monkeypatch):
    visitor.become(NURSE)
    t, path = texts("nb"), "/staff/help/accessibility/nb"
    assert t("sheet.accessibility.not_tried") in read(visitor, path)
    tried = (accessibility.TriedByHand("keyboard", date(2026, 11, 2)),)
    monkeypatch.setattr(accessibility, "BY_HAND", tried)
    page = read(visitor, path)
    assert t("sheet.accessibility.not_tried") not in page
    assert t("sheet.accessibility.tried", day=t.full_day(tried[0].on)) in page


@pytest.mark.parametrize("path", ["guardians/xx", "nothing/nb", "guardians/ar"])
def test_what_is_no_sheet_and_no_language_does_not_exist(stage, visitor, path):
    assert visitor.become(NURSE).get(f"/staff/help/{path}").status_code == 404
