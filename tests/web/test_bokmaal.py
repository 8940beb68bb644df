"""What stands in bokmål in a page of another language is marked as bokmål, and nothing
else is."""

import re
from html import unescape

import pytest

from chalicelib.locales import LOCALES
from chalicelib.web.bokmaal import between_signs, say_where
from chalicelib.web.templates import render

HEI = between_signs("Hei")
SAID = '<bdi lang="nb">Hei</bdi>'


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>x</p>", "<p>x</p>"),
        (f"<p>{HEI}</p>", f"<p>{SAID}</p>"),
        (f"<p>a {HEI} b</p>", f"<p>a {SAID} b</p>"),
        (f'<a title="{HEI}">{HEI}</a>', f'<a title="Hei">{SAID}</a>'),
        (f"<title>{HEI}</title>", '<title lang="nb">Hei</title>'),
        ("<title>x</title>", "<title>x</title>"),
        (f"<script>a<b;f('{HEI}')</script>", "<script>a<b;f('Hei')</script>"),
        (f"<style>p{{content:'{HEI}'}}</style>", "<style>p{content:'Hei'}</style>"),
        (f"<textarea>{HEI}</textarea>", "<textarea>Hei</textarea>"),
        (between_signs("Hei<b>Hei</b>"), f"{SAID}<b>{SAID}</b>"),
        (between_signs(f"Hei{HEI}"), SAID + SAID),
    ],
)
def test_text_is_marked_and_what_can_hold_no_mark_is_left_as_it_is(page, shown):
    assert say_where(page) == shown


def test_a_string_whose_parts_stand_in_two_elements_is_marked_in_both():
    first, _, rest = between_signs("En. To").partition(". ")
    marked = say_where(f"<b>{first}</b> <p>{rest}</p><p>x</p>")
    assert re.findall(r'bdi lang="nb">(\w+)<', marked) == ["En", "To"]
    assert marked.endswith("<p>x</p>")


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(
    "language", [code for code, locale in LOCALES.items() if locale.draft]
)
def test_a_page_of_a_draft_marks_what_the_draft_lacks(language):
    page = render("answer_form/about.html", language, nonce="n", chosen="", version="")
    marked = [
        unescape(phrase) for phrase in re.findall(r'<bdi lang="nb">(.*?)</bdi>', page)
    ]
    bokmaal, own = LOCALES["nb"].strings, LOCALES[language].strings
    assert bokmaal["pupil.about.who.text"] in marked
    assert own["pupil.exit"] in page
    assert not set(own.values()) & set(marked) - set(bokmaal.values())
    assert f'<title lang="nb">{bokmaal["pupil.about.title"]}</title>' in page


@pytest.mark.usefixtures("environment")
def test_a_page_of_a_language_on_offer_has_no_mark():
    page = render("answer_form/about.html", "nn", nonce="n", chosen="", version="")
    assert "<bdi lang" not in page
