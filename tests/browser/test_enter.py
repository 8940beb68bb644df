"""Enter means Next, and only the last screen sends; without scripts it sends, and
nothing else."""

import pytest

from chalicelib.web.language import texts
from tests.chromium import becomes

pytestmark = pytest.mark.browser
FORMS = ("grades_1_4", "grades_5_7", "grades_8_10")


@pytest.fixture
def asked(show):
    """Opens a form; gives its tab and the paths it asks for from then on."""

    def open_form(form, scripts=True):
        tab, paths = show("nb", form, scripts=scripts), []
        tab.on(
            "request",
            lambda request: paths.append(request.url.partition(".example")[2]),
        )
        return tab, paths

    return open_form


@pytest.mark.parametrize("form", FORMS)
def test_enter_goes_through_the_questions_and_sends_only_from_the_last_screen(
    asked, form
):
    tab, paths = asked(form)
    tab.click("#next")
    tab.locator("#thriving input").first.focus()
    tab.keyboard.press("Space")
    while tab.is_visible("#next"):
        before = tab.inner_text("#step")
        row = tab.locator(".screen:visible input").first
        row.focus()
        tab.keyboard.press("Enter")
        assert tab.inner_text("#step") != before
    assert paths == []
    tab.locator("#send").focus()
    tab.keyboard.press("Enter")
    becomes(tab, lambda: paths, ["/answer?lang=nb"])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("at", ["input >> nth=0", ".skip input >> nth=0"])
def test_without_scripts_enter_on_an_option_sends(asked, form, at):
    tab, paths = asked(form, scripts=False)
    tab.locator(at).focus()
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert paths == ["/answer?lang=nb"]


def test_send_is_the_first_button_of_the_tree_that_submits(asked):
    for scripts in (True, False):
        tab, _ = asked("grades_5_7", scripts)
        first = "form => [...form.elements].find(field => field.type === 'submit').id"
        assert tab.eval_on_selector("#answers", first) == "send"


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_form_is_asked_about_once(asked, form):
    tab, paths = asked(form)
    while tab.is_visible("#next"):
        tab.click("#next")
    tab.click("#send")
    assert tab.inner_text("#empty") == texts("nb")("pupil.problems.empty")
    box, bar = tab.locator("#empty").bounding_box(), tab.locator("#send").bounding_box()
    assert 0 <= box["y"] < bar["y"]
    assert paths == []
    with tab.expect_request("**/answer?*") as sent:
        tab.click("#send")
    assert "asked=empty" in sent.value.post_data


def test_the_second_half_of_a_double_press_on_next_sends_nothing(asked):
    tab, paths = asked("grades_1_4")
    for _ in range(5):
        tab.click("#next")
    tab.dblclick("#next")
    tab.wait_for_selector("#send")
    assert not tab.is_visible("#empty")
    assert paths == []


def test_answers_are_looked_through_and_mended_on_the_way_to_sending(asked):
    tab, _ = asked("grades_5_7")
    tab.click("#next")
    tab.check("input[name=thriving][value=ok]")
    while not tab.is_visible("textarea"):
        tab.click("#next")
    tab.fill("textarea", "<b>Hei</b>")
    tab.click("#next")
    t = texts("nb")
    assert tab.inner_text(".screen:visible h1") == t("pupil.check.title")
    said = tab.locator(".given span").all_inner_texts()
    none = t("pupil.check.none")
    assert said == [
        "Sånn passe",
        none,
        none,
        none,
        none,
        none,
        none,
        none,
        "<b>Hei</b>",
    ]
    tab.click(".given >> nth=5")
    tab.check("input[name=adult_hurt][value=once]")
    tab.click("#next")
    tab.wait_for_selector("#leadership")
    tab.check("input[name=leadership][value=unsure]")
    tab.click("#next")
    said = tab.locator(".given span").all_inner_texts()
    assert said[5:7] == ["Én gang", "Vet ikke"]
    tab.wait_for_selector("#send")


def test_mending_goes_from_what_is_wrong_to_what_is_wrong_and_then_to_sending(asked):
    tab, _ = asked("form_problems")
    assert tab.inner_text("#next") == "Rett opp"
    for item in ("hurt", "safe"):
        tab.click("#next")
        tab.wait_for_selector(f"#{item}")
        tab.locator(f"#{item} input").first.check()
    tab.click("#next")
    tab.wait_for_selector("textarea")
    tab.fill("textarea", "Kort")
    tab.click("#next")
    tab.wait_for_selector("#send")


def headings(tab):
    """Name and level, as the browser tells them to a screen reader."""
    tree = tab.context.new_cdp_session(tab).send("Accessibility.getFullAXTree")["nodes"]
    found = [node for node in tree if node.get("role", {}).get("value") == "heading"]
    level = {
        node["nodeId"]: {
            attribute["name"]: attribute["value"] for attribute in node["properties"]
        }
        for node in found
    }
    return [
        (node["name"]["value"], level[node["nodeId"]]["level"]["value"])
        for node in found
    ]


@pytest.mark.parametrize("form", FORMS)
def test_a_screen_reader_hears_which_question_it_is_and_finds_a_heading_of_level_one(
    asked, form
):
    tab, _ = asked(form)
    total = 6 if form == "grades_1_4" else 8
    for number in range(1, total + 1):
        tab.click("#next")
        (name, _), *others = [heading for heading in headings(tab) if heading[1] == 1]
        assert name.startswith(f"Spørsmål {number} av {total} ")
        assert others == []
        assert tab.evaluate("document.activeElement.getAttribute('aria-level')") == "1"


def test_enter_goes_from_the_title_and_from_the_list_that_is_looked_through(asked):
    """Held down it goes nowhere, and on the list it only finds Send: nothing is sent
    unseen."""
    tab, paths = asked("grades_5_7")
    assert tab.evaluate("document.activeElement.tagName") == "H1"
    tab.evaluate("""document.activeElement.dispatchEvent(
        new KeyboardEvent('keydown', {key: 'Enter', repeat: true, bubbles: true}))""")
    assert not tab.is_visible("#thriving")
    tab.keyboard.press("Enter")
    tab.locator("#thriving input").first.focus()
    tab.keyboard.press("Space")
    while not tab.is_visible(".given"):
        tab.locator(".screen:visible >> input, textarea >> visible=true").first.focus()
        tab.click("#next")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "send"
    assert paths == []
    with tab.expect_request("**/answer?*"):
        tab.keyboard.press("Enter")
