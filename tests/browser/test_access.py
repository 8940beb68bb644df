"""WCAG 2.2 AA, as far as a machine can tell: every page, state and language, by
axe-core.

Outside CI the other languages are tried on the pages that differ in more than their
words.
"""

import os

import pytest

from chalicelib.locales import LOCALES
from tests.browser.conftest import faults

pytestmark = [pytest.mark.browser, pytest.mark.walk]
EVERYTHING = os.environ.get("CI") == "true"
FORMS = (
    *("grades_1_4", "grades_5_7", "grades_8_10"),
    *("closing_pupil", "closing_supporters"),
)
WALKS = [(language, form) for language in LOCALES for form in FORMS]
SOME = ("grades_1_4", "form_problems", "thanks_grades_1_4")
SOME_WALKS = [("nb", "grades_5_7"), ("ar", "grades_1_4")]


def states(pages, language):
    every = [state for code, state in pages if code == language]
    if EVERYTHING or language == "nb":
        return every
    return [state for state in every if state in SOME]


def found(show, pages, language, **settings):
    wrong_in = {
        state: faults(show(language, state, **settings))
        for state in states(pages, language)
    }
    return {state: wrong for state, wrong in wrong_in.items() if wrong}


@pytest.mark.parametrize("language", LOCALES)
def test_every_state_without_scripts(pages, show, language):
    assert found(show, pages, language, scripts=False) == {}


@pytest.mark.parametrize("language", LOCALES if EVERYTHING else ["nb"])
def test_every_state_with_scripts_and_in_the_dark(pages, show, language):
    assert found(show, pages, language, color_scheme="dark") == {}


@pytest.mark.parametrize(("language", "form"), WALKS if EVERYTHING else SOME_WALKS)
def test_every_screen_of_a_form_with_scripts(show, language, form):
    tab = show(language, form)
    seen = [faults(tab)]
    while tab.is_visible("#next"):
        tab.click("#next")
        rows = tab.locator("input:visible")
        if rows.count() and rows.first.get_attribute("type") == "radio":
            rows.nth(1).check()
        seen.append(faults(tab))
    assert len(seen) >= 7
    assert [wrong for wrong in seen if wrong] == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_waiting_for_the_network_and_hiding_the_page(show, colours):
    tab = show("nb", "grades_1_4", color_scheme=colours)
    tab.route("**/answer?*", lambda route: route.abort())
    tab.click("#next")
    tab.locator(
        "#thriving input"
    ).first.check()  # nothing in it would be asked about first
    while not tab.is_visible("#send"):
        tab.click("#next")
    tab.click("#send")
    tab.wait_for_selector("#waiting:visible")
    assert faults(tab) == []
    tab.click("#hide")
    assert faults(tab) == []
