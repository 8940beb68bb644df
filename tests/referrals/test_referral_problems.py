"""What a referral lacks is said in whole sentences, above the form and beside the
field."""

import re
from dataclasses import replace
from html import unescape

import pytest

from tests.cast import TEACHER
from tests.referring import WHOLE, begun_by
from tests.staff_browser import text

WRONG = {
    "seen": "",
    "learnt_on": "31.02.2026",
    "pupil_says": "x" * 2001,
    "involved": "yes",
    "guardians": "no",
    "guardians_on": "2026-11-20",
    "suggested": "magic",
}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_is_wrong_is_a_sentence_of_its_own_above_and_beside_the_field(
    stage, visitor, language
):
    teacher = visitor.become(replace(TEACHER, language=language))
    for fields in ({"do": "send"}, {**WHOLE, **WRONG, "do": "send"}):
        page = text(teacher.post(begun_by(teacher), fields))
        above = dict(re.findall(r'<li><a href="#(\w+)">(.+?)</a></li>', page))
        beside = dict(
            re.findall(r'<span class="wrong" id="(\w+)-wrong">(.+?)</span>', page)
        )
        assert above == beside
        assert len(above) >= 6
        for sentence in above.values():
            assert re.fullmatch(r"[A-ZÆØÅ].*\.", unescape(sentence)), sentence
            assert "{" not in sentence


def test_a_class_that_is_not_chosen_is_asked_for_in_plain_words(teacher):
    page = text(
        teacher.post(begun_by(teacher), {**WHOLE, "class_id": [], "do": "send"})
    )
    assert '<li><a href="#class_id">Velg klasse.</a></li>' in page
