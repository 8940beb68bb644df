"""What eyes saw on the pupil's pages: nothing that looks like what it is not, or stands
askew."""

import pytest

from chalicelib.locales import LOCALES
from chalicelib.web.language import texts

pytestmark = pytest.mark.browser
STYLE = "(e, [name, before]) => getComputedStyle(e, before || null)[name]"


def style(tab, at, name, before=""):
    return tab.locator(at).first.evaluate(STYLE, [name, before])


def box(tab, at):
    return tab.locator(at).first.bounding_box()


@pytest.mark.parametrize("language", LOCALES)
def test_a_number_that_counts_down_stands_last_and_bends_no_word(language):
    assert texts(language)("pupil.waiting.count", count=1).endswith(": 1")


@pytest.mark.parametrize("form", ["grades_1_4", "grades_5_7"])
def test_that_the_language_could_not_be_changed_is_said_in_sight_and_is_no_link(
    show, form
):
    tab = show("nb", form)
    tab.click("#next")
    tab.route("**/form?*", lambda route: route.abort())
    tab.click("button[value=nn]")
    tab.wait_for_selector("#lost:visible", timeout=1500)
    shown, bar = box(tab, "#lost"), box(tab, "#next")
    assert shown["y"] >= 0
    assert shown["y"] + shown["height"] <= bar["y"]
    assert style(tab, "#lost", "textDecorationLine") == "none"
    assert style(tab, "#lost", "cursor") == "auto"
    tab.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p class=wrong id=other>x</p>')"
    )
    assert style(tab, "#lost", "color") == style(tab, "#other", "color")


def test_a_code_to_keep_is_one_line_on_a_narrow_screen_and_the_hint_stands_below_its_button(
    show,
):
    for width in (320, 360):
        tab = show("nb", "receipt", viewport={"width": width, "height": 640})
        lines = (
            "e => { const r = document.createRange(); r.selectNodeContents(e);         "
            "    return new Set([...r.getClientRects()].map(rect => rect.top)).size; }"
        )
        assert tab.eval_on_selector("#receipt-code", lines) == 1
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        button, hint = box(tab, "#copy"), box(tab, ".copy small")
        assert hint["y"] >= button["y"] + button["height"]


def test_the_one_line_of_a_tall_button_stands_in_its_middle(show):
    tab = show("nb", "thanks_grades_1_4")
    text = (
        "e => { const r = document.createRange(); r.selectNodeContents(e);        "
        " const b = e.getBoundingClientRect(), t = r.getBoundingClientRect();        "
        " return Math.abs(b.top + b.bottom - t.top - t.bottom); }"
    )
    assert tab.eval_on_selector(".way.card > summary", text) < 4


@pytest.mark.parametrize("state", ["code", "grades_5_7"])
def test_the_bar_is_at_the_bottom_of_a_large_screen_too(show, state):
    tab = show("nb", state, viewport={"width": 1280, "height": 800})
    bar = tab.locator(".go:visible").last.bounding_box()
    assert bar["y"] + bar["height"] > 790


def test_enlarged_text_leaves_the_screen_to_the_question(show):
    """Text alone made larger, which no media query sees."""
    tab = show("nb", "grades_8_10", viewport={"width": 360, "height": 560})
    tab.click("#next")
    tab.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    tab.mouse.wheel(0, 300)
    tab.wait_for_function("window.pageYOffset > 250")
    assert box(tab, ".top")["y"] + box(tab, ".top")["height"] < 0
    tab.evaluate("document.documentElement.style.removeProperty('font-size')")
    assert box(tab, ".top")["y"] == 0


@pytest.mark.parametrize("touch", [True, False])
def test_a_line_under_a_button_is_for_a_pointer_alone(show, touch):
    tab = show("nb", "grades_5_7", has_touch=touch, is_mobile=touch)
    tab.hover("#next")
    assert style(tab, "#next", "textDecorationLine") == (
        "none" if touch else "underline"
    )


def test_waiting_is_not_shown_as_an_error(show):
    tab = show("nb", "thread")
    tab.route("**/thread/write?*", lambda route: route.abort())
    tab.fill("textarea", "Hei")
    tab.click("form >> nth=0 >> button")
    tab.wait_for_selector("#waiting:visible")
    assert style(tab, "#waiting", "borderTopColor") == "rgb(125, 70, 0)"


def test_who_the_leadership_is_is_said_with_scripts_too(show):
    hint = "#leadership .hint"
    assert show("nb", "grades_5_7", scripts=False).is_visible(hint)
    tab = show("nb", "grades_5_7")
    while not tab.is_visible("#adult_hurt"):
        tab.click("#next")
    tab.check("[name=adult_hurt][value=once]")
    tab.click("#next")
    tab.wait_for_selector("#leadership")
    assert "rektor eller andre som bestemmer" in tab.inner_text(hint)
