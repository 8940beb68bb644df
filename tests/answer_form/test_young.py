"""What a child in grades 1-4 meets, as the page arrives."""

import re
from datetime import timedelta
from html import unescape

import pytest

from chalicelib.forms.definitions import FORMS
from chalicelib.manage_rounds.open import NewRound, make_codes, open_round
from chalicelib.rounds.round import Mode, on_duty
from chalicelib.schools.school import SchoolClass
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, SCHOOL
from tests.pupil_browser import text
from tests.rows import rows_with

FORM = FORMS["grades_1_4"]


@pytest.fixture
def child(pupil_at_the_door):
    languages, opens = ("nb", "nn", "en"), NOW - timedelta(hours=1)
    new = NewRound(
        FORM.id,
        Mode.ANONYMOUS,
        languages,
        opens,
        NOW + timedelta(hours=4),
        on_duty(NURSE),
    )
    round_ = open_round(new, SCHOOL, [SchoolClass("2A", "SCHAAA", "2A", (2,), 18)])
    pupil_at_the_door.stage.codes[:] = make_codes(round_, "2A", 2)
    return pupil_at_the_door


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_question_has_three_faces_with_their_words_and_no_text_field(
    child, language
):
    page, t = unescape(text(child.open(lang=language))), texts(language)
    assert t.of_form(FORM.id, "pupil.form.intro") in page
    assert page.count('class="faces"') == 5
    for question in FORM.questions:
        assert t.item(FORM.id, question.id) in page
        for option in question.options:
            row = re.search(rf'<label[^>]*>(?:(?!</label>).)*name="{question.id}" value="{option}"'
                            r".*?</label>", page, re.S)[0]  # fmt: skip
            assert f"<span>{t.option(FORM.id, question.id, option)}</span>" in row
    assert page.count('value="skip"') == 6
    assert "<textarea" not in page


def test_the_smile_goes_up_and_the_sad_mouth_goes_down_and_nobody_cries(child):
    drawn = set(re.findall(r'<svg viewBox="0 0 48 48".*?</svg>', text(child.open())))
    assert len(drawn) == 3
    bends = {int(bend) for face in drawn for bend in re.findall(r"q\d+ ?(-?\d+)", face)}
    assert min(bends) < 0 < max(bends)
    assert all(face.count("<path") == face.count("<circle") == 1 for face in drawn)


def test_the_end_has_words_to_show_an_adult_and_a_number_to_call(child):
    page = text(child.send(safe="bad", hurt="bad"))
    t = texts("nb")
    assert t("pupil.thanks.sent") in page
    assert re.search(rf"<summary>{t('pupil.tell.title')}</summary>", page)
    assert t("pupil.tell.words") in page
    assert '<a class="phone" href="tel:116111">' in page
    in_order = ("thanks.sent", "tell.asked", "tell.name", "tell.call", "tell.title")
    places = [page.index(t(f"pupil.{key}")) for key in in_order]
    assert places == sorted(places)
    assert page.index(t("pupil.contact.whom")) < page.index('id="finished"')
    asked = {"whom": "class_teacher", "urgency": "today", "name": "Kim Prøvesen"}
    assert (
        child.post("/contact", {**child.hidden(child.send(1)), **asked}).status_code
        == 200
    )
    (flag,) = rows_with("answers", sk="FLAG#")
    assert flag["level"] == 3


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_child_is_told_of_faces_where_there_are_none(language):
    intro = texts(language).of_form(FORM.id, "pupil.form.intro").lower()
    assert not any(word in intro for word in ("ansikt", "face"))


def test_what_is_sent_is_one_of_the_three_faces(child):
    assert child.send(hurt="weekly").status_code == 400
    assert child.send(more="hei").status_code == 400
    assert rows_with("answers", sk="ANSWER#") == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_who_has_no_text_field_does_not_read_or_hear_the_sentence_about_writing(
    child, language
):
    t = texts(language)
    writing, school_days = t("pupil.mode.danger").split(". ")
    for page in (child.open(lang=language), child.send(1, lang=language)):
        assert writing not in unescape(text(page))
        assert school_days in unescape(text(page))
