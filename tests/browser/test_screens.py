"""Pages on narrow and magnified screens, from right to left, and as people set their
devices."""

import pytest

from chalicelib.locales import LOCALES

pytestmark = [pytest.mark.browser, pytest.mark.walk]
STATES = (
    "grades_1_4",
    "grades_5_7",
    "form_problems",
    "thanks_grades_1_4",
    "code_mistyped",
    "about",
    "status",
    "privacy",
    "guardians",
    "closing_pupil",
    "closing_supporters",
    "closing_pupil_problems",
    "thread_followed",
    "thread_answered",
)
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em }');
  document.adoptedStyleSheets = [sheet];
}"""
WIDTH = "document.documentElement.scrollWidth"


@pytest.mark.parametrize("language", LOCALES)
def test_nothing_overflows_at_320_pixels_or_at_400_percent(show, language):
    """1280 pixels at 400 % are 320 of the page's own, four device pixels each."""
    zoomed = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}
    wide = {
        s: show(language, s, scripts=False, **zoomed).evaluate(WIDTH) for s in STATES
    }
    assert {state: width for state, width in wide.items() if width > 320} == {}
    faces = show(language, "grades_1_4", scripts=False, **zoomed).locator(".faces .row")
    assert (
        faces.evaluate_all(
            "all => all.filter(e => e.scrollWidth > e.clientWidth).length"
        )
        == 0
    )


def test_wider_spacing_of_text_breaks_nothing(show):
    """WCAG 1.4.12: the spacing a reader may set."""
    for state in STATES:
        tab = show("nb", state, scripts=False, viewport={"width": 320, "height": 640})
        tab.evaluate(SPACED)
        assert tab.evaluate(WIDTH) <= 320, state


def test_arabic_runs_from_right_to_left_and_its_numbers_do_not(show):
    tab = show("ar", "grades_5_7")
    tab.click("#next")
    row = tab.locator("#thriving .row").first
    dot, words = row.locator("input").bounding_box(), row.locator("span").bounding_box()
    assert dot["x"] > words["x"]
    back, forward = (
        tab.locator("#back").bounding_box(),
        tab.locator("#next").bounding_box(),
    )
    assert back["x"] > forward["x"]
    assert tab.get_attribute("html", "dir") == "rtl"
    tab.click("summary")
    assert (
        tab.evaluate("getComputedStyle(document.querySelector('.call')).direction")
        == "ltr"
    )


@pytest.mark.parametrize("state", ["grades_1_4", "grades_5_7"])
def test_nothing_moves_for_who_wants_no_motion(show, state):
    tab = show("nb", state, reduced_motion="reduce")
    tab.click("#next")
    tab.locator("#thriving input").first.check()
    assert tab.evaluate("document.getAnimations().length") == 0


def test_with_forced_colours_faces_and_choices_are_still_seen(show):
    tab = show("nb", "grades_1_4", forced_colors="active")
    tab.click("#next")
    ground = tab.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (
        tab.eval_on_selector(".faces svg", "svg => getComputedStyle(svg).stroke")
        != ground
    )
    assert (
        tab.eval_on_selector(".faces svg", "svg => getComputedStyle(svg).fill")
        == ground
    )
    border = "span => getComputedStyle(span, '::before').outlineStyle"
    assert tab.eval_on_selector("#thriving .row span", border) == "none"
    tab.locator("#thriving input").first.check()
    assert tab.eval_on_selector("#thriving .row span", border) == "solid"


def test_a_child_can_do_it_all_with_the_keyboard(page, local_service):
    line = next(line for line in local_service.lines if "grades 1-4" in line)
    code = line.rpartition(", ")[2].replace(" ", "")
    page.goto(local_service.url)
    while page.evaluate("document.activeElement.id") != "code":
        page.keyboard.press("Tab")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.wait_for_selector("#answers")
    press(page, "next")
    for _ in range(5):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.value") == "middle"
        assert page.evaluate("document.activeElement.matches(':focus-visible')")
        press(page, "next")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    press(page, "send")
    page.wait_for_selector("main[data-page=thanks]")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("input[name=name]")


def press(page, button):
    """Tab until the button has the focus, and press it."""
    for _ in range(12):
        if page.evaluate("document.activeElement.id") == button:
            break
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == button
    page.keyboard.press("Enter")
