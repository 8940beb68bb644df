"""A person chooses the language of their own pages; an address chooses none."""

import re
from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.sign_in import own_sessions
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, NURSE_THERE, OWNER, PRINCIPAL, PROGRAMME, TEACHER
from tests.staff_browser import text

PAGE, CHANGE = "/staff/sessions", "/staff/sessions/language"


@pytest.mark.parametrize("who", [TEACHER, NURSE, OWNER, PROGRAMME])
def test_everybody_can_choose_and_every_page_follows_at_once(visitor, who):
    visitor.become(who)
    page = text(visitor.get(PAGE))
    assert re.findall(r'name="language" value="(..)"', page) == ["nn", "en"]
    for language in ("en", "nn", "nb"):
        assert visitor.post(CHANGE, {"language": language}).headers["Location"] == PAGE
        page = text(visitor.get(PAGE))
        assert f'<html lang="{language}"' in page
        assert texts(language)("staff.saved.language") in page
        assert f'<html lang="{language}"' in text(visitor.get("/staff/rules"))


def test_it_is_written_down_and_nothing_else_is_changed(visitor):
    visitor.become(NURSE).post(CHANGE, {"language": "en"})
    after = accounts.get(NURSE.body_id, NURSE.id)
    assert (after.language, after.role, after.email) == ("en", NURSE.role, NURSE.email)
    (entry,) = [
        event
        for event in audit.of_body(NURSE.body_id)
        if event.what == "changed_account"
    ]
    assert (entry.who, entry.subject) == (NURSE.id, f"{NURSE.id}.language")
    assert accounts.get(PRINCIPAL.body_id, PRINCIPAL.id).language == "nb"


def test_who_has_several_places_chooses_once_for_all(visitor):
    transaction.commit(*accounts.put_account(NURSE_THERE))
    visitor.become(NURSE).post(CHANGE, {"language": "nn"})
    assert accounts.get(NURSE_THERE.body_id, NURSE_THERE.id).language == "nn"


def test_what_is_not_on_offer_changes_nothing(visitor):
    visitor.become(NURSE)
    for wrong in ("pl", "xx", "", "nb"):
        assert visitor.post(CHANGE, {"language": wrong}).status_code == 303
    assert accounts.get(NURSE.body_id, NURSE.id) == NURSE
    assert texts("nb")("staff.saved.language") not in text(visitor.get(PAGE))


def test_no_page_of_somebody_signed_in_offers_a_language_by_its_address(visitor, stage):
    visitor.become(PRINCIPAL)
    pages = ("inbox", "rounds", "cards", "readiness", "sessions", "rounds/X")
    for path in (f"/staff/{place}" for place in pages):
        page = text(visitor.get(f"{path}?lang=en"))
        assert '<html lang="nb"' in page
        assert not re.search(r'(?:href|action)="[^"]*lang=', page)


def test_what_a_colleague_changed_since_the_page_was_made_stays(visitor):
    visitor.become(NURSE)
    now = accounts.get(NURSE.body_id, NURSE.id)
    transaction.commit(*accounts.change_account(now, replace(now, name="Nytt Navn")))
    own_sessions.change_language(NURSE, "en", NOW)
    after = accounts.get(NURSE.body_id, NURSE.id)
    assert (after.name, after.language) == ("Nytt Navn", "en")
