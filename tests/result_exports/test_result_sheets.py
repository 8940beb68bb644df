from chalicelib.result_exports.released import Released
from chalicelib.result_exports.result_sheets import sheets
from chalicelib.web.language import texts
from tests.result_exports.cast import ODD, of_owner, of_school, term

t = texts("nb")


def test_a_school_gets_a_sheet_a_round_with_its_classes():
    about, first, second = sheets(t, of_school())
    assert about.name == "Om tallene"
    assert first.name == "12.05.2026 5.–7. trinn"
    assert [block.heading for block in first.blocks[1:]] == [*ODD, ""]
    assert first.blocks[-1].lines == ("For få svar til egne tall: 6;C.",)
    assert second.name == "03.11.2026 1.–4. trinn"


def test_each_question_stands_with_words_and_as_many_numbers_as_are_told():
    _, first, _ = sheets(t, of_school())
    rows = first.blocks[0].rows
    assert first.blocks[0].lines == ("40 av 44 har svart",)
    assert rows[0][1:] == ("6 av 40 trenger noe mer", 40, 6, 6, 6, 12, 22)
    few = "Færre enn 5, kanskje ingen, trenger noe mer"
    assert rows[1][1:] == (few, 40, 0, 4, "skjult", "skjult", "skjult")


def test_what_the_youngest_are_not_asked_has_no_row_in_their_round():
    _, _, second = sheets(t, of_school())
    assert len(second.blocks[0].rows) == 5


def test_an_owner_gets_a_sheet_a_term_and_the_schools_in_words():
    _, spring, autumn, schools = sheets(t, of_owner())
    assert [spring.name, autumn.name] == ["Halvår 2026-1", "Halvår 2026-2"]
    assert schools.name == "Runder"
    (block,) = schools.blocks
    assert len(block.header) == len(block.rows[0])
    assert {row[1] for row in block.rows} == {"Nabotestskolen", "Testskolen"}
    assert block.rows[1][13:] == ("skjult",) * 3
    assert block.rows[0][5] == "Hele runden"


def test_what_a_sum_leaves_out_is_said():
    _, found = sheets(t, Released((term(),)))
    assert found.blocks[0].lines == (t("results.too_late", number=1),)


def test_the_first_sheet_says_what_hidden_is_and_how_options_are_grouped():
    about = sheets(t, of_school())[0]
    lines = about.blocks[0].lines
    for said in ("hidden", "not_asked", "skipped"):
        assert t(f"export.about.{said}") in lines
    questions = about.blocks[1]
    assert {row[-1] for row in questions.rows} == {
        t(f"export.group.{group}") for group in ("attention", "middle", "good")
    }
