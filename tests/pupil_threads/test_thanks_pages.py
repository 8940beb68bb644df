"""The last page: it comes again, it never loses the way to an adult, and it is one page
for all."""

import re
from datetime import timedelta
from html import unescape

import pytest

from chalicelib.rounds.round import Mode
from chalicelib.web import pupil_door as door
from chalicelib.web.language import texts
from tests.cast import NOW, set_the_stage
from tests.pupil_browser import text
from tests.rows import all_rows

LANGUAGES = ("nb", "nn", "en")


def kept(page) -> dict[str, str]:
    """What the tab's history keeps of the last page."""
    found = re.findall(r'data-(ticket|answers|again)="(.*?)"', text(page))
    return {name: unescape(value) for name, value in found}


def without_chance(page) -> str:
    """The page, without what is random in every page."""
    return re.sub(r'(nonce|data-[a-z]+|value)="[^"]*"', r'\1=""', text(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reload_gives_thanks_again_with_the_same_ways_on(visitor, language):
    thanks = visitor.send(0, lang=language)
    again = visitor.post("/thanks", {**kept(thanks), "lang": language})
    assert again.status_code == 200
    assert kept(again) == kept(thanks)
    assert without_chance(again) == without_chance(thanks)


def test_a_reload_stores_nothing(visitor):
    thanks = visitor.send(0)
    before = all_rows()
    visitor.post("/thanks", kept(thanks))
    assert all_rows() == before


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 303)])
def test_after_half_an_hour_it_is_the_first_page(visitor, monkeypatch, minutes, status):
    thanks = visitor.send(0)
    monkeypatch.setattr(door, "clock", lambda: NOW + timedelta(minutes=minutes))
    page = visitor.post("/thanks", kept(thanks))
    assert page.status_code == status
    assert page.headers.get("Location", "/?lang=nb") == "/?lang=nb"


@pytest.mark.parametrize("name", ["ticket", "answers", "again"])
def test_what_another_page_was_given_does_not_fit(visitor, name):
    mine, others = kept(visitor.send(0)), kept(visitor.send(1))
    page = visitor.post("/thanks", {**mine, name: others[name]})
    assert page.status_code == 400
    assert visitor.post("/thanks", {**mine, name: ""}).status_code == 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ways_stand_in_their_order_and_the_way_to_an_adult_is_a_button(
    visitor, language
):
    t = texts(language)
    page = unescape(text(visitor.send(0, lang=language)))
    main = page[page.index("<main") :]
    places = [
        main.index(words)
        for words in (
            f">{t('pupil.thanks.title')}</h1>",
            f"<summary>{t('pupil.after.contact')}",
            f"<summary>{t('pupil.after.receipt')}",
            'href="tel:116111"',
            f"<summary>{t('pupil.help.more')}",
        )
    ]
    assert places == sorted(places)
    assert f'id="finished" href="/">{t("pupil.thread.leave")}</a>' in main


def test_outside_links_open_in_a_tab_of_their_own_and_say_so(visitor):
    page = unescape(text(visitor.send(0)))
    outside = re.findall(r'<a href="https://[^"]*"[^>]*>[^<]*</a>', page)
    assert len(outside) == 3
    for link in outside:
        assert 'target="_blank" rel="noopener noreferrer"' in link
        assert texts("nb")("help.new_tab") in link


def test_thanks_are_the_same_whatever_the_answer(visitor):
    pages = [
        visitor.send(0, thriving="very_good"),
        visitor.send(1, hurt="often", contact="today"),
    ]
    assert len({without_chance(page) for page in pages}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_confidential_round_a_wish_says_what_happens_next_and_the_page_is_one_for_all(
    visitor, language
):
    visitor.stage = set_the_stage(mode=Mode.CONFIDENTIAL)
    t = texts(language)
    who = t("pupil.mode.who.health_service", name="Test A3")
    pages = [
        visitor.send(number, contact=wish, lang=language)
        for number, wish in enumerate(("today", "no_thanks"))
    ]
    told = t("pupil.thanks.wish", who=who)
    shown = [re.sub("</?bdi>", "", unescape(text(page))) for page in pages]
    assert all(told in page for page in shown)
    assert t("pupil.thanks.wish.today") in shown[0]
    assert len({without_chance(page) for page in pages}) == 1
