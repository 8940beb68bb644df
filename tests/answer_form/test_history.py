"""Back, reload and the next card, in a real browser: nothing is lost unasked, nothing
is left."""

import json

import pytest

from tests.chromium import becomes

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def codes(local_service):
    """From the end of the list: other modules take theirs from its beginning."""
    cards = json.loads((local_service.folder / "demo-cards.json").read_text())
    return next(codes for codes in cards.values() if len(codes) > 8)


@pytest.fixture
def form(page, local_service, codes):
    page.goto(f"{local_service.url}/#{codes.pop()}")
    page.wait_for_selector("#answers")
    return page


@pytest.fixture
def asked(page):
    """The questions the browser puts; each is answered with staying."""
    kinds = []
    page.on("dialog", lambda dialog: (kinds.append(dialog.type), dialog.dismiss()))
    return kinds


def answer(form, *items):
    for item in items:
        form.click("#next")
        form.locator(f"#{item} input").first.check()


def sent(form):
    while form.is_visible("#next"):
        form.click("#next")
    form.click(".given:has-text('skal snakke med deg')")
    form.check("input[name=contact][value=no_thanks]")
    form.click("#next")
    form.click("#send")
    form.wait_for_selector("main[data-page=thanks]")
    form.wait_for_timeout(200)


def test_back_goes_to_the_question_before_and_keeps_every_choice(form):
    answer(form, "thriving", "company", "hurt")
    form.go_back()
    form.wait_for_selector("#company")
    form.go_back()
    form.wait_for_selector("#thriving")
    assert form.inner_text("#step") == "Spørsmål 1 av 8"
    form.go_forward()
    form.wait_for_selector("#company")
    assert form.locator("input:checked").count() == 3
    form.go_back()
    form.go_back()
    form.wait_for_selector("[data-screen=intro]")


def test_the_pages_own_back_and_the_phones_go_the_same_way(form):
    answer(form, "thriving", "company")
    form.click("#back")
    form.wait_for_selector("#thriving:visible")
    form.click("#next")
    form.go_back()
    form.wait_for_selector("#thriving")


def test_back_to_a_question_that_no_longer_applies_shows_the_one_it_hangs_on(form):
    for _ in range(6):
        form.click("#next")
    form.check("input[name=adult_hurt][value=once]")
    form.click("#next")
    form.click("#next")
    form.evaluate(
        "document.querySelector('[name=adult_hurt][value=never]').checked = true"
    )
    form.go_back()
    form.wait_for_selector("#adult_hurt")


@pytest.mark.parametrize("way", ["reload", "close", "start"])
def test_leaving_is_asked_about_once_something_is_chosen(form, asked, way):
    def leave():
        if way == "close":
            form.close(run_before_unload=True)
        elif way == "reload":
            form.evaluate("setTimeout(() => location.reload())")
        else:
            form.evaluate("setTimeout(() => { location.href = '/about' })")

    answer(form, "thriving")
    leave()
    becomes(form, lambda: asked, ["beforeunload"])
    assert form.is_checked("#thriving input >> nth=0")


def test_another_language_still_asks_and_a_call_for_help_does_not(form, asked):
    answer(form, "thriving")
    form.click("button[value=nn]")
    form.wait_for_selector("html[lang=nn]")
    form.click("footer summary >> nth=0")
    form.click("footer a[href^='tel:'] >> nth=0")
    form.wait_for_timeout(1200)
    assert asked == []
    form.evaluate("setTimeout(() => location.reload())")
    becomes(form, lambda: asked, ["beforeunload"])


@pytest.mark.parametrize("questions", [(), ("thriving",)])
def test_a_reload_in_mid_form_keeps_the_language_that_was_chosen(form, questions):
    answer(form, *questions)
    form.click("button[value=nn]")
    form.wait_for_selector("html[lang=nn]")
    form.evaluate("window.onbeforeunload = null; location.reload()")
    form.wait_for_selector("#code:visible")
    assert form.get_attribute("html", "lang") == "nn"


def test_what_the_form_is_about_is_read_without_leaving_it(form):
    answer(form, "thriving")
    form.click("footer summary >> nth=1")
    form.wait_for_selector("text=Hvem ser svarene?")
    assert form.locator("footer a[href*='/about']").count() == 0
    assert form.is_checked("#thriving input >> nth=0")


def test_leaving_in_a_hurry_asks_nothing_and_leaves_no_answer_behind(form, asked):
    answer(form, "thriving", "company", "hurt")
    form.route("https://www.yr.no/", lambda route: route.fulfill(body="weather"))
    form.click("#exit")
    form.wait_for_url("https://www.yr.no/")
    assert asked == []
    for _ in range(3):
        form.go_back()
        assert form.locator("#answers, input:checked").count() == 0
        # The screens that are gone are stepped over: behind them lies what was before
        # our pages.
        assert form.url.endswith(("/", "/?lang=nb")) or form.url == "about:blank"


def test_after_sending_no_screen_of_the_form_is_left_behind_the_thanks(
    page, local_service, codes, asked
):
    page.goto(local_service.url)
    page.fill("#code", codes.pop())
    page.keyboard.press("Enter")
    page.wait_for_selector("#answers")
    sent(page)
    page.go_back()
    page.wait_for_timeout(300)
    page.wait_for_selector("main[data-page=thanks]")
    page.wait_for_timeout(1100)  # a finger that taps twice finishes nothing
    page.click("#finished")
    page.wait_for_selector("#code:visible")
    page.go_back()
    page.wait_for_timeout(300)
    assert page.url == "about:blank" or page.is_visible("#code")
    assert page.locator("#answers").count() == 0
    assert asked == []


def test_a_card_scanned_where_the_last_pupil_left_off_opens_its_own_form(form, codes):
    sent(form)
    code = codes.pop()
    form.evaluate(f"location.hash = '{code}'")
    form.wait_for_selector("#answers")
    assert form.input_value("[name=code]") == code
    assert code not in form.url
    form.go_back()
    assert code not in form.url


def test_a_card_scanned_over_a_form_in_progress_is_asked_about(form, asked):
    answer(form, "thriving")
    form.evaluate("location.hash = 'ABCDEFGHJK'")
    becomes(form, lambda: asked, ["beforeunload"])
    assert "ABCDEFGHJK" not in form.url
    assert form.is_checked("#thriving input >> nth=0")


def test_where_a_form_was_loaded_by_itself_the_next_code_loads_its_own_form(
    page, local_service, codes
):
    first, second = codes.pop(), codes.pop()
    other = page.context.new_page()
    other.goto(f"{local_service.url}/#{first}")
    other.wait_for_selector("#answers")
    page.goto(local_service.url)
    page.fill("#code", first)
    page.evaluate("document.getElementById('enter').submit()")
    page.wait_for_selector("#answers")
    sent(other)
    page.evaluate("window.former = true")
    answer(page, "thriving")
    while page.is_visible("#next"):
        page.click("#next")
    page.click("#send")
    page.wait_for_selector("main[data-page=code] .trouble")
    page.fill("#code", second)
    page.keyboard.press("Enter")
    page.wait_for_selector("#answers")
    assert page.input_value("[name=code]") == second
    assert page.evaluate("window.former") is None
