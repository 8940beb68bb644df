"""The closing forms at the pupils' door: what is said before the first question, and the
same way through as every form."""

from html import unescape

import pytest

from chalicelib.answer_form.submit import FORM_LASTS
from chalicelib.forms.closing_forms import CLOSING_FORMS
from chalicelib.forms.questions import Choice
from chalicelib.web import pupil_door as door
from chalicelib.web.language import texts
from tests.cast import NOW
from tests.closing_answers.cast import codes_of
from tests.closing_answers.test_make_codes import pupils
from tests.pupil_browser import text, words
from tests.rows import rows_with

LANGUAGES = ("nb", "nn", "en")
CODES = {"closing_pupil": pupils, "closing_supporters": lambda: codes_of(1)[0]}
BEFORE_THE_FIRST = {
    "closing_pupil": (
        "Dette er ikke anonymt.",
        "Test A2 , som er med og leder skolen, eller en annen voksen som hjelper deg,"
        " leser svarene.",
        "Svarene blir slettet fredag 24. desember 2027.",
    ),
    "closing_supporters": (
        "Svarene dine er anonyme.",
        "Skolen får ikke se dem før halvåret er over.",
        "Da må minst tre grupper og ti elever ha svart.",
        "Svarene blir slettet mandag 31. januar 2028.",
    ),
}


def opened(visitor, form_id, **fields):
    return visitor.post("/form", {"code": CODES[form_id](), **fields})


def sent(visitor, shown, **items):
    fields = {**visitor.hidden(shown), "asked": "empty", **items}
    return visitor.post("/answer", fields)


@pytest.mark.parametrize("form_id", CODES)
def test_who_reads_and_how_long_it_is_kept_is_said_before_the_first_question(
    visitor, form_id
):
    page = words(opened(visitor, form_id))
    first = CLOSING_FORMS[form_id].questions[0].id
    before = page.partition(texts("nb").item(form_id, first))[0]
    for said in BEFORE_THE_FIRST[form_id]:
        assert said in before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form_id", CODES)
def test_every_question_and_option_is_there_and_none_takes_text(
    visitor, form_id, language
):
    page, t = text(opened(visitor, form_id, lang=language)), texts(language)
    assert f'<html lang="{language}"' in page
    assert "<textarea" not in page
    for question in CLOSING_FORMS[form_id].questions:
        assert isinstance(question, Choice)
        for option in question.options:
            assert f'name="{question.id}" value="{option}"' in page
            assert t.option(form_id, question.id, option) in unescape(page)
    assert len(page) < 90_000


@pytest.mark.parametrize("form_id", CODES)
def test_sending_thanks_as_every_form_does_and_offers_to_talk(visitor, form_id):
    thanks = sent(visitor, opened(visitor, form_id))
    page, t = text(thanks), texts("nb")
    assert thanks.status_code == 200
    assert t("pupil.thanks.sent") in words(thanks)
    assert t("pupil.after.contact.what") in page
    assert t("pupil.after.receipt") in page
    # The answers never go along with what somebody says afterwards
    assert t("pupil.contact.along") not in page
    assert t("pupil.receipt.along") not in page
    assert t("pupil.thanks.wish.then") not in page


def test_who_asks_to_talk_afterwards_is_in_the_inbox_without_the_answers(visitor):
    thanks = sent(visitor, opened(visitor, "closing_supporters"), was_hard="yes")
    asked = {"whom": "nurse", "urgency": "today", "name": "Kim Prøvesen"}
    ticket = {"ticket": visitor.hidden(thanks)["ticket"]}
    assert visitor.post("/contact", {**ticket, **asked}).status_code == 200
    (message,) = rows_with("answers", sk="MESSAGE#")
    assert message["kind"] == "contact"
    assert rows_with("answers", pk="ALONG#") == []


@pytest.mark.parametrize("form_id", CODES)
def test_the_same_form_twice_is_stored_once_and_another_attempt_is_told(
    visitor, form_id
):
    code = CODES[form_id]()
    first, second = (visitor.post("/form", {"code": code}) for _ in range(2))
    for _ in range(2):
        assert sent(visitor, first).status_code == 200
    assert sent(visitor, second).status_code == 409
    assert len(rows_with("answers", pk="PLACE#")) == 1


@pytest.mark.parametrize("form_id", CODES)
def test_a_form_left_open_for_half_a_day_is_shown_again_with_what_was_chosen(
    visitor, form_id, monkeypatch
):
    shown = opened(visitor, form_id)
    item = CLOSING_FORMS[form_id].questions[1]
    monkeypatch.setattr(door, "clock", lambda: NOW + FORM_LASTS)
    again = sent(visitor, shown, **{item.id: item.options[0]})
    assert again.status_code == 400
    assert f'name="{item.id}" value="{item.options[0]}" checked' in text(again)
    assert rows_with("answers", pk="PLACE#") == []
