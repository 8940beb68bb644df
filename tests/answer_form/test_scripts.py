"""The pupil's page in a real browser with scripts on, against the whole service."""

import re
from collections.abc import Iterator

import pytest

from tests.chromium import becomes
from tests.local_service import LocalService, free_port

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalService]:
    """A service of this module's own, since the tests spend its codes."""
    service = LocalService(tmp_path_factory.mktemp("scripts") / "data", free_port())
    service.start()
    yield service
    service.stop()


@pytest.fixture(scope="module")
def codes(service):
    line = next(line for line in service.lines if "codes:" in line)
    return [
        code.replace(" ", "") for code in re.findall(r"[2-9A-Z]{5} [2-9A-Z]{5}", line)
    ]


@pytest.fixture
def form(page, service, codes):
    """The form as the second card's QR code opens it, on its first screen."""
    page.goto(f"{service.url}/#{codes[1]}")
    page.wait_for_selector("#answers")
    return page


def to_the_end(page, answered: int = 8) -> None:
    for _ in range(answered):
        page.click("#next")


def test_the_code_leaves_the_address_and_a_slip_is_told_at_once(page, service):
    asked = []
    page.on("request", lambda request: asked.append(request.method))
    page.goto(f"{service.url}/#ABCDEFGHJK")
    page.wait_for_selector("#mistyped:visible")
    assert page.url == f"{service.url}/"
    assert asked == ["GET"]
    assert page.evaluate("document.activeElement.id") == "code"


def test_a_card_scanned_while_the_page_is_open_is_used_at_once(page, service, codes):
    page.goto(f"{service.url}/")
    page.evaluate(f"location.hash = '{codes[2]}'")
    page.wait_for_selector("#answers")
    assert codes[2] not in page.url


def test_one_question_a_screen_counting_only_those_that_apply(form):
    assert form.locator("fieldset:visible").count() == 0
    form.click("#next")
    assert form.inner_text("#step") == "Spørsmål 1 av 8"
    assert form.locator("fieldset:visible").count() == 1
    assert form.evaluate("document.activeElement.closest('fieldset').id") == "thriving"
    to_the_end(form, 5)
    form.check("input[name=adult_hurt][value=once]")
    form.click("#next")
    assert form.inner_text("#step") == "Spørsmål 7 av 9"
    form.wait_for_selector("#leadership")
    form.click("#back")
    form.check("input[name=adult_hurt][value=never]")
    form.click("#next")
    assert form.inner_text("#step") == "Spørsmål 7 av 8"
    form.wait_for_selector("#trusted_adult")


def test_rows_are_big_and_nothing_overflows_a_narrow_screen(form):
    form.set_viewport_size({"width": 320, "height": 256})
    form.click("#next")
    heights = form.eval_on_selector_all(
        ".row", "all => all.filter(e => e.offsetHeight).map(e => e.offsetHeight)"
    )
    assert len(heights) == 6
    assert min(heights) >= 56
    assert form.evaluate("document.documentElement.scrollWidth") <= 320


def test_another_language_keeps_screen_choice_and_attempt(form):
    attempt = form.get_attribute("[name=attempt]", "value")
    to_the_end(form, 3)
    form.check("input[name=hurt][value=few]")
    form.click("button[value=nn]")
    form.wait_for_selector("html[lang=nn]")
    assert form.inner_text("#step") == "Spørsmål 3 av 8"
    assert form.is_checked("input[name=hurt][value=few]")
    assert form.get_attribute("[name=attempt]", "value") == attempt


def test_hide_covers_the_page_and_leaving_takes_its_place_in_the_history(form):
    form.click("#hide")
    assert form.evaluate("document.elementFromPoint(180, 300).id") == "uncover"
    form.click("#uncover")
    form.wait_for_selector("#cover", state="hidden")
    form.route("https://www.yr.no/", lambda route: route.fulfill(body="weather"))
    form.click("#exit")
    form.wait_for_url("https://www.yr.no/")
    form.go_back()
    assert not form.locator("#answers").count()


def test_sending_thanks_and_leaves_nothing_behind(page, service, codes):
    problems = []
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{service.url}/#{codes[0]}")
    page.wait_for_selector("#answers")
    to_the_end(page)
    page.check("input[name=contact][value=no_thanks]")
    page.click("#next")
    page.dblclick("#send")
    page.wait_for_selector("main[data-page=thanks]")
    assert page.url == f"{service.url}/?lang=nb"
    assert page.locator("#answers, [name=code], [name=attempt]").count() == 0
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.wait_for_timeout(1100)  # a finger that taps twice finishes nothing
    page.click("#finished")
    page.wait_for_selector("#code:visible")
    page.go_back()
    assert not page.locator("input:checked").count()
    assert problems == []


def test_a_send_that_fails_waits_in_sight_and_goes_again_with_the_same_attempt(
    page, service, codes
):
    page.goto(f"{service.url}/#{codes[2]}")
    page.wait_for_selector("#answers")
    sent, answers = [], iter(["abort", "503", "portal", "let through"])

    def network(route):
        sent.append(route.request.post_data)
        answer = next(answers)
        if answer == "abort":
            route.abort()
        elif answer == "503":
            route.fulfill(status=503, body="away")
        elif answer == "portal":
            route.fulfill(body="<main>Log in to the network</main>")
        else:
            route.continue_()

    page.route("**/answer?*", network)
    to_the_end(page)
    page.check("input[name=contact][value=no_thanks]")
    page.click("#next")
    page.click("#send")
    page.wait_for_selector("#waiting:visible")
    assert "Ikke sendt ennå" in page.inner_text("#waiting")
    assert not page.is_visible("#answers")
    for times in (2, 3):
        page.wait_for_function(
            "() => /[1-9]/.test(document.getElementById('count').textContent)"
        )
        page.click("#now")
        becomes(page, lambda: len(sent), times)
    page.wait_for_selector("main[data-page=thanks]")  # by itself, after its pause
    assert len(set(sent)) == 1
    assert len(sent) == 4


def test_an_answer_to_a_question_that_is_no_longer_asked_is_not_sent(form):
    sent = []
    form.route(
        "**/answer?*",
        lambda route: (sent.append(route.request.post_data), route.abort()),
    )
    to_the_end(form, 6)
    form.check("input[name=adult_hurt][value=once]")
    form.click("#next")
    form.check("input[name=leadership][value=yes]")
    form.click("#back")
    form.check("input[name=adult_hurt][value=never]")
    to_the_end(form, 2)
    form.check("input[name=contact][value=no_thanks]")
    form.click("#next")
    form.click("#send")
    form.wait_for_selector("#waiting:visible")
    assert "adult_hurt=never" in sent[0]
    assert "leadership" not in sent[0]
