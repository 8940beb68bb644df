"""The last page in a real browser: no slip of the finger loses it, and "Ferdig" clears
it."""

import json

import pytest

from tests.chromium import becomes
from tests.pupil_browser import at_the_end, stays

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def codes(local_service):
    """From the end of a list of its own: other modules take theirs from elsewhere."""
    cards = json.loads((local_service.folder / "demo-cards.json").read_text())
    return [codes for codes in cards.values() if len(codes) > 8][-1]


def finish(page):
    """Presses "Ferdig" as somebody who means it: not at once."""
    page.wait_for_timeout(1100)
    page.click("#finished")
    page.wait_for_selector("#code:visible")


def test_a_reload_gives_it_again_and_again(thanks, local_service):
    addresses = []
    thanks.on("request", lambda request: addresses.append(request.url))
    for _ in range(3):
        thanks.evaluate("window.onbeforeunload = null; location.reload()")
        stays(thanks)
        assert thanks.evaluate("document.activeElement.tagName") == "H1"
    assert thanks.url == f"{local_service.url}/?lang=nb"
    assert {address.split("?")[0] for address in addresses} == {
        f"{local_service.url}/",
        f"{local_service.url}/thanks",
    }
    assert (
        thanks.evaluate("localStorage.length + sessionStorage.length + document.cookie")
        == "0"
    )


def test_a_reload_is_asked_about(thanks, asked):
    thanks.evaluate("setTimeout(() => location.reload())")
    becomes(thanks, lambda: asked, ["beforeunload"])
    stays(thanks)


def test_back_stays_and_says_what_to_press(thanks, asked):
    for _ in range(3):
        thanks.go_back()
        stays(thanks)
        thanks.wait_for_selector("#stay")
    assert thanks.evaluate("document.activeElement.id") == "stay"
    assert asked == []


def test_back_after_a_reload_stays_too(thanks):
    thanks.evaluate("window.onbeforeunload = null; location.reload()")
    stays(thanks)
    thanks.go_back()
    stays(thanks)


def test_another_page_and_back_is_the_last_page(thanks, local_service):
    thanks.evaluate("window.onbeforeunload = null")
    thanks.goto(f"{local_service.url}/about")
    thanks.go_back()
    stays(thanks)


def test_a_link_to_help_leaves_the_page_where_it_is(thanks, asked):
    thanks.context.route("https://**", lambda route: route.fulfill(body="help"))
    thanks.click("main details.fold >> nth=0 >> summary")
    with thanks.context.expect_page() as opened:
        thanks.click("a[target=_blank] >> nth=0")
    assert opened.value.evaluate("window.opener") is None
    stays(thanks)
    assert asked == []


def test_finished_leaves_nothing_for_the_next_child(thanks, asked):
    finish(thanks)
    for way in (thanks.go_back, thanks.go_forward, thanks.go_forward):
        way()
        thanks.wait_for_timeout(300)
        assert (
            thanks.locator("[name=ticket], #answers, main[data-page=thanks]").count()
            == 0
        )
        if thanks.url != "about:blank":
            assert thanks.input_value("#code") == ""
    assert asked == []


def test_finished_after_a_reload_leaves_nothing_either(thanks):
    thanks.evaluate("window.onbeforeunload = null; location.reload()")
    stays(thanks)
    finish(thanks)
    for way in (thanks.go_back, thanks.go_back, thanks.go_forward, thanks.go_forward):
        way()
        thanks.wait_for_timeout(400)
        assert thanks.locator("[name=ticket], main[data-page=thanks]").count() == 0


def ask_for_an_adult(thanks):
    thanks.click("details.first summary")
    thanks.fill("#name", "Kim Prøvesen")
    thanks.check("[name=whom][value=nurse]")
    thanks.check("[name=urgency][value=today]")
    thanks.click("details.first button")
    thanks.wait_for_selector("main[data-page=contact_sent]")


