"""Real touches: a finger that taps twice answers nothing unseen, and nobody who reads
waits."""

import pytest

pytestmark = pytest.mark.browser
TOUCH = {
    "has_touch": True,
    "is_mobile": True,
    "viewport": {"width": 360, "height": 560},
}


def middle(tab, selector):
    box = tab.locator(selector).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


CLOCK = """
let now = Date.now();
Date.now = () => now;
window.later = (milliseconds) => { now += milliseconds; };
"""
"""The page's time passes when a test says so: a busy machine makes no pause longer."""


def twice(tab, selector, pause):
    at = middle(tab, selector)
    tab.touchscreen.tap(*at)
    tab.evaluate("later", pause)
    tab.touchscreen.tap(*at)
    tab.wait_for_timeout(100)


def step(tab):
    return tab.inner_text("#step")


NO_NUMBER = "Object.defineProperty(UIEvent.prototype, 'detail', {});"
ALWAYS_ONE = """
Object.defineProperty(UIEvent.prototype, 'detail', {get: () => 1});
Object.defineProperty(PointerEvent.prototype, 'pointerType', {});
"""


@pytest.mark.parametrize("before", ["", NO_NUMBER, ALWAYS_ONE], ids=["", "none", "one"])
@pytest.mark.parametrize("pause", [120, 250])
@pytest.mark.parametrize("form", ["grades_1_4", "grades_5_7"])
def test_a_double_tap_on_start_next_or_back_goes_one_question(
    show, form, pause, before
):
    tab = show("nb", form, before=CLOCK + before, **TOUCH)
    for number in (1, 2, 3):
        twice(tab, "#next", pause)
        assert step(tab).startswith(f"Spørsmål {number} ")
        tab.evaluate("later", 700)
    twice(tab, "#back", pause)
    assert step(tab).startswith("Spørsmål 2 ")


def test_who_reads_quickly_waits_for_nothing(show):
    tab = show("nb", "grades_5_7", **TOUCH)
    for number in range(1, 7):
        tab.touchscreen.tap(*middle(tab, "#next"))
        tab.wait_for_timeout(450)
        assert step(tab).startswith(f"Spørsmål {number} ")
        tab.touchscreen.tap(*middle(tab, ".screen:visible .row >> nth=0"))
        tab.wait_for_timeout(20)


def test_a_row_chosen_and_next_pressed_at_once_goes_on(show):
    tab = show("nb", "grades_5_7", **TOUCH)
    tab.touchscreen.tap(*middle(tab, "#next"))
    tab.wait_for_timeout(400)
    tab.touchscreen.tap(*middle(tab, "#thriving .row >> nth=0"))
    tab.touchscreen.tap(*middle(tab, "#next"))
    tab.wait_for_timeout(50)
    assert step(tab).startswith("Spørsmål 2 ")
    assert tab.locator("#thriving input:checked").count() == 1


def test_enter_held_down_still_walks_through(show):
    tab = show("nb", "grades_5_7")
    tab.locator("#next").focus()
    for number in (1, 2, 3):
        tab.locator("#next").focus()
        tab.keyboard.press("Enter")
        assert step(tab).startswith(f"Spørsmål {number} ")


def test_a_double_tap_on_the_list_chooses_no_answer_of_the_question_it_leads_to(show):
    tab = show("nb", "grades_5_7", before=CLOCK, **TOUCH)
    while tab.is_visible("#next"):
        tab.click("#next")
        tab.evaluate("later", 400)
    twice(tab, ".given >> nth=2", 150)
    assert step(tab).startswith("Spørsmål 3 ")
    assert tab.locator("input[type=radio]:checked").count() == 0


def test_who_said_yes_sees_first_of_all_that_the_name_must_be_written_and_where(show):
    tab = show("nb", "thanks_grades_1_4", **TOUCH)
    bar = tab.locator("#finished").bounding_box()["y"]
    for seen in (".tell > p", ".tell > .card > summary"):
        box = tab.locator(seen).bounding_box()
        assert box["y"] + box["height"] < bar, seen


def test_impatient_taps_where_send_was_do_not_finish(show, pages):
    tab = show("nb", "grades_1_4", **TOUCH)
    html = pages["nb", "thanks_grades_1_4"]["html"]
    tab.route(
        "**/answer?*", lambda route: route.fulfill(body=html, content_type="text/html")
    )
    tab.click("#next")
    tab.locator("#thriving input").first.check()
    while tab.is_visible("#next"):
        tab.click("#next")
    tab.wait_for_timeout(400)
    at = middle(tab, "#send")
    for _ in range(7):
        tab.touchscreen.tap(*at)
        tab.wait_for_timeout(400)
    tab.wait_for_selector("main[data-page=thanks]")
    tab.wait_for_timeout(1100)
    with tab.expect_navigation():
        tab.touchscreen.tap(*middle(tab, "#finished"))
