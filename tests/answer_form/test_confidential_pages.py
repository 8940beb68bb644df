import pytest

from chalicelib.accounts.account import Function
from chalicelib.rounds.round import Mode
from chalicelib.web.language import texts
from tests.cast import NURSE, set_the_stage
from tests.pupil_browser import text, words


@pytest.fixture
def pupil(pupil_at_the_door):
    pupil_at_the_door.stage.codes[:] = set_the_stage(mode=Mode.CONFIDENTIAL).codes
    return pupil_at_the_door


def told(language):
    t = texts(language)
    who = t("pupil.mode.who.health_service", name=NURSE.name)
    return t("pupil.mode.confidential", who=who, name=NURSE.name).replace("**", "")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_form_and_the_thanks_page_name_who_can_find_out(pupil, language):
    form = pupil.open(lang=language)
    thanks = pupil.post("/answer", {**pupil.hidden(form), "hurt": "few"})
    for page in (form, thanks):
        assert told(language) in words(page)
        assert NURSE.name in text(page)
        assert "<strong>" in text(page)
        assert texts(language)("pupil.mode.anonymous") not in words(page)


def test_the_number_comes_along_and_the_second_sending_is_thanked(pupil):
    fields = {**pupil.hidden(pupil.open(2)), "hurt": "few"}
    assert fields["place"].endswith(".3")
    assert [pupil.post("/answer", fields).status_code for _ in range(2)] == [200, 200]


def test_a_receipt_takes_no_answers_along_where_they_would_tell_who_writes(pupil):
    along = texts("nb")("pupil.receipt.along")
    assert along not in text(pupil.send(0))
    pupil.stage.codes[:] = set_the_stage().codes
    assert along in text(pupil.send(0))


@pytest.mark.parametrize("function", Function)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_function_has_words_a_pupil_knows(language, function):
    assert "Kari" in texts(language)(f"pupil.mode.who.{function}", name="Kari")
