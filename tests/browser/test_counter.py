"""The counter under the text field counts as the server does: as people count."""

import pytest

from chalicelib.domain.text import clean, count_characters

pytestmark = pytest.mark.browser
SAMPLES = {
    "letters": "x" * 450,
    "accents apart": "e\u0301" * 450,
    "family": "👨‍👩‍👧‍👦" * 450,
    "skin tones": "👍🏽" * 450,
    "flags": "🇳🇴" * 450,
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


def test_it_shows_near_the_end_and_says_how_much_is_too_much(field):
    field.fill("textarea", "x" * 399)
    assert not field.is_visible(".left")
    field.fill("textarea", "x" * 400)
    assert field.inner_text(".left") == "Tegn igjen: 100"
    field.fill("textarea", "x" * 503)
    assert field.inner_text(".left") == "Teksten er 3 tegn for lang"
