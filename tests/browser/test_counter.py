"""The counter under the text field counts as the server does: as people count."""

import pytest

from chalicelib.core.text import clean, count_characters, size_problem
from chalicelib.web.language import texts
from tests.worst_texts import HEAVY, fullest

pytestmark = pytest.mark.browser
JOINED_QUOTES = HEAVY["joined quotes"]
"""One character to the server, which believes every joiner, and many to the browser."""
SAMPLES = {
    "letters": "x" * 450,
    "accents apart": "e\u0301" * 450,
    "family": "👨‍👩‍👧‍👦" * 100 + "z" * 350,
    "skin tones": "👍🏽" * 430,
    "quotes": '"' * 450,
    "flags": "🇳🇴" * 430,
    "Arabic with vowels": "مُ" * 450,
    "lines": "ab\n" * 150,
    "loose ends": "  " + "y" * 450 + " \n",
}


@pytest.fixture
def field(show):
    tab = show("nb", "grades_5_7")
    while not tab.is_visible("textarea"):
        tab.click("#next")
    return tab


def test_browser_and_server_count_alike(field):
    shown, counted = {}, {}
    for kind, text in SAMPLES.items():
        field.fill("textarea", text)
        shown[kind] = field.inner_text(".left")
        counted[kind] = f"Tegn igjen: {500 - count_characters(clean(text, 500))}"
    assert shown == counted


@pytest.mark.parametrize("character", sorted({*HEAVY.values()} - {JOINED_QUOTES}))
def test_browser_and_server_say_alike_that_a_text_takes_too_much_room(field, character):
    text, heavy = fullest(character, 500), texts("nb")("pupil.form.heavy")
    field.fill("textarea", text)
    assert field.inner_text(".left") not in (heavy, "Teksten er 1 tegn for lang")
    more = f"{text[:-1]}{character}A"
    field.fill("textarea", more)
    too_much = size_problem(clean(more, 500), 500)
    said = heavy if too_much == "too_heavy" else "Teksten er 1 tegn for lang"
    assert field.inner_text(".left") == said
    field.wait_for_selector(".left.wrong")


def test_it_shows_near_the_end_and_says_how_much_is_too_much(field):
    field.fill("textarea", "x" * 399)
    assert not field.is_visible(".left")
    field.fill("textarea", "x" * 400)
    assert field.inner_text(".left") == "Tegn igjen: 100"
    field.fill("textarea", "x" * 503)
    assert field.inner_text(".left") == "Teksten er 3 tegn for lang"
