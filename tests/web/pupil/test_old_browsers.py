"""Everything the scripts use is taken away, one thing at a time: what is left is a page that works.

What is tried is read from the scripts, so that a new thing is tried by itself. ``OLD`` is what no
browser of the last ten years lacks.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error

from tests.cast import set_the_stage
from tests.conftest import ROOT
from tests.pupil_cast import receipt_with, ticket_of
from tests.rows import rows_with
from tests.web.pupil.conftest import Pupil

pytestmark = pytest.mark.browser
HOME = "https://svar.example"
PARTS = 6
"""Into which the long walk is divided: each takes a minute or two."""
WORDS = re.compile(r"//.*|'[^'\n]*'|\b([A-Za-z]\w+)\b")
NAMED = {
    "AbortSignal", "submitter", "showModal", "Segmenter", "replaceChildren", "fetch", "pushState",
    "URLSearchParams", "FormData", "DOMParser", "AbortController", "closest", "requestSubmit",
    "speechSynthesis", "MutationObserver", "scrollIntoView", "isConnected", "padEnd",
}  # fmt: skip
OLD = """
action add addEventListener all appendChild async at back before body Boolean button buttons
cancel catch check checked className clearInterval clearTimeout contains count createElement
data dataset Date dir disabled document documentElement Element empty enable event every filter
find first firstChild focus form Function getElementById go hash headers heading hidden history
href id indexOf innerHTML insertBefore item kind label lang language last left length list
location map Math max method min name now onclick onend onended onstart open options pad
pageYOffset parentElement parentNode part pathname pause pressed preventDefault promise
prototype querySelector querySelectorAll rate read reduce removeAttribute removeEventListener
replace right screen search send setAttribute setInterval setTimeout show slice split start
status step style tabIndex target textContent title toLowerCase total toUpperCase translate type
url value voice window
"""
OWNERS = """() => {
  const language = ['Array', 'Object', 'Function', 'Promise', 'RegExp', 'Number', 'Math', 'Date',
    'Map', 'Set', 'Boolean', 'Symbol', 'Error', 'JSON'];
  const all = [window, Window.prototype, EventTarget.prototype, Intl, window.speechSynthesis];
  for (const kind of Object.getOwnPropertyNames(window)) {
    if (language.includes(kind)) continue;
    let made;
    try { made = window[kind]; } catch { continue; }
    if (typeof made === 'function') all.push(made, made.prototype);
  }
  return all.filter(Boolean);
}"""
TAKE_AWAY = f"""name => ({OWNERS})().forEach(owner => {{
  try {{ delete owner[name]; }} catch {{ /* the browser holds on to it */ }}
}})"""
KNOWN = f"""names => {{
  const owners = ({OWNERS})();
  return names.filter(name => owners.some(one => Object.prototype.hasOwnProperty.call(one, name)));
}}"""


def in_the_scripts() -> list[str]:
    scripts = (path.read_text() for path in sorted((ROOT / "templates/pupil").glob("*.js")))
    names = {name for script in scripts for name in WORDS.findall(script) if name}
    return sorted(names - set(OLD.split()))


@pytest.fixture
def without(browser: Any, pupil_at_the_door: Pupil) -> Iterator[Callable[[str], Any]]:
    """A tab in which the browser lacks something, in front of the real service."""
    open_tabs = []

    def answer(route: Any) -> None:
        asked = route.request
        parts = urlsplit(asked.url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if asked.method == "POST":
            got = pupil_at_the_door.post(path, asked.post_data_buffer or b"")
        else:
            got = pupil_at_the_door.get(path)
        route.fulfill(status=got.status_code, headers=dict(got.headers), body=got.body)

    def open_tab(name: str) -> Any:
        context = browser.new_context(viewport={"width": 360, "height": 640}, locale="nb-NO")
        open_tabs.append(context)
        context.set_default_timeout(4000)
        if name:
            context.add_init_script(f"({TAKE_AWAY})({name!r})")
        tab = context.new_page()
        tab.route("**/*", answer)
        return tab

    yield open_tab
    for context in open_tabs:
        context.close()


def stored() -> int:
    return len(rows_with("answers", sk="ANSWER#"))


def press(tab: Any, button: str) -> None:
    tab.locator(button).first.click()


def onward(tab: Any, until: str) -> None:
    for _ in range(12):
        if tab.locator(until).first.is_visible():
            return
        press(tab, "#next")
    raise AssertionError(f"{until} never came")


def answers(tab: Any, code: str) -> None:
    """A pupil types the code, answers, changes the language and sends: one answer, and thanks."""
    before, went = stored(), []
    tab.on("request", lambda request: went.append(request.method))
    tab.goto(f"{HOME}/#{code}")
    tab.wait_for_timeout(500)  # the card's code goes by itself where it can, however slow we are
    if "POST" not in went:
        tab.fill("#code", code)
        press(tab, "#enter .go button")
    tab.wait_for_selector("#answers")
    onward(tab, "[name=hurt][value=few]")
    tab.check("[name=hurt][value=few]")
    press(tab, "button[value=nn]")
    tab.wait_for_selector("html[lang=nn]")
    assert stored() == before, "a language button sent the answers"
    onward(tab, "[name=hurt][value=few]")
    assert tab.is_checked("[name=hurt][value=few]"), "the choice is gone"
    onward(tab, "#send")
    press(tab, "#send")
    tab.wait_for_selector("main[data-page=thanks]")
    assert stored() == before + 1, "thanked, not stored"


def writes(tab: Any, receipt: str) -> None:
    """A pupil comes back with a receipt and writes: one message, and the thread with it."""
    before = len(rows_with("answers", sk="MESSAGE#"))
    tab.goto(f"{HOME}/thread")
    tab.fill("#receipt", receipt)
    press(tab, "main form button:not([name=lang])")
    tab.wait_for_selector("main[data-page=thread]")
    tab.fill("#text", "Hei")
    press(tab, "form[action*='/thread/write'] button")
    tab.wait_for_selector(".said, .talk")
    assert not tab.locator("#waiting").first.is_visible()
    assert len(rows_with("answers", sk="MESSAGE#")) == before + 1


def fails(walk: Callable[[Any, str], None], tab: Any, with_what: str) -> str:
    try:
        walk(tab, with_what)
    except (AssertionError, Error) as error:
        return str(error).partition("Call log")[0].strip()[:200]
    return ""


def walked(without: Any, names: list[str], pupil: Pupil) -> dict[str, list[str]]:
    pupil.stage.codes[:] = set_the_stage(codes=len(names) + 1).codes
    ticket = ticket_of(pupil.stage, "a" * 22)
    receipt = receipt_with(ticket)
    broken = {}
    for name, code in zip(names, pupil.stage.codes, strict=False):
        tab = without(name)
        wrong = [fails(answers, tab, code), fails(writes, tab, receipt)]
        tab.context.close()
        if any(wrong):
            broken[name] = wrong
    return broken


def test_with_everything_it_works(without, pupil_at_the_door):
    assert walked(without, [""], pupil_at_the_door) == {}


def test_without_what_older_browsers_lack_every_page_works(without, pupil_at_the_door):
    assert walked(without, sorted(NAMED), pupil_at_the_door) == {}


@pytest.mark.walk
@pytest.mark.parametrize("part", range(PARTS))
def test_without_any_one_thing_the_scripts_use_every_page_works(without, pupil_at_the_door, part):
    tab = without("")
    tab.goto(f"{HOME}/about")
    known = tab.evaluate(KNOWN, in_the_scripts())
    assert {"AbortController", "Segmenter", "closest"} < set(known)
    assert walked(without, known[part::PARTS], pupil_at_the_door) == {}
