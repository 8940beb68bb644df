"""Questions read aloud: by a voice of the device, never by one that goes over the
network."""

import json

import pytest

from chalicelib.forms.definitions import FORMS
from chalicelib.web.language import texts
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.walk]

# Headless Chromium has no voices. These stand in for the device's, and keep what they
# are told.
DEVICE = """(voices) => {
  Object.assign(window, { said: [], voices });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const speech = {
    getVoices: () => voices.map(([lang, localService]) => ({ lang, localService })),
    cancel: () => {},
    speak: (words) => {
      said.push([words.voice.lang, words.text]);
      words.onstart();
      if (!window.slow) words.onend();
    },
    addEventListener: (kind, then) => { speech.then = then; },
  };
  Object.defineProperty(window, 'speechSynthesis', { value: speech, configurable: true });
}"""


@pytest.fixture
def listen(show):
    """The first question of a form, on a device that has these voices."""

    def open_on(voices, language="nb", form="grades_1_4"):
        script = f"({DEVICE})({json.dumps(voices)})"
        tab = show(language, form, before=script)
        tab.click("#next")
        return tab

    return open_on


@pytest.mark.parametrize(
    "voices",
    [[], [["nb-NO", False]], [["sv-SE", True]], [["en-GB", True]]],
    ids=["none", "network", "other", "english"],
)
def test_hidden_without_a_suitable_voice_on_the_device(listen, voices):
    assert not listen(voices).is_visible(".listen")


def test_offered_as_soon_as_the_device_has_found_its_voices(listen):
    tab = listen([])
    tab.evaluate("voices.push(['nb-NO', true]), speechSynthesis.then()")
    tab.wait_for_selector("#thriving .listen")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_where_nothing_can_read_the_youngest_are_told_to_ask_an_adult(listen, language):
    tab, asked = listen([], language), texts(language)("pupil.read.adult")
    tab.click("#back")
    assert tab.inner_text("#unread") == asked
    tab.evaluate(
        "voices.push(['nb-NO', true], ['en-GB', true]), speechSynthesis.then()"
    )
    tab.wait_for_selector("[data-screen=intro] .listen")
    assert not tab.is_visible("#unread")


def test_who_has_no_scripts_is_told_to_ask_an_adult(pages):
    assert texts("nb")("pupil.read.adult") in pages["nb", "grades_1_4"]["html"]
    assert 'id="unread"' not in pages["nb", "grades_5_7"]["html"]


@pytest.mark.parametrize(
    ("language", "voices", "used"),
    [
        ("nb", [["nb-NO", False], ["nb_NO", True]], "nb_NO"),
        ("nb", [["no", True]], "no"),
        ("nn", [["nb-NO", True], ["nn-NO", True]], "nn-NO"),
        ("nn", [["nb-NO", True]], "nb-NO"),
        ("en", [["nb-NO", True], ["en-GB", True]], "en-GB"),
    ],
)
def test_the_question_and_each_option_are_read(listen, language, voices, used):
    tab, t = listen(voices, language), texts(language)
    tab.click("#thriving .listen")
    faces = [t.option("grades_1_4", "thriving", o) for o in ("good", "middle", "bad")]
    words = [t.item("grades_1_4", "thriving"), *faces, t("pupil.form.skip")]
    assert tab.evaluate("said") == [[used, word] for word in words]
    assert tab.get_attribute("#thriving .listen", "aria-pressed") == "false"


@pytest.mark.parametrize("form", ["grades_1_4", "grades_5_7"])
def test_every_question_and_the_beginning_can_be_heard(listen, form):
    tab = listen([["nb-NO", True]], form=form)
    assert tab.locator("fieldset .listen, .question .listen").count() == len(
        FORMS[form].questions
    )
    tab.click("#back")
    tab.click(".screen:visible .listen")
    t, said = texts("nb"), [words for _, words in tab.evaluate("said")]
    assert said[0] == t("pupil.title")
    assert t.of_form(form, "pupil.form.intro") in said[1]
    assert t("pupil.mode.anonymous") in " ".join(said)


def test_the_two_buttons_at_the_end_can_be_heard(listen, pages):
    tab = listen([["nb-NO", True]])
    end = pages["nb", "thanks_grades_1_4"]["html"]
    tab.route(
        "**/answer?*", lambda route: route.fulfill(body=end, content_type="text/html")
    )
    tab.locator("#thriving input").first.check()
    while not tab.is_visible("#send"):
        tab.click("#next")
    tab.click("#send")
    tab.click(".tell .listen")
    said = [words for _, words in tab.evaluate("said")]
    t = texts("nb")
    assert said[:2] == [t("pupil.tell.asked"), t("pupil.tell.name")]
    assert said[2] == f"Ring 116 111 {t('help.alarm.name')} {t('help.alarm.hours')}"
    assert said[3:] == [t(f"pupil.tell.{key}") for key in ("title", "how", "words")]
    tab.click("details.card > summary")
    tab.evaluate("said.length = 0")
    tab.click(".card > .listen")
    said = [words for _, words in tab.evaluate("said")]
    assert said[:2] == [t("pupil.tell.name"), t("pupil.tell.name.what")]
    assert t("pupil.contact.whom") in said


def test_what_is_being_read_is_marked_and_a_second_press_stops(listen):
    tab = listen([["nb-NO", True]])
    tab.evaluate("window.slow = true")
    tab.click("#thriving .listen")
    assert tab.get_attribute("#thriving .listen", "aria-pressed") == "true"
    assert tab.locator(".spoken").count() > 0
    tab.click("#thriving .listen")
    assert tab.get_attribute("#thriving .listen", "aria-pressed") == "false"
    assert tab.locator(".spoken").count() == 0


def test_a_choice_is_heard_by_who_listens_and_only_by_them(listen):
    tab = listen([["nb-NO", True]])
    tab.check("input[name=thriving][value=bad]")
    assert tab.evaluate("said") == []
    tab.click("#thriving .listen")
    tab.evaluate("said.length = 0")
    tab.check("input[name=thriving][value=good]")
    assert tab.evaluate("said") == [["nb-NO", "Bra"]]


def test_a_recording_wins_is_fetched_only_when_asked_for_and_never_for_a_choice(listen):
    tab, asked = listen([["nb-NO", True]]), []
    # As long as nothing is recorded for us, the page comes without what plays it.
    play = (ROOT / "templates/web/recorded.js").read_text(encoding="utf-8")
    tab.context.new_cdp_session(tab).send("Runtime.evaluate", {"expression": play})
    tab.evaluate("""() => {
      const recorded = { url: '/sound', sound: 'lang=nb&item=thriving' };
      Object.assign(document.querySelector('#thriving .listen').dataset, recorded);
      window.Audio = class { constructor(url) { window.played = url; } async play() {} pause() {} };
    }""")
    tab.route(
        "**/sound",
        lambda route: (
            asked.append(route.request.post_data),
            route.fulfill(body="QUJD"),
        ),
    )
    tab.check("input[name=thriving][value=bad]")
    assert asked == []
    tab.click("#thriving .listen")
    # The page's policy forbids the eval that wait_for_function needs
    for _ in range(50):
        if tab.evaluate("window.played"):
            break
        tab.wait_for_timeout(100)
    assert tab.evaluate("window.played") == "data:audio/mpeg;base64,QUJD"
    tab.check("input[name=thriving][value=good]")
    assert asked == ["lang=nb&item=thriving"]
    assert tab.evaluate("said") == []
