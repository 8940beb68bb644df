"""What is being written after the answer: the way to send it is on the screen, and
nothing is lost or said to be done while it is on its way."""

import pytest

from chalicelib.web.language import texts
from tests.chromium import becomes

pytestmark = pytest.mark.browser
TAKE = "details:not(.first) form .main"
SMALL = {"viewport": {"width": 360, "height": 560}}
THANKS = ("thanks_anonymous", "thanks_grades_1_4")


def on_screen(tab, selector):
    box, height = tab.locator(selector).bounding_box(), tab.viewport_size["height"]
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= height


def begun(show, state="thanks_anonymous", language="nb"):
    tab = show(language, state, **SMALL)
    tab.click("details:has(#name) > summary")
    tab.fill("#name", "Kim")
    return tab


LANGUAGES = [
    "nb",
    *(pytest.param(code, marks=pytest.mark.walk) for code in ("nn", "en")),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", THANKS)
def test_while_a_name_is_written_its_button_is_in_the_bar_and_done_names_it(
    show, state, language
):
    tab, t = begun(show, state, language), texts(language)
    send = t("pupil.contact.send")
    assert tab.inner_text(".go .main:visible") == send
    assert on_screen(tab, ".go .main:visible")
    tab.wait_for_timeout(1100)
    tab.click("#finished")
    assert send in tab.inner_text("#sure")
    assert on_screen(tab, ".go .main:visible")
    assert on_screen(tab, "#sure")
    tab.fill("#name", "")
    assert tab.locator(".go .main:visible").count() == 0


def test_the_button_in_the_bar_sends_and_asks_for_what_is_missing(show, pages):
    tab, sent = begun(show), []
    html = pages["nb", "contact_sent"]["html"]
    tab.route(
        "**/contact?*",
        lambda route: (
            sent.append(1),
            route.fulfill(body=html, content_type="text/html"),
        ),
    )
    tab.click("#bring")
    assert not sent
    assert tab.locator("[name=whom]:invalid").count() > 0
    tab.check("[name=whom][value=nurse]")
    tab.check("[name=urgency][value=today]")
    tab.click("#bring")
    tab.wait_for_selector("main[data-page=contact_sent]")
    assert sent == [1]
    assert not tab.is_visible("#bring")


def test_while_it_is_being_sent_done_says_so_and_what_is_typed_is_not_lost(show):
    tab, held = show("nb", "thread", **SMALL), []
    tab.route("**/thread/write?*", lambda route: held.append(route))
    tab.fill("#text", "Hei")
    tab.click("#bring")
    tab.wait_for_timeout(1200)
    tab.focus("#text")
    tab.keyboard.type("!")
    # Nothing can be typed that would not be sent
    assert tab.input_value("#text") == "Hei"
    tab.click("#finished")
    assert tab.inner_text("#sure") == texts("nb")("pupil.after.going")
    tab.wait_for_timeout(1200)
    tab.click("#finished")
    tab.wait_for_selector("#sure")
    tab.click("summary:has-text('hvem jeg er')")
    tab.fill("#name", "Kim")  # another form, begun while the first is on its way
    held[0].fulfill(body=tab.shown["html"], content_type="text/html")
    becomes(tab, lambda: tab.input_value("#text"), "")
    assert tab.input_value("#name") == "Kim"
    assert tab.is_editable("#text")


def test_a_name_that_waits_is_said_to_be_the_name_and_back_says_it_too(show):
    tab = begun(show)
    tab.route("**/contact?*", lambda route: route.abort())
    tab.check("[name=whom][value=nurse]")
    tab.check("[name=urgency][value=today]")
    tab.click("#bring")
    tab.wait_for_selector("#waiting:visible")
    assert tab.inner_text("#waiting h1") == texts("nb")("pupil.waiting.name.title")
    tab.go_back()
    tab.wait_for_selector("#stay:visible")
    assert tab.inner_text("#stay") == texts("nb")("pupil.after.going")


@pytest.mark.parametrize(
    ("state", "path", "presses"),
    [
        ("thread_enter", "/thread", ["form .main"]),
        ("thanks_anonymous", "/receipt", ["details:has([name=ticket]):not(.first) summary", TAKE]),
        ("receipt", "/receipt", ["[name=saved]"]),
        ("thread", "/thread/withdraw", ["details:has(form[action*=withdraw]) summary",
                                        "form[action*=withdraw] button"]),
    ],
)  # fmt: skip
def test_where_nothing_was_written_the_page_waits_for_a_line_and_says_no_more(
    show, state, path, presses
):
    tab, t = show("nb", state), texts("nb")
    tab.route(f"**{path}?*", lambda route: route.abort())
    if state == "thread_enter":
        tab.fill("#receipt", "12345678901234")
    for press in presses:
        tab.click(press)
    tab.wait_for_selector("#waiting:visible")
    assert tab.inner_text("#waiting h1") == t("pupil.waiting.open.title")
    assert tab.inner_text("#now") == t("pupil.waiting.open.now")
    assert "Det du skrev, er fortsatt her" not in tab.inner_text("#waiting")


def test_a_conversation_that_comes_in_the_place_of_a_code_looks_like_one(show, pages):
    tab = show("nb", "receipt", **SMALL)
    html = pages["nb", "thread_written"]["html"]
    tab.route(
        "**/receipt?*", lambda route: route.fulfill(body=html, content_type="text/html")
    )
    tab.click("[name=saved]")
    tab.wait_for_selector("main[data-page=thread]")
    look = "element => getComputedStyle(element).listStyleType"
    assert tab.eval_on_selector(".said", look) == "none"
    round_ = "element => parseFloat(getComputedStyle(element).borderTopLeftRadius)"
    assert tab.eval_on_selector(".bubble", round_) > 5
    assert tab.evaluate("getComputedStyle(document.body).display") == "flex"


def test_mend_leads_to_the_field_that_is_wrong(show, pages):
    tab = show("nb", "form_problems", **SMALL)
    for _ in range(3):  # from what is wrong to what is wrong
        tab.click("#next")
        if tab.locator(".screen:visible fieldset[aria-invalid]").count():
            tab.locator(".screen:visible input").first.check()
    assert tab.evaluate("document.activeElement.tagName") == "TEXTAREA"
    field, bar = (
        tab.locator("textarea").bounding_box(),
        tab.locator(".go").first.bounding_box(),
    )
    assert field["y"] >= 0
    assert field["y"] + field["height"] <= bar["y"]


def test_a_name_too_long_for_the_conversation_is_said_beside_it_and_has_the_focus(
    show, pages
):
    tab = show("nb", "thread", **SMALL)
    html = pages["nb", "thread_name_too_long"]["html"]
    tab.route(
        "**/thread/write?*",
        lambda route: route.fulfill(body=html, status=422, content_type="text/html"),
    )
    tab.click("summary:has-text('hvem jeg er')")
    tab.fill("#name", "K" * 150)
    tab.click("details form:has(#name) button")
    tab.wait_for_selector("#name-wrong")
    assert "navnet" in tab.inner_text("#name-wrong")
    assert tab.evaluate("document.activeElement.id") == "name"
    assert on_screen(tab, "#name-wrong")
    assert on_screen(tab, "#name")
