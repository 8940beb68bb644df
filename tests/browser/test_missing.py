"""What is missing in a form is said in our own words, in the page's language, beside
its field: the browser's own words are in the browser's language and may hide what they
are about."""

import re

import pytest

from chalicelib.web.language import texts
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
SMALL = {"viewport": {"width": 360, "height": 560}}
FORMS = {  # the state, the way to the form's button, the field and the words
    "contact": ("contact_problems", "form.ask", "name", "pupil.contact.missing.name"),
    "thread": ("thread", "form.ask", "text", "pupil.thread.problem.empty"),
    "receipt": ("receipt", "form.ask", "typed", "pupil.receipt.wrong"),
    "code": ("code", "#enter", "code", "pupil.code.count"),
    "receipt at the door": ("thread_enter", "#enter", "receipt", "pupil.receipt.count"),
}
SEEN = """(id) => {
  const box = (one) => one.getBoundingClientRect();
  const field = document.getElementById(id);
  const words = [...document.querySelectorAll('.wrong')].find((one) => one.offsetHeight);
  const [top, bar] = [document.querySelector('.top'), document.querySelector('main > .go')];
  const label = document.querySelector(`label[for=${id}]`);
  const end = (bar && bar.offsetHeight ? box(bar).top : innerHeight) + 1;
  return {
    words: words ? words.textContent : '',
    seen: [label, words, field].every((one) => one && box(one).bottom <= end
      && box(one).top >= Math.max(box(top).bottom, 0) - 1),
    focused: document.activeElement === field,
  };
}"""
LANGUAGES = [
    "nb",
    *(pytest.param(code, marks=pytest.mark.walk) for code in ("nn", "en")),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_what_is_missing_is_said_beside_its_field_and_seen_with_it(
    show, form, language
):
    state, way, field, key = FORMS[form]
    tab, t, sent = show(language, state, **SMALL), texts(language), []
    tab.route("**/*", lambda route: (sent.append(1), route.abort()))
    tab.evaluate(
        "document.querySelectorAll('.wrong[id]').forEach((words) => { words.hidden ="
        " true; })"
    )
    tab.fill(f"#{field}", "")
    tab.click(f"{way}:has(#{field}) .main, {way}:has(#{field}) .wide >> nth=0")
    tab.wait_for_timeout(300)
    seen = tab.evaluate(SEEN, field)
    said = t(key, length="10" if field == "code" else "14", count=0)
    assert seen == {"words": said, "seen": True, "focused": True}
    assert not sent


def test_all_that_is_missing_is_said_at_once_and_goes_when_it_is_given(show):
    tab, t = show("nb", "contact_problems", **SMALL), texts("nb")
    tab.evaluate(
        "document.querySelectorAll('.wrong').forEach((words) => { words.hidden ="
        " true; })"
    )
    tab.fill("#name", "")
    tab.click("form.ask .main")
    said = [
        t(f"pupil.contact.{key}")
        for key in ("missing.name", "problem.whom", "problem.urgency")
    ]
    assert [
        words for words in tab.locator(".wrong:visible").all_inner_texts() if words
    ] == said
    tab.fill("#name", "Kim")
    tab.check("[name=whom] >> nth=0", force=True)
    assert [
        words for words in tab.locator(".wrong:visible").all_inner_texts() if words
    ] == said[2:]


CHECKED = re.compile(
    r'\brequired\b|type="(?:email|date|time|number|url)"|\bpattern=|\bminlength='
)


def test_no_form_of_the_staff_pages_leaves_its_words_to_the_browser():
    """Their forms have no script: the service says what is missing."""
    doors = ("answer_form", "forms", "threads", "web", "email", "rounds")
    for page in sorted((ROOT / "templates").rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        if page.relative_to(ROOT / "templates").parts[0] in doors:
            continue
        if CHECKED.search(text) or "parts.field(" in text:
            forms = re.findall(r"<form[^>]*>", re.sub(r"\{\{.*?\}\}", "", text))
            assert [
                form for form in forms if "novalidate" not in form and "get" not in form
            ] == [], page
