"""What is written after the answer, in a real browser: a name, a code, a text, until it
is sent."""

import json

import pytest

from tests.chromium import becomes
from tests.pupil_browser import stays

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def codes(local_service):
    """From the middle of the list: other modules take theirs from its ends."""
    cards = json.loads((local_service.folder / "demo-cards.json").read_text())
    return next(codes for codes in cards.values() if len(codes) > 8)[14:26]


def begin_a_name(page):
    page.click("details.first summary")
    page.fill("#name", "Kim Prøvesen")


def test_done_asks_before_it_throws_away_what_has_been_written(thanks):
    begin_a_name(thanks)
    thanks.wait_for_timeout(1100)
    thanks.click("#finished")
    assert "ikke sendt" in thanks.inner_text("#sure")
    assert thanks.evaluate("document.activeElement.id") == "sure"
    assert thanks.input_value("#name") == "Kim Prøvesen"
    thanks.type("#name", "!")
    assert not thanks.is_visible("#sure")
    thanks.wait_for_timeout(1100)
    thanks.dblclick("#finished")  # a finger that taps twice has read nothing
    stays(thanks)
    assert "en gang til" in thanks.inner_text("#sure")
    thanks.wait_for_timeout(1100)
    thanks.click("#finished")
    thanks.wait_for_selector("#code:visible")


def test_while_a_name_waits_for_the_network_there_is_no_done_and_the_number_to_call_is(
    thanks,
):
    begin_a_name(thanks)
    thanks.check("[name=whom][value=nurse]")
    thanks.check("[name=urgency][value=today]")
    thanks.route("**/contact?*", lambda route: route.abort())
    thanks.click("details.first button")
    thanks.wait_for_selector("#waiting:visible")
    assert not thanks.is_visible("#finished")
    thanks.wait_for_selector("a[href='tel:116111'], summary:has-text('Flere')")
    thanks.unroute("**/contact?*")
    thanks.click("#now")
    thanks.wait_for_selector("main[data-page=contact_sent]")
    thanks.wait_for_selector("#finished")


@pytest.fixture
def receipt(thanks):
    thanks.click("details.way:not(.first) summary")
    thanks.click("details.way:not(.first) button")
    thanks.wait_for_selector("#receipt-code")
    return thanks


def test_back_on_the_page_of_a_code_speaks_of_that_page_and_the_thanks_are_a_press_away(
    receipt,
):
    code = receipt.inner_text("#receipt-code")
    receipt.go_back()
    receipt.wait_for_selector("#stay:visible")
    said = receipt.inner_text("#stay")
    assert receipt.inner_text("[name=saved]") in said
    assert "Ferdig" not in said
    assert "skrevet ned" in receipt.inner_text("[name=saved]")
    receipt.click("#return")
    stays(receipt)
    receipt.go_back()
    stays(receipt)
    receipt.wait_for_selector("#stay")
    receipt.click("details.way:not(.first) summary")
    receipt.click("details.way:not(.first) button")
    assert receipt.inner_text("#receipt-code") == code


def test_a_code_written_wrong_is_said_where_it_is_written(receipt):
    receipt.set_viewport_size({"width": 360, "height": 640})
    receipt.fill("#typed", "12345678901234")
    receipt.click("form.ask .button.main")
    receipt.wait_for_selector("#typed-wrong")
    assert receipt.evaluate("document.activeElement.id") == "typed"
    seen = receipt.locator("#typed-wrong").bounding_box()
    assert 0 < seen["y"] < 640


@pytest.fixture
def thread(receipt):
    receipt.click("[name=saved]")
    receipt.wait_for_selector("main[data-page=thread]")
    return receipt


def test_what_is_written_outlives_that_a_name_is_sent_and_is_asked_about(thread, asked):
    thread.fill("#text", "Det skjer i garderoben")
    thread.click("summary:has-text('hvem jeg er')")
    thread.fill("#name", "Kim Prøvesen")
    thread.click("details form:has(#name) button")
    thread.wait_for_selector(".bubble:has-text('Kim')")
    assert thread.input_value("#text") == "Det skjer i garderoben"
    thread.evaluate("setTimeout(() => location.reload())")
    becomes(thread, lambda: asked, ["beforeunload"])
    thread.fill("#text", "")
    thread.wait_for_timeout(1100)
    thread.click("#finished")
    thread.wait_for_selector("#code:visible")
    assert asked == ["beforeunload"]


def test_older_browsers_ask_too_which_go_by_the_value_alone(thread, asked):
    thread.evaluate("Event.prototype.preventDefault = () => {}")
    thread.fill("#text", "Det skjer i garderoben")
    thread.evaluate("setTimeout(() => location.reload())")
    becomes(thread, lambda: asked, ["beforeunload"])


def test_a_new_message_about_a_code_takes_the_place_of_the_former(page, local_service):
    page.goto(f"{local_service.url}/thread")
    page.fill("#receipt", "12345678901234")
    page.keyboard.press("Enter")
    page.wait_for_selector(".trouble")
    # To be mended
    assert page.input_value("#receipt").replace(" ", "") == "12345678901234"
    page.fill("#receipt", "123456789012")
    page.keyboard.press("Enter")
    page.wait_for_selector("#mistyped:visible")
    assert page.locator(".trouble:visible").count() == 0
