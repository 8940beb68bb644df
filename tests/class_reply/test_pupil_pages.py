"""What a class is told, on a pupil's phone."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.class_reply.class_word import grouped, word_of
from chalicelib.class_reply.write_reply import take_down
from chalicelib.rounds import store as rounds
from chalicelib.rounds.guesses import FREE
from chalicelib.storage import transaction
from chalicelib.web import pupil_door as door
from chalicelib.web.language import texts
from tests.cast import NOW
from tests.class_reply.cast import CONTENT, OVER, TEXT, answered, press_of, told
from tests.pupil_browser import text, words
from tests.pupil_cast import receipt_with, ticket_of

t, en = texts("nb"), texts("en")


@pytest.fixture
def pupil(pupil_at_the_door, monkeypatch):
    monkeypatch.setattr(door, "clock", lambda: OVER)
    answered(pupil_at_the_door.stage)
    return pupil_at_the_door


@pytest.fixture
def word(pupil):
    told(pupil.stage)
    return word_of(pupil.stage.round.id, "6A")


def test_with_the_word_anybody_reads_it_and_nobody_types_a_code(pupil, word):
    page = pupil.get(f"/class?word={word}&lang=nb")
    assert page.status_code == 200
    said = words(page)
    for line in (*TEXT.told.splitlines(), TEXT.doing, TEXT.whom):
        assert line in said
    assert t("pupil.reply.class", label="6A") in said
    assert t("pupil.reply.again.on", day=t.full_day(CONTENT.again_on)) in said
    assert 'name="code"' not in text(page)


def test_the_page_is_kept_by_nobody_and_found_by_no_search_engine(pupil, word):
    headers = pupil.get(f"/class?word={word}").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_the_school_and_who_wrote_it_stand_nowhere_on_it(pupil, word):
    page = text(pupil.get(f"/class?word={word}"))
    for hidden in ("Testskolen", "Test A3", pupil.stage.round.id, "A3"):
        assert hidden not in re.sub(r"<(script|style).*?</\1>", "", page, flags=re.S)


def test_a_word_is_typed_as_it_stands_on_paper(pupil, word):
    typed = {"word": grouped(word).lower(), "lang": "nb"}
    page = pupil.post("/class?lang=nb", typed)
    assert page.status_code == 200
    assert TEXT.doing in words(page)
    assert f"/class?word={word}&amp;lang=en" in text(page)


def test_in_a_language_it_is_not_written_in_the_words_around_it_are_and_it_says_so(
    pupil, word
):
    page = pupil.get(f"/class?word={word}&lang=en")
    assert en("pupil.reply.told") in words(page)
    assert en("pupil.reply.other_language", language="Bokmål") in words(page)
    assert text(page).count('class="point" lang="nb"') == 4
    assert en("pupil.read") not in words(page)


def test_it_can_be_heard_where_the_device_has_a_voice_for_the_language(pupil, word):
    page = text(pupil.get(f"/class?word={word}&lang=nb"))
    assert re.search(r'class="small listen"[^>]* hidden>', page)
    assert 'data-voices="nb no"' in page
    (heard,) = re.findall(r'<div class="question">(.*?)</div>', page, re.S)
    assert "listen" in heard
    assert TEXT.whom in heard


def test_what_is_typed_wrong_comes_back_with_words_and_is_in_no_address(pupil, word):
    page = pupil.post("/class?lang=nb", {"word": "K7M <b>"})
    assert page.status_code == 422
    assert t("error.word_mistyped.title") in words(page)
    assert 'value="K7M &lt;b&gt;"' in text(page)
    assert not re.search(r'(?:href|action)="[^"]*K7M', text(page))


def test_a_pupils_own_code_typed_here_is_in_no_address(pupil, word):
    code = pupil.stage.codes[7]
    page = pupil.post("/class?lang=nb", {"word": code})
    assert page.status_code == 422
    assert not re.search(rf'(?:href|action)="[^"]*{code}', text(page))
    assert '<form method="post"' in text(pupil.get("/class"))


def test_a_word_that_leads_nowhere(pupil):
    page = pupil.get("/class?word=222222222&lang=nb")
    assert page.status_code == 404
    assert t("error.word_unknown.title") in words(page)
    assert t("error.word_unknown.next") in words(page)


@pytest.mark.parametrize("word", ["", "x", "2" * 4000, "%F0%9F%92%A9", "' OR 1=1"])
def test_what_is_no_word_in_an_address(pupil, word):
    assert pupil.get(f"/class?word={word}").status_code == 422


def test_a_page_that_was_taken_down_says_so(pupil, word):
    take_down(press_of(pupil.stage, seen=1, attempt="s" * 22))
    page = pupil.get(f"/class?word={word}&lang=nb")
    assert page.status_code == 410
    assert t("pupil.reply.is.down") in words(page)
    assert TEXT.doing not in words(page)


def test_a_round_that_is_gone(pupil, word, later):
    shred = rounds.shred_round(rounds.get(pupil.stage.round.id), OVER.date())
    transaction.commit(*shred)
    page = pupil.get(f"/class?word={word}&lang=nb")
    assert page.status_code == 410
    assert t("pupil.reply.is.gone") in words(page)
    later(pupil.stage.round.expires_at - NOW + timedelta(seconds=1))
    assert pupil.get(f"/class?word={word}").status_code == 404


def test_while_wrong_codes_pour_in_one_waits_and_then_reads(pupil, word, monkeypatch):
    for _ in range(FREE):
        pupil.get("/class?word=222222222")
    waits = pupil.get(f"/class?word={word}&lang=nb")
    assert waits.status_code == 429
    assert re.search(r'action="/class\?lang=nb"', text(waits))
    monkeypatch.setattr(door, "clock", lambda: OVER + timedelta(seconds=3))
    page = pupil.post("/class?lang=nb", pupil.hidden(waits))
    assert TEXT.doing in words(page)


def test_without_the_database_the_word_stays_and_is_sent_again(pupil, word, fails):
    with fails("dynamodb", "GetItem", "throttled"):
        page = pupil.get(f"/class?word={word}&lang=nb")
    assert page.status_code == 503
    assert TEXT.doing in words(pupil.post("/class?lang=nb", pupil.hidden(page)))


def test_it_is_led_to_from_the_first_page_and_from_a_receipt(pupil, word, monkeypatch):
    assert '"/class?lang=nb"' in text(pupil.get("/?lang=nb"))
    monkeypatch.setattr(door, "clock", lambda: NOW)
    code = receipt_with(ticket_of(pupil.stage, "t" * 22))
    link = f'href="/class?word={word}&amp;lang=nb"'
    assert link not in text(pupil.post("/thread", {"receipt": code, "lang": "nb"}))
    monkeypatch.setattr(door, "clock", lambda: OVER)
    assert link in text(pupil.post("/thread", {"receipt": code, "lang": "nb"}))


def test_what_somebody_wrote_is_no_markup(pupil):
    sly = replace(TEXT, told="<script>alert(1)</script>\n\u202eabc")
    told(pupil.stage, content=replace(CONTENT, texts={"nb": sly}))
    word = word_of(pupil.stage.round.id, "6A")
    page = text(pupil.get(f"/class?word={word}&lang=nb"))
    assert "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>" in page
    assert "<bdi>\u202eabc</bdi>" in page
