"""Everything the scripts use is taken away, one thing at a time: what is left is a page
that works.

What is tried is read from the scripts, so that a new thing is tried by itself. ``OLD``
is what no browser of the last ten years lacks.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error

from chalicelib.class_reply.class_word import word_of
from chalicelib.web import pupil_door
from infra.package import rendered
from tests.answer_form.walks import HOME, answers, asks, hears, takes, writes
from tests.cast import Stage, set_the_stage
from tests.class_reply.cast import OVER, answered, told
from tests.conftest import ROOT
from tests.pupil_browser import Pupil
from tests.pupil_cast import receipt_with, ticket_of

pytestmark = pytest.mark.browser
PARTS = 8
"""Into which the long walk is divided: each takes a minute or two."""
FEWEST = 5
"""Answers for which a class is told something of its own."""
PATIENCE = 15_000
"""Milliseconds for anything to come on a busy machine."""
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
find first firstChild focus form Function getAttribute getElementById go hash headers heading
hidden history
href id indexOf innerHTML insertBefore item kind label lang language last left length list
location map match Math max method min name now onclick onend onended onstart open options pad
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
  const has = (type, name) => Object.prototype.hasOwnProperty.call(type, name);
  return names.filter(name => owners.some(type => has(type, name)));
}}"""


PAGES = {
    Path(name).stem: ROOT / "templates" / name
    for name in rendered.templates("public")
    if name.endswith(".html")  # form.js is called as form.html
}
SCRIPTS = ROOT / "templates/web"
INCLUDED = re.compile(r'include "web/(\w+\.js)"')


def scripts_of(page: str) -> set[str]:
    """The files of scripts that come with a page; the base's with all."""
    texts = (PAGES[name].read_text() for name in (page, "pupil_base"))
    return {name for text in texts for name in INCLUDED.findall(text)}


def in_the_scripts(*pages: str) -> list[str]:
    """What the scripts of these pages use, or those of all."""
    files = {name for page in pages for name in scripts_of(page)}
    files = files or {path.name for path in SCRIPTS.glob("*.js")}
    names = {
        name for file in files for name in WORDS.findall((SCRIPTS / file).read_text())
    }
    return sorted(names - set(OLD.split()) - {""})


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
        context = browser.new_context(
            viewport={"width": 360, "height": 640}, locale="nb-NO"
        )
        open_tabs.append(context)
        context.set_default_timeout(PATIENCE)
        if name:
            context.add_init_script(f"({TAKE_AWAY})({name!r})")
        context.route("**/*", answer)
        return context.new_page()

    yield open_tab
    for context in open_tabs:
        context.close()


AFTER = ("thanks", "contact", "contact_sent", "receipt", "thread", "withdrawn")
"""The pages that ``asks`` and ``takes`` meet."""


def fails(walk: Callable[[Any, Any], None], tab: Any, with_what: Any) -> str:
    asked: list[str] = []

    def leaves(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    tab.on("dialog", leaves)
    try:
        walk(tab, with_what)
    except (AssertionError, Error) as error:
        return str(error).partition("Call log")[0].strip()[:200]
    return f"asked before a way that loses nothing: {asked}" if asked else ""


def told_page(stage: Stage, pupil: Pupil) -> Any:
    """What a class is told, as its page is after the round."""
    answered(Stage(stage.round, stage.codes[-FEWEST:]), FEWEST)
    told(stage)
    word = word_of(stage.round.id, "6A")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pupil_door, "clock", lambda: OVER)
        return pupil.get(f"/class?word={word}&lang=nb")


def walked(without: Any, names: list[str], pupil: Pupil) -> dict[str, list[str]]:
    stage = set_the_stage(codes=2 * len(names) + 1 + FEWEST)
    pupil.stage.codes[:] = stage.codes
    reply = told_page(stage, pupil)
    receipt = receipt_with(ticket_of(pupil.stage, "a" * 22))
    after, read = in_the_scripts(*AFTER), in_the_scripts("reply")
    broken = {}
    for number, name in enumerate(names):
        tab = without(name)
        walks: list[tuple[Callable[[Any, Any], None], Any]]
        walks = [(answers, pupil.stage.codes[2 * number]), (writes, receipt)]
        if not name or name in after:
            thanks = pupil.send(2 * number + 1)
            walks += [(asks, thanks), (takes, thanks)]
        if not name or name in read:
            walks.append((hears, reply))
        wrong = [
            fails(walk, tab.context.new_page(), with_what) for walk, with_what in walks
        ]
        tab.context.close()
        if any(wrong):
            broken[name] = wrong
    return broken


def test_every_page_with_a_script_of_its_own_is_walked():
    walked_pages = {"code", "form", "thread_enter", "wait", "reply", *AFTER}
    own = {name for name, path in PAGES.items() if "block script" in path.read_text()}
    assert own - {"pupil_base"} == walked_pages


def test_with_everything_it_works(without, pupil_at_the_door):
    assert walked(without, [""], pupil_at_the_door) == {}


def test_without_what_older_browsers_lack_every_page_works(without, pupil_at_the_door):
    assert walked(without, sorted(NAMED), pupil_at_the_door) == {}


@pytest.mark.walk
@pytest.mark.parametrize("part", range(PARTS))
def test_without_any_one_thing_the_scripts_use_every_page_works(
    without, pupil_at_the_door, part
):
    tab = without("")
    tab.goto(f"{HOME}/about")
    known = tab.evaluate(KNOWN, in_the_scripts())
    assert {"AbortController", "Segmenter", "closest"} < set(known)
    assert walked(without, known[part::PARTS], pupil_at_the_door) == {}
