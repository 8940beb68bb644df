"""Screen readers find one title on each page after the answer, and no level left out
below."""

import re
from html import unescape
from itertools import pairwise

import pytest

from tests.pupil_browser import text

REQUEST = {"whom": "nurse", "urgency": "today", "name": "Kim Prøvesen"}
WAITING = re.compile(r'<section id="waiting".*?</section>', re.S)


@pytest.fixture
def pages(visitor):
    thanks = visitor.send(0)
    found = re.search(r'name="ticket" value="(.*?)"', text(thanks))
    assert found
    ticket = {"ticket": found[1]}
    thread = visitor.post("/receipt", {**ticket, "saved": "yes"})
    own = {name: visitor.hidden(thread)[name] for name in ("receipt", "attempt")}
    return {
        "code": visitor.get("/"),
        "mistyped": visitor.post("/form", {"code": "A"}),
        "about": visitor.get("/about"),
        "privacy": visitor.get("/about/privacy"),
        "guardians": visitor.get("/about/guardians"),
        "thanks": thanks,
        "contact": visitor.post("/contact", ticket),
        "contact_sent": visitor.post("/contact", {**ticket, **REQUEST}),
        "receipt": visitor.post("/receipt", ticket),
        "thread_enter": visitor.get("/thread"),
        "thread_mistyped": visitor.post("/thread", {"receipt": "1"}),
        "thread": thread,
        "withdrawn": visitor.post("/thread/withdraw", own),
    }


def test_each_page_has_one_title_and_no_level_is_left_out(pages):
    for name, page in pages.items():
        shown = WAITING.sub("", unescape(text(page)))
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", shown)]
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        steps = [below - above for above, below in pairwise(levels)]
        assert max(steps, default=0) <= 1, name
