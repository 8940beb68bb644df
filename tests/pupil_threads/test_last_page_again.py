"""Sent again, said again, opened again: nothing is dropped, doubled or told wrongly."""

import re
from html import unescape

import pytest

from chalicelib.pupil_threads.ask_contact import MOST_REQUESTS
from chalicelib.web.language import texts
from tests.cast import NURSE, PRINCIPAL, SLOT
from tests.pupil_browser import text
from tests.pupil_cast import from_pupils
from tests.rows import all_rows, rows_with

LANGUAGES = ("nb", "nn", "en")
SENT_ONLY = (
    *("/form", "/answer", "/thanks", "/contact", "/receipt"),
    *("/thread/write", "/thread/withdraw"),
)


@pytest.fixture
def ticket(visitor):
    page = text(visitor.send(0, contact="today"))
    return {"ticket": re.search(r'name="ticket" value="(.*?)"', page)[1]}


@pytest.fixture
def own(visitor, ticket):
    thread = visitor.post("/receipt", {**ticket, "saved": "yes"})
    return {name: visitor.hidden(thread)[name] for name in ("receipt", "attempt")}


def asking(ticket, **other):
    return {
        **ticket,
        "whom": "principal",
        "urgency": "today",
        "name": "Kim Prøvesen",
        **other,
    }


def test_who_asks_for_somebody_else_afterwards_is_heard_by_both(visitor, ticket):
    for whom in ("principal", "nurse", "nurse"):
        assert visitor.post("/contact", asking(ticket, whom=whom)).status_code == 200
    assert [len(from_pupils(account, SLOT)) for account in (PRINCIPAL, NURSE)] == [1, 2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_asks_too_often_is_told_where_to_turn(visitor, ticket, language):
    for number in range(MOST_REQUESTS + 1):
        asked = asking(ticket, name=f"Kim {number}", lang=language)
        page = visitor.post("/contact", asked)
    assert page.status_code == 409
    assert texts(language)("error.asked_enough.next") in text(page)
    assert len(rows_with("answers", sk="MESSAGE#")) == MOST_REQUESTS


def test_other_words_from_the_same_page_are_not_said_to_be_sent_unless_they_are(
    visitor, own
):
    for said in ("Hei", "Jeg er redd"):
        page = text(visitor.post("/thread/write", {**own, "text": said}))
        assert texts("nb")("pupil.thread.sent") in page
        assert f"<bdi>{said}</bdi>" in page
    assert (
        visitor.post("/thread/write", {**own, "attempt": "", "text": "Hei"}).status_code
        == 400
    )
    assert len(rows_with("answers", sk="MESSAGE#")) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_that_was_taken_back_is_not_shown_as_a_good_one(
    visitor, ticket, own, language
):
    visitor.post("/thread/withdraw", own)
    again = visitor.post("/receipt", {**ticket, "lang": language})
    assert again.status_code == 410
    assert texts(language)("pupil.thread.withdrawn.what") in unescape(text(again))
    assert own["receipt"][:3] + " " not in text(again)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", SENT_ONLY)
def test_an_address_that_only_takes_what_a_page_sends_says_so(visitor, path, language):
    before = all_rows()
    page = visitor.get(f"{path}?lang={language}")
    assert (page.status_code, page.headers["Allow"]) == (405, "POST")
    for part in ("title", "what", "kept", "next"):
        assert texts(language)(f"error.method.{part}") in unescape(text(page))
    assert all_rows() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_wishes_to_be_spoken_with_is_told_to_write_a_name_and_so_is_everyone(
    visitor, language
):
    for number, wish in ((1, "today"), (2, "no_thanks")):
        page = unescape(text(visitor.send(number, contact=wish, lang=language)))
        button = page.index(f"<summary>{texts(language)('pupil.after.contact')}")
        assert (
            button
            < page.index(texts(language)("pupil.after.asked"))
            < page.index("/contact")
        )


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_answers_changed_after_they_were_sent_are_said_not_to_be_with_them(
    visitor, lang
):
    form = visitor.hidden(visitor.open(0, lang=lang))
    said = texts(lang)("pupil.thanks.once").replace("'", "&#39;")
    assert said not in text(visitor.post("/answer", {**form, "hurt": "few"}))
    assert said not in text(visitor.post("/answer", {**form, "hurt": "few"}))
    late = visitor.post("/answer", {**form, "hurt": "few", "contact": "today"})
    assert late.status_code == 200
    assert said in text(late)
