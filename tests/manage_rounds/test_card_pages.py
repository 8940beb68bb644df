import re

import pytest

from chalicelib.manage_rounds.open import NewRound, open_round
from chalicelib.rounds.round import Mode
from chalicelib.schools.school import SchoolClass
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, OWNER, SCHOOL, Stage
from tests.rows import all_rows
from tests.staff_browser import hidden, press, text


@pytest.fixture
def nurse(stage, visitor):
    visitor.become(NURSE)
    return visitor


def test_the_list_says_how_many_are_made_and_how_many_used_and_what_is_missing(
    stage, nurse
):
    t = texts("nb")
    page = text(nurse.get("/staff/cards"))
    assert f"{t('cards.made', made=10)}, {t('cards.used.few')}" in page
    assert t("cards.missing", missing=16) in page
    assert t("cards.made", made=0) in page
    assert t("cards.pupils", pupils=26) in page
    assert t("cards.pupils", pupils=17) in page
    assert t("cards.make", number=16) in page
    assert t("cards.make", number=17) in page
    for number in range(7):
        stage.send(number, thriving="good")
    assert f"10 laget, {t('cards.used.some', answered=5)}" in text(
        nurse.get("/staff/cards")
    )
    for number in range(7, 10):
        stage.send(number, thriving="good")
    assert "10 laget, 10 brukt" in text(nurse.get("/staff/cards"))


def test_a_press_makes_what_is_missing_and_the_same_press_gets_the_same_cards(
    stage, nurse
):
    shown = nurse.get("/staff/cards")
    place = re.search(r'name="place" value="([^"]*)"', text(shown))[1]
    form = dict(hidden(shown)) | {"place": place, "extra": "1", "phone": ""}
    first = nurse.post("/staff/cards", form)
    again = nurse.post("/staff/cards", form)
    assert codes_on(first) == codes_on(again)
    assert len(codes_on(first)) == 16
    page = text(nurse.get("/staff/cards"))
    (row,) = [row for row in re.findall(r"<tr>.*?</tr>", page, re.S) if " 6A" in row]
    assert texts("nb")("cards.made", made=26) in row
    assert "<button" not in row


def test_another_press_when_all_have_cards_makes_none_and_says_so(stage, nurse):
    nurse.post("/staff/cards", press(stage))
    answer = nurse.post("/staff/cards", press(stage, attempt="b" * 22))
    assert answer.status_code == 422
    assert texts("nb")("cards.problem.enough") in text(answer)
    stale = nurse.post("/staff/cards", press(stage, seen=10, attempt="b" * 22))
    assert stale.status_code == 422
    assert texts("nb")("cards.problem.meanwhile") in text(stale)


def test_language_and_phone_are_asked_for_once_and_enter_in_them_makes_nothing(nurse):
    page = text(nurse.get("/staff/cards"))
    assert page.count('name="phone"') == page.count('name="printed_in"') == 1
    (form,) = re.findall(r'<form[^>]*action="/staff/cards">.*?</form>', page, re.S)
    assert form.count('name="place"') == 2
    assert re.search(r"<button[^>]*>", form)[0] == "<button disabled hidden>"


def test_one_press_makes_what_every_class_lacks_and_again_gets_the_same(stage, nurse):
    shown = nurse.get("/staff/cards")
    assert texts("nb")("cards.make_all", number=33) in text(shown)
    form = [*hidden(shown), ("do", "all"), ("phone", "22 33"), ("extra", "1")]
    first = nurse.post("/staff/cards", form)
    assert len(codes_on(first)) == 33
    assert text(first).count("<article>") == 2
    assert text(first).count("<strong>22 33</strong>") == 2
    assert codes_on(nurse.post("/staff/cards", form)) == codes_on(first)
    assert 'name="do" value="all"' not in text(nurse.get("/staff/cards"))


def test_a_class_that_got_its_cards_meanwhile_is_left_out_of_all_and_it_is_said(
    stage, nurse
):
    shown = nurse.get("/staff/cards")
    nurse.post("/staff/cards", press(stage, attempt="b" * 22))
    sheets = nurse.post("/staff/cards", [*hidden(shown), ("do", "all")])
    assert len(codes_on(sheets)) == 17
    assert texts("nb")("cards.sheet.left_out", number=1) in text(sheets)


def test_what_was_typed_of_language_and_phone_comes_back_with_what_is_wrong(
    stage, nurse
):
    page = text(
        nurse.post("/staff/cards", press(stage, 1000, phone="22 33", printed_in="nn"))
    )
    assert 'value="22 33"' in page
    assert 'value="nn" selected' in page


def test_the_page_of_a_round_has_its_classes_cards(stage, nurse):
    page = text(nurse.get(f"/staff/rounds/{stage.round.id}"))
    (form,) = re.findall(r'<form[^>]*action="/staff/cards">.*?</form>', page, re.S)
    assert form.count('name="place"') == 2


