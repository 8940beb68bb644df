"""When the bell rings: the page that waits, and the field nobody sees."""

import secrets
from datetime import timedelta

import pytest

from chalicelib.core import ids
from chalicelib.rounds import guesses, slow_guesses
from chalicelib.web import pupil_door as door
from chalicelib.web.language import texts
from tests.cast import NOW
from tests.pupil_browser import text
from tests.rows import rows_with


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_while_wrong_codes_pour_in_the_page_waits_and_then_opens_the_form(
    visitor, monkeypatch, language
):
    for _ in range(guesses.FREE):
        wrong = {"code": ids.new_code(secrets.choice)}
        assert visitor.post("/form", wrong).status_code == 404
    held = visitor.open(lang=language)
    assert held.status_code == 429
    assert held.headers["Retry-After"] == "2"
    assert texts(language)("pupil.wait.text", seconds=2) in text(held)
    monkeypatch.setattr(door, "clock", lambda: NOW + timedelta(seconds=2))
    shown = visitor.post("/form", visitor.hidden(held))
    assert shown.status_code == 200
    assert f'<html lang="{language}"' in text(shown)


def test_a_forged_ticket_is_refused(visitor):
    for _ in range(guesses.FREE):
        slow_guesses.note(NOW, "")
    answer = visitor.open(ticket="a" * 22 + ".1." + "0" * 32)
    assert answer.status_code == 400


def test_what_fills_in_the_unseen_field_gets_the_form_back_with_all_it_chose(visitor):
    page = visitor.open()
    assert 'name="homepage"' in text(page)
    fields = {**visitor.hidden(page), "hurt": "often"}
    filled = visitor.post("/answer", {**fields, "homepage": "https://spam.example"})
    assert filled.status_code == 400
    assert "spam.example" not in text(filled)
    assert 'value="often" checked' in text(filled)
    assert not rows_with("answers", pk="PLACE#")
    assert visitor.post("/answer", {**fields, "homepage": ""}).status_code == 200
