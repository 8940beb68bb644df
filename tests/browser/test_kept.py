"""A send that the service cannot take leaves the form where it was; words fit where
they stand."""

import pytest

from chalicelib.web.language import texts
from tests.chromium import becomes

pytestmark = pytest.mark.browser
BROKEN = """spans => spans.flatMap(span => {
  const text = span.firstChild;
  return [...text.data.matchAll(/\\S+/g)].filter(word => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length > 1;
  }).map(word => word[0]);
})"""


def answered_with(tab, pages, path, state, status=400):
    html = pages["nb", state]["html"]
    tab.route(
        f"**{path}?*",
        lambda route: route.fulfill(body=html, status=status, content_type="text/html"),
    )


@pytest.mark.parametrize(
    ("state", "status"), [("error_too_large", 413), ("error_bad_fields", 400)]
)
def test_the_form_stays_with_every_choice_and_the_words_stand_above_it(
    show, pages, state, status
):
    tab = show("nb", "grades_5_7")
    answered_with(tab, pages, "/answer", state, status)
    tab.click("#next")
    tab.locator("#thriving input").first.check()
    while not tab.is_visible("textarea"):
        tab.click("#next")
    tab.fill("textarea", "Det jeg skrev")
    tab.click("#next")
    for _ in range(2):
        tab.click("#send")
        tab.wait_for_selector(".told")
    assert tab.locator(".told").count() == 1
    kind = state.removeprefix("error_")
    assert texts("nb")(f"error.{kind}.title") in tab.inner_text(".told")
    assert tab.evaluate("document.activeElement.className").endswith("told")
    assert tab.input_value("textarea") == "Det jeg skrev"
    assert tab.locator("#thriving input:checked").count() == 1
    assert tab.inner_text("#send") == texts("nb")("pupil.form.send")
    assert tab.is_enabled("#send")
    asked = []
    tab.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    tab.evaluate("setTimeout(() => location.reload())")
    becomes(tab, lambda: asked, ["beforeunload"])


def test_after_waiting_for_the_network_too(show, pages):
    tab = show("nb", "thread")
    tab.route("**/thread/write?*", lambda route: route.abort())
    tab.fill("textarea", "Hei")
    tab.click("form >> nth=0 >> button")
    tab.wait_for_selector("#waiting:visible")
    answered_with(tab, pages, "/thread/write", "error_too_large", 413)
    tab.click("#now")
    tab.wait_for_selector(".told")
    assert not tab.is_visible("#waiting")
    assert tab.input_value("textarea") == "Hei"


def test_a_message_that_is_too_long_comes_back_with_its_count(show):
    tab = show("nb", "thread_too_long")
    assert tab.inner_text(".left") == "Teksten er 700 tegn for lang"
    tab.fill("textarea", "x" * 499)
    assert tab.inner_text(".left") == "Tegn igjen: 1"
    tab.fill("textarea", "x")
    assert not tab.is_visible(".left")


def test_no_word_below_a_face_is_broken_on_the_smallest_screen(show):
    tab = show("nb", "grades_1_4", viewport={"width": 320, "height": 640})
    while tab.is_visible("#next"):
        tab.click("#next")
        for face in tab.locator(".faces input:visible").all():
            face.check()
            assert tab.eval_on_selector_all(".faces span", BROKEN) == []


def test_the_form_moves_both_ways_where_there_is_no_history(page, pages, tmp_path):
    file = tmp_path / "form.html"
    file.write_text(pages["nb", "grades_5_7"]["html"], encoding="utf-8")
    page.goto(file.as_uri())
    page.click("#next")
    page.click("#next")
    page.wait_for_selector("#company")
    page.click("#back")
    page.wait_for_selector("#thriving")
