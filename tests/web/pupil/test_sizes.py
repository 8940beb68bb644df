"""How much a pupil may write, and what becomes of what is too much."""

from html import unescape
from urllib.parse import urlencode

import pytest

from chalicelib.i18n import texts
from chalicelib.web import http
from tests.rows import rows_with
from tests.web.pupil.conftest import text

LANGUAGES = ("nb", "nn", "en")
HEAVY = {
    "family": "👨‍👩‍👧‍👦",
    "kiss": "👩🏽‍❤️‍💋‍👨🏽",
    "flag": "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "letter": "å",
    "accent": "e\u0301",
}


@pytest.fixture
def visitor(pupil_at_the_door):
    return pupil_at_the_door


@pytest.fixture
def thread(visitor):
    thanks = visitor.hidden(visitor.send(0))
    page = visitor.post("/receipt", {"ticket": thanks["ticket"], "saved": "yes"})
    return {name: visitor.hidden(page)[name] for name in ("receipt", "attempt")}


@pytest.mark.parametrize("letter", HEAVY.values(), ids=HEAVY)
def test_five_hundred_of_the_heaviest_letters_get_through(visitor, thread, letter):
    form = visitor.hidden(visitor.open(1))
    sent = visitor.post("/answer", {**form, "more": letter * 500})
    assert sent.status_code == 200
    assert visitor.post("/thread/write", {**thread, "text": letter * 500}).status_code == 200
    assert len(rows_with("answers", sk="MESSAGE#")) == 1


@pytest.mark.parametrize("letter", ["å" * 3000, HEAVY["family"] * 600], ids=["long", "heavy"])
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
        *((path, http.MOST_TEXT_BYTES) for path in ("/form", "/answer", "/thread/write")),
        *((path, http.MOST_BYTES) for path in ("/contact", "/receipt", "/thread")),
        ("/thread/withdraw", http.MOST_BYTES),
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
def test_what_nobody_can_read_is_answered_in_the_language_of_the_page(visitor, language):
    own = visitor.hidden(visitor.open(lang=language))
    for path in (f"/answer?lang={language}", f"/form?lang={language}"):
        assert f'action="{path}"' in text(visitor.post("/form", own))
        unreadable = urlencode({**own, "more": "x"}).encode() + b"%FF"
        page = visitor.post(path, unreadable)
        assert page.status_code == 400
        assert f'<html lang="{language}"' in text(page)