def test_the_language_that_was_chosen_is_kept_until_the_next_child(
    page, local_service, codes
):
    at_the_end(page, f"{local_service.url}/?lang=nn", codes.pop())
    page.evaluate("window.onbeforeunload = null; location.reload()")
    stays(page)
    assert page.get_attribute("html", "lang") == "nn"
    ask_for_an_adult(page)
    page.reload()
    page.wait_for_selector("#code:visible")
    assert page.get_attribute("html", "lang") == "nn"
    at_the_end(page, page.url, codes.pop())
    finish(page)
    assert page.get_attribute("html", "lang") == "nb"


def test_once_a_way_is_taken_nothing_asks_and_a_reload_is_the_first_page(thanks, asked):
    ask_for_an_adult(thanks)
    thanks.reload()
    thanks.wait_for_selector("#code:visible")
    assert asked == []


def test_a_code_is_asked_about_until_it_is_saved_and_a_reload_leads_back_to_it(
    thanks, asked
):
    def take():
        thanks.click("details.way:not(.first) summary")
        thanks.click("details.way:not(.first) button")
        thanks.wait_for_selector("#receipt-code")
        return thanks.inner_text("#receipt-code")

    code = take()
    thanks.evaluate("setTimeout(() => location.reload())")
    becomes(thanks, lambda: asked, ["beforeunload"])
    thanks.evaluate("window.onbeforeunload = null; location.reload()")
    stays(thanks)
    assert take() == code
    thanks.click("[name=saved]")
    thanks.wait_for_selector("main[data-page=thread]")
    thanks.reload()
    thanks.wait_for_selector("#code:visible")


def test_the_next_card_opens_its_own_form_unasked(thanks, codes, asked):
    code = codes.pop()
    thanks.evaluate(f"location.hash = '{code}'")
    thanks.wait_for_selector("#answers")
    assert thanks.input_value("[name=code]") == code
    assert asked == []


def test_leaving_in_a_hurry_asks_nothing_and_back_is_the_other_page(thanks, asked):
    thanks.route("https://www.yr.no/", lambda route: route.fulfill(body="weather"))
    thanks.click("#exit")
    thanks.wait_for_url("https://www.yr.no/")
    thanks.go_back()
    thanks.wait_for_timeout(500)
    assert thanks.locator("main[data-page=thanks]").count() == 0
    assert asked == []


def test_a_finger_that_taps_twice_on_send_does_not_press_done(thanks):
    place = thanks.locator("#finished").bounding_box()
    at = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    thanks.evaluate("since = Date.now()")  # the page has only just come
    thanks.wait_for_timeout(700)
    thanks.mouse.click(*at)
    stays(thanks)
    assert not thanks.is_visible("#sure")


def test_done_is_one_press_where_nothing_has_been_written_and_no_way_taken(
    thanks, asked
):
    finish(thanks)
    assert asked == []


def test_the_next_card_leaves_nothing_of_the_former_pupil_in_the_history(thanks, codes):
    thanks.evaluate(f"location.hash = '{codes.pop()}'")
    thanks.wait_for_selector("#answers")
    for way in (thanks.go_back, thanks.go_back, thanks.go_forward, thanks.go_forward):
        way()
        thanks.wait_for_timeout(400)
        assert thanks.locator("[name=ticket], main[data-page=thanks]").count() == 0
        assert not (thanks.evaluate("history.state") or {}).get("thanks")


def test_without_scripts_it_is_the_tab_that_must_be_closed(
    browser, page, local_service, codes
):
    page.goto(f"{local_service.url}/about?lang=nb")
    assert not page.is_visible("noscript p")
    assert "tom for neste" not in page.inner_text("main")
    context = browser.new_context(java_script_enabled=False, locale="nb")
    page = context.new_page()
    page.goto(f"{local_service.url}/about?lang=nb")
    page.wait_for_selector("noscript p:has-text('Lukk fanen')")
    page.goto(f"{local_service.url}/?lang=nb")
    page.fill("#code", codes.pop())
    page.click("#enter button")
    page.locator("input[type=radio]").first.check()
    page.click("#send")
    page.wait_for_selector("main[data-page=thanks] > noscript p:has-text('Lukk fanen')")
    context.close()