def test_number_and_phone_may_be_typed_in_the_digits_of_another_alphabet(stage, nurse):
    sheet = nurse.post(
        "/staff/cards", press(stage) | {"do": "extra", "extra": "٣", "phone": "٢٢ ３３"}
    )
    assert len(codes_on(sheet)) == 3
    assert "<strong>22 33</strong>" in text(sheet)


def codes_on(answer):
    return set(re.findall(r'class="code">(\w{5} \w{5})<', text(answer)))


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_sheet_has_a_guide_and_a_card_with_code_picture_and_mode_for_each(
    stage, nurse, language
):
    shown = nurse.post("/staff/cards", press(stage, 25, printed_in=language))
    page = text(shown)
    t = texts(language)
    assert t("cards.guide.walk") in page
    assert t("cards.guide.unsent") in page
    assert t("pupil.waiting.title") in t("cards.guide.unsent")
    assert page.count("<svg") == 25 + 1  # the class has a picture of its own word
    assert len(codes_on(shown)) == 25
    assert page.count(t("pupil.mode.anonymous")) == 26
    assert page.count(t("pupil.mode.danger")) == 26
    assert 'style="' not in page


def test_the_address_on_a_card_is_whole_since_nobody_listens_without_https(
    stage, nurse
):
    page = text(nurse.post("/staff/cards", press(stage, 2)))
    assert page.count("svar.example") == page.count("https://svar.example") > 0


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_card_and_the_guide_say_which_class_and_day_they_are_for(
    stage, nurse, language
):
    t = texts(language)
    for class_id, name in (
        ("6A", t("staff.class", label="6A")),
        ("STEP5-7", t("staff.grade_step.5-7")),
    ):
        sent = press(stage, 4, class_id, printed_in=language)
        page = text(nurse.post("/staff/cards", sent))
        which = f"{name} – {t.full_day(stage.round.opened_on)}"
        assert "23" in which
        assert "2026" in which
        assert page.count(f'<p class="which">{which}</p>') == 4
        assert f'<p class="which"><strong>{which}</strong></p>' in page
        assert f"{which}</title>" in page


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_who_is_with_small_children_reads_aloud_where_the_tablet_cannot(
    stage, nurse, language
):
    t, own = texts(language), ("headphones", "help")
    for grade, young in ((2, True), (6, False), (9, False)):
        class_ = SchoolClass(f"{grade}X", SCHOOL.id, f"{grade}X", (grade,), 20)
        new = NewRound(
            f"grades_{next(iter(class_.grade_steps)).replace('-', '_')}",
            Mode.ANONYMOUS,
            ("nb", "nn"),
            NOW,
            stage.round.closes_at,
            stage.round.on_duty,
        )
        round_ = open_round(new, SCHOOL, [class_])
        sent = press(Stage(round_, []), 4, class_.id, printed_in=language)
        page = text(nurse.post("/staff/cards", sent))
        assert [t(f"cards.guide.1-4.{step}") in page for step in own] == [young, young]
        assert [t(f"cards.guide.{step}") in page for step in own] == [
            not young,
            not young,
        ]


def test_the_guide_has_the_phone_number_that_was_typed_and_nothing_keeps_it(
    stage, nurse
):
    page = text(
        nurse.post("/staff/cards", press(stage, 4, phone=" 91 23 <b> " + "4" * 40))
    )
    assert f"<strong>91 23 &lt;b&gt; {'4' * 20}</strong></p>" in page
    assert 'class="line"' not in page
    assert "91 23" not in str(all_rows())


def test_without_a_number_the_guide_has_a_line_to_write_it_on(stage, nurse):
    page = text(nurse.post("/staff/cards", press(stage, 4)))
    t = texts("nb")
    assert f'{t("cards.guide.phone")} <span class="line"></span>' in page
    assert t("cards.phone") in text(nurse.get("/staff/cards"))


def test_the_list_tells_two_rounds_of_one_class_apart(stage, nurse):
    assert texts("nb").day(stage.round.opened_on) in text(nurse.get("/staff/cards"))


def test_a_wrong_number_is_told_and_makes_nothing(stage, nurse):
    answer = nurse.post("/staff/cards", press(stage, 1000))
    assert answer.status_code == 422
    assert texts("nb")("cards.problem.number", most=60) in text(answer)


def test_the_owners_log_says_in_words_that_cards_were_made(stage, nurse):
    nurse.post("/staff/cards", press(stage, 4))
    nurse.become(OWNER)
    assert texts("nb")("audit.what.made_cards", number=4) in text(
        nurse.get("/staff/audit?body=SCHAAA")
    )


def test_cancelling_a_card_and_a_slip(stage, nurse):
    done = nurse.post("/staff/cards/cancel", {"code": stage.codes[0]})
    assert texts("nb")("cards.cancelled") in text(done)
    again = nurse.become(NURSE).post("/staff/cards/cancel", {"code": stage.codes[0]})
    assert again.status_code == 422
    slip = nurse.post("/staff/cards/cancel", {"code": "abc"})
    assert texts("nb")("cards.problem.mistyped") in text(slip)
    assert 'value="abc"' in text(slip)
