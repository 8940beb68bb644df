"""An answer that does not fit the one before it: asked about once, and never
dropped."""

import pytest

from chalicelib.web.language import texts
from tests.pupil_browser import text
from tests.rows import rows_with

BOTH = {"adult_hurt": "never", "leadership": "yes"}


def to_the_owner():
    return [
        row for row in rows_with("answers", pk="INBOX#") if row["audience"] == "owner"
    ]


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_the_pupil_is_asked_with_both_questions_named_and_both_answers_kept(
    visitor, lang
):
    form = visitor.hidden(visitor.open(0, lang=lang))
    asked = visitor.post("/answer", {**form, **BOTH, "thriving": "bad"})
    assert asked.status_code == 400
    said = texts(lang)("pupil.problems.does_not_fit").replace("'", "&#39;")
    assert said in text(asked)
    assert 'href="#adult_hurt"' in text(asked)
    assert 'href="#leadership"' in text(asked)
    assert text(asked).count(" checked") == 3
    assert rows_with("answers", pk="ANSWERS#") == []


def test_sent_again_as_it_stands_nothing_is_lost_and_the_owner_is_told(visitor):
    asked = visitor.post("/answer", {**visitor.hidden(visitor.open(0)), **BOTH})
    assert visitor.post("/answer", {**visitor.hidden(asked), **BOTH}).status_code == 200
    assert len(to_the_owner()) == 1


def test_in_another_language_it_is_not_asked_a_second_time(visitor):
    asked = visitor.post("/answer", {**visitor.hidden(visitor.open(0)), **BOTH})
    switched = visitor.post("/form", {**visitor.hidden(asked), **BOTH, "lang": "nn"})
    assert (
        visitor.post("/answer", {**visitor.hidden(switched), **BOTH}).status_code == 200
    )
    assert len(to_the_owner()) == 1


def test_put_right_it_is_stored_as_put_right(visitor):
    asked = visitor.post("/answer", {**visitor.hidden(visitor.open(0)), **BOTH})
    right = {**visitor.hidden(asked), **BOTH, "leadership": "skip"}
    assert visitor.post("/answer", right).status_code == 200
    assert to_the_owner() == []


@pytest.mark.parametrize("made_up", ["thriving", "<b>", "x" * 900])
def test_a_name_that_was_never_asked_about_changes_nothing(visitor, made_up):
    form = visitor.hidden(visitor.open(0))
    asked = visitor.post("/answer", {**form, **BOTH, "asked": made_up})
    assert asked.status_code == 400
    assert "<b>" not in text(asked)
