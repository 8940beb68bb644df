"""How much a pupil may write, and what becomes of what is too much."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest

from chalicelib.web import form_body
from chalicelib.web.language import texts
from tests.pupil_browser import text
from tests.rows import rows_with
from tests.worst_texts import HEAVY

LANGUAGES = ("nb", "nn", "en")


@pytest.fixture
def thread(visitor):
    thanks = visitor.hidden(visitor.send(0))
    page = visitor.post("/receipt", {"ticket": thanks["ticket"], "saved": "yes"})
    return {name: visitor.hidden(page)[name] for name in ("receipt", "attempt")}


LETTERS = ("å", "e\u0301", "字", "मु", "ب\u064f", "😀")
REQUEST = {"whom": "someone_else", "urgency": "today", "name": "Kim", "who": ""}


@pytest.mark.parametrize("letter", LETTERS)
def test_five_hundred_letters_of_any_script_get_through(visitor, thread, letter):
    form = visitor.hidden(visitor.open(1))
    sent = visitor.post("/answer", {**form, "more": letter * 500})
    assert sent.status_code == 200
    assert (
        visitor.post("/thread/write", {**thread, "text": letter * 500}).status_code
        == 200
    )
    assert len(rows_with("answers", sk="MESSAGE#")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_that_takes_too_much_room_is_told_so_and_kept(visitor, language):
    t = texts(language)
    form = visitor.hidden(visitor.open(1, lang=language))
    heavy = HEAVY["family"] * 200
    page = visitor.post("/answer", {**form, "more": heavy, "hurt": "often"})
    assert page.status_code == 400
    assert t("pupil.problems.too_heavy") in unescape(text(page))
    assert t("pupil.problems.too_long") not in unescape(text(page))
    assert '<a href="#more">' in text(page)
    assert heavy in unescape(text(page))
    assert len(re.findall(" checked", text(page))) == 1
    assert not rows_with("answers", sk="ANSWER#")
    lighter = visitor.post(
        "/answer", {**visitor.hidden(page), "more": heavy[: len(heavy) // 2]}
    )
    assert lighter.status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("field", "times"), [("text", 200), ("name", 30)])
def test_a_message_or_a_name_that_takes_too_much_room_is_told_so_and_kept(
    visitor, thread, field, times, language
):
    heavy = HEAVY["family"] * times
    page = visitor.post(f"/thread/write?lang={language}", {**thread, field: heavy})
    assert page.status_code == 422
    kind = {"text": "thread.problem.too_heavy", "name": "contact.problem.name.heavy"}[
        field
    ]
    assert texts(language)(f"pupil.{kind}") in unescape(text(page))
    assert heavy in unescape(text(page))
    assert not rows_with("answers", sk="MESSAGE#")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", ["name", "who"])
def test_a_request_whose_name_takes_too_much_room_says_which(visitor, field, language):
    t = texts(language)
    own = {"ticket": visitor.hidden(visitor.send(0))["ticket"], **REQUEST}
    heavy = HEAVY["family"] * 30
    page = visitor.post(f"/contact?lang={language}", {**own, field: heavy})
    assert page.status_code == 400
    assert unescape(text(page)).count(t(f"pupil.contact.problem.{field}.heavy")) == 2
    assert t(f"pupil.contact.problem.{field}", most=80) not in unescape(text(page))
    assert f'<a href="#{field}">' in text(page)
    assert heavy in unescape(text(page))
    assert not rows_with("answers", sk="MESSAGE#")


@pytest.mark.parametrize(
    "letter", ["å" * 3000, HEAVY["family"] * 600], ids=["long", "heavy"]
)
def test_what_is_too_long_comes_back_with_every_letter(visitor, thread, letter):
    form = visitor.hidden(visitor.open(1))
    for page in (
        visitor.post("/answer", {**form, "more": letter}),
        visitor.post("/form", {**form, "more": letter, "lang": "nn"}),
        visitor.post("/thread/write", {**thread, "text": letter}),
    ):
        assert page.status_code in (200, 400, 422)
        assert letter in unescape(text(page))
    assert not rows_with("answers", sk="MESSAGE#")


@pytest.mark.parametrize(
    ("path", "most"),
    [
        *(
            (path, form_body.MOST_TEXT_BYTES)
            for path in ("/form", "/answer", "/thread/write")
        ),
        *((path, form_body.MOST_BYTES) for path in ("/contact", "/receipt", "/thread")),
        ("/thread/withdraw", form_body.MOST_BYTES),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_bound_and_what_is_over_it_is_told_in_the_pupils_language(
    visitor, path, most, language
):
    page = visitor.post(f"{path}?lang={language}", b"x" * (most + 1))
    assert page.status_code == 413
    for part in ("title", "what", "kept", "next"):
        assert texts(language)(f"error.too_large.{part}") in unescape(text(page))
    assert visitor.post(path, b"x" * most).status_code != 413


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_can_read_is_answered_in_the_language_of_the_page(
    visitor, language
):
    own = visitor.hidden(visitor.open(lang=language))
    for path in (f"/answer?lang={language}", f"/form?lang={language}"):
        assert f'action="{path}"' in text(visitor.post("/form", own))
        unreadable = urlencode({**own, "more": "x"}).encode() + b"%FF"
        page = visitor.post(path, unreadable)
        assert page.status_code == 400
        assert f'<html lang="{language}"' in text(page)
