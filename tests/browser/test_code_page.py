"""A code that cannot be sent is waited for in its own page; the form then comes in its
place."""

import re

import pytest

from chalicelib.web.language import texts

pytestmark = pytest.mark.browser


@pytest.fixture
def code(pages):
    return re.search(
        r'name="code" value="(\w{10})"', pages["nb", "grades_5_7"]["html"]
    )[1]


def answered(tab, pages, *states):
    """What /form answers, turn by turn; the last for good. None: nobody answers."""
    left, asked = list(states), []

    def answer(route):
        asked.append(route.request.post_data)
        state = left.pop(0) if len(left) > 1 else left[0]
        if state is None:
            route.abort()
        else:
            html = pages["nb", state]["html"].replace(
                'data-seconds="8"', 'data-seconds="1"'
            )
            route.fulfill(status=429 if state == "wait" else 200, body=html)

    tab.route("**/form*", answer)
    return asked


@pytest.mark.parametrize("scanned", [False, True])
def test_with_the_server_away_the_page_waits_and_goes_on_by_itself(
    show, pages, code, scanned
):
    tab = show("nb", "code")
    asked = answered(tab, pages, None, "grades_5_7")
    if scanned:
        tab.evaluate(f"location.hash = '{code}'")
    else:
        tab.fill("#code", code)
        tab.click("#enter button")
    tab.wait_for_selector("#waiting:visible")
    t = texts("nb")
    assert t("pupil.waiting.open.title") in tab.inner_text("#waiting")
    assert t("pupil.waiting.open") in tab.inner_text("#waiting")
    assert not tab.is_visible("#enter")
    tab.wait_for_selector("#answers")
    tab.wait_for_selector("#next")
    assert code not in tab.url
    assert len(asked) == 2
    assert len({len(body) for body in asked}) == 1


def test_a_queue_is_waited_out_in_the_page_with_its_ticket(show, pages, code):
    tab = show("nb", "code")
    asked = answered(tab, pages, "wait", "grades_5_7")
    tab.fill("#code", code)
    tab.click("#enter button")
    tab.wait_for_selector("main[data-page=wait]")
    tab.wait_for_selector("#answers")
    assert "ticket=ticket" in asked[1]


def test_a_code_that_is_refused_comes_back_and_the_next_is_looked_at_as_the_first(
    show, pages, code
):
    tab = show("nb", "code")
    asked = answered(tab, pages, "code_unknown", "grades_5_7")
    tab.fill("#code", code)
    tab.click("#enter button")
    tab.wait_for_selector(".trouble")
    tab.fill("#code", "ABC")
    tab.click("#enter button")
    tab.wait_for_selector("#mistyped")
    assert len(asked) == 1
    tab.fill("#code", code)
    tab.click("#enter button")
    tab.wait_for_selector("#answers")


def test_a_card_scanned_after_the_form_has_come_opens_its_own(show, pages, code):
    tab = show("nb", "code")
    asked = answered(tab, pages, "grades_5_7")
    tab.fill("#code", code)
    tab.click("#enter button")
    tab.wait_for_selector("#answers")
    with tab.expect_navigation():
        tab.evaluate(f"location.hash = '{code}'")
    tab.wait_for_selector("#answers")
    assert len(asked) == 2


@pytest.mark.parametrize("form", ["grades_1_4", "grades_5_7"])
def test_the_form_that_comes_has_the_focus_on_its_title_and_enter_begins(
    show, pages, code, form
):
    tab = show("nb", "code")
    answered(tab, pages, form)
    tab.fill("#code", code)
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#answers")
    assert tab.evaluate("document.activeElement.tagName") == "H1"
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#thriving")
    assert tab.evaluate("document.activeElement.id") == "thriving-title"


def test_after_a_reload_in_mid_form_back_does_not_find_its_screens(show):
    tab = show("nb", "code")
    tab.evaluate("[1, 2, 3].forEach(depth => history.pushState({depth}, ''))")
    tab.reload()
    tab.wait_for_function("history.state === null", timeout=3000)
    tab.wait_for_selector("#code")
