"""What a pupil wrote is taken back: every page of it says what stays, and the same to
everybody."""

import re
from html import unescape

import pytest

from chalicelib.web.language import texts
from tests.pupil_browser import text
from tests.pupil_threads.test_pupil_pages import code_on, ticket, visitor, write

__all__ = ["visitor"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_after_taking_back_says_to_all_that_what_is_of_danger_stays(
    visitor, language
):
    danger = {"nb": "fare", "nn": "fare", "en": "danger"}[language]
    school = {"nb": "skolen", "nn": "skulen", "en": "school"}[language]
    seen = set()
    for number, said in enumerate(("", "Hei", "Jeg vil ikke leve")):
        taken = visitor.post(
            "/receipt", {**ticket(visitor.send(number)), "lang": language}
        )
        code = code_on(taken)
        if said:
            write(visitor, code, said, lang=language)
        before = visitor.post("/thread", {"receipt": code, "lang": language})
        fold = texts(language)("pupil.thread.withdraw.what")
        assert unescape(text(before)).count(fold) == 1
        assert danger in fold
        assert school in fold
        done = visitor.post(
            "/thread/withdraw", {**visitor.hidden(before), "lang": language}
        )
        again = visitor.post("/thread", {"receipt": code, "lang": language})
        seen |= {re.sub('nonce="[^"]*"', "", text(page)) for page in (done, again)}
    # Nobody sees by it that a text was judged urgent, or that there was one
    assert len(seen) == 1
    (page,) = seen
    main = unescape(page.partition("<main")[2].partition('id="finished"')[0])
    assert danger in main
    assert school in main
    # Who wrote nothing is told of nothing deleted
    assert "?" in main.partition(danger)[0]
