"""A form in which nothing is answered is asked about once, with scripts and without."""

import pytest

from chalicelib.web.language import texts
from tests.pupil_browser import text, words
from tests.rows import rows_with

LANGUAGES = ("nb", "nn", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_form_is_asked_about_and_the_card_is_still_good(
    pupil_at_the_door, language
):
    pupil = pupil_at_the_door
    shown = pupil.hidden(pupil.open(lang=language))
    before = rows_with("answers")
    asked = pupil.post("/answer", shown)
    assert asked.status_code == 400
    assert texts(language)("pupil.problems.empty") in words(asked)
    assert texts(language)("pupil.problems.kept") not in words(asked)
    assert rows_with("answers") == before
    assert pupil.open(lang=language).status_code == 200
    sent = pupil.post("/answer", pupil.hidden(asked))
    assert texts(language)("pupil.thanks.title") in text(sent)
    assert len(rows_with("answers")) > len(before)
    assert pupil.open(lang=language).status_code == 404


@pytest.mark.parametrize("item", [{"hurt": "skip"}, {"more": "Hei"}, {"hurt": "never"}])
def test_who_has_answered_or_skipped_anything_is_not_asked(pupil_at_the_door, item):
    shown = pupil_at_the_door.hidden(pupil_at_the_door.open())
    assert pupil_at_the_door.post("/answer", {**shown, **item}).status_code == 200


def test_a_text_of_spaces_is_no_answer(pupil_at_the_door):
    shown = pupil_at_the_door.hidden(pupil_at_the_door.open())
    assert (
        pupil_at_the_door.post("/answer", {**shown, "more": " \n "}).status_code == 400
    )


def test_padding_is_no_answer_and_goes_no_further(pupil_at_the_door):
    shown = pupil_at_the_door.hidden(pupil_at_the_door.open())
    padded = pupil_at_the_door.post(
        "/answer", {**shown, "hurt": "never", "pad": "x" * 4000}
    )
    assert padded.status_code == 200
    assert "xxxx" not in text(padded)
