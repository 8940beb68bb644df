from dataclasses import replace

from chalicelib.result_exports.codebook import HIDDEN, ITEMS, NOT_ASKED
from chalicelib.result_exports.released import Released, SchoolRounds
from chalicelib.result_exports.result_rows import tables
from chalicelib.results.figure import Figure
from chalicelib.results.term_figures import FormFigures
from chalicelib.web.language import texts
from tests.result_exports.cast import (
    FIGURES,
    ODD,
    TOO_FEW,
    of_owner,
    of_school,
    snapshot,
    term,
)

t = texts("nb")


def listed(released, name):
    (table,) = [table for table in tables(t, released) if table.name == name]
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def of(rows, **wanted):
    return [row for row in rows if all(row[k] == v for k, v in wanted.items())]


def numbers(row):
    return [
        row[name] for name in ("asked", "low", "high", "attention", "middle", "good")
    ]


def test_a_figure_is_told_as_far_as_it_was_released():
    rows = of(listed(of_school(), "rounds"), round=1, level="round")
    found = {row["question"]: numbers(row) for row in rows}
    assert found["thriving"] == [40, 6, 6, 6, 12, 22]
    assert found["trusted_adult"] == [40, 9, 9, 9, HIDDEN, HIDDEN]
    assert found["company"] == [40, 0, 4, HIDDEN, HIDDEN, HIDDEN]
    assert found["safe"] == [40, 0, 40, HIDDEN, HIDDEN, HIDDEN]


def test_what_the_form_does_not_ask_is_not_hidden_but_not_asked():
    (row,) = of(listed(of_school(), "rounds"), round=2, question="trusted_adult")
    assert numbers(row) == [NOT_ASKED] * 6
    assert (row["pupils"], row["answers"]) == (44, 40)


def test_a_question_that_the_round_did_not_ask_was_not_asked_of_any_class_either():
    """Not even of one with everything else hidden."""
    older = snapshot(form_id="grades_1_4", classes=("6A",), without_row=(TOO_FEW,))
    older = replace(older, form_id="grades_5_7")
    released = Released(schools=(SchoolRounds("S", (older,)),), shows_classes=True)
    rows = of(listed(released, "rounds"), question="trusted_adult")
    told = {row["class_name"]: numbers(row) for row in rows if row["level"] == "class"}
    assert told[TOO_FEW] == [NOT_ASKED] * 6
    assert {row["level"] for row in rows} == {"round", "class"}


def test_in_a_term_it_is_told_of_how_many_a_question_was_asked():
    figures = FIGURES | {"trusted_adult": Figure(25, 9, 9)}
    shown = FormFigures(3, 4, 300, 40, figures)
    released = Released((replace(term(), forms={"grades_5_7": shown}),))
    rows = {row["question"]: row for row in listed(released, "terms")}
    assert [rows[item]["asked"] for item in ("hurt", "trusted_adult")] == [40, 25]
    assert {row["answers"] for row in rows.values()} == {40}


def test_a_class_without_figures_of_its_own_stands_with_everything_hidden():
    rows = of(listed(of_school(), "rounds"), class_name=TOO_FEW)
    assert [row["question"] for row in rows] == [*ITEMS]
    for row in rows:
        assert numbers(row) == [HIDDEN] * 6
        assert (row["pupils"], row["answers"]) == (HIDDEN, HIDDEN)


def test_a_class_never_tells_how_many_are_in_between():
    rows = of(listed(of_school(), "rounds"), level="class", question="safe")
    assert {tuple(numbers(row)) for row in rows if row["class_name"] != TOO_FEW} == {
        (20, 7, 7, 7, HIDDEN, HIDDEN)
    }


def test_classes_stand_in_the_schools_order_by_their_own_names():
    rows = of(listed(of_school(), "rounds"), level="class", question="hurt")
    assert [row["class_name"] for row in rows] == [*ODD, TOO_FEW]


def test_a_school_owner_gets_rounds_as_a_whole_alone():
    rows = listed(of_owner(), "rounds")
    assert {row["level"] for row in rows} == {"round"}
    assert {row["school"] for row in rows} == {"Nabotestskolen", "Testskolen"}
    assert {row["round"] for row in rows} == {1, 2}


def test_a_term_stands_with_what_it_is_a_sum_of():
    (row,) = of(listed(of_owner(), "terms"), term="2026-1", question="thriving")
    assert numbers(row) == [40, 6, 6, 6, 12, 22]
    about = ("owners", "schools", "rounds", "too_late", "pupils", "answers")
    assert [row[name] for name in about] == [2, 3, 4, 1, 300, 250]


def test_large_numbers_stand_whole():
    rows = listed(Released((term(answers=1_234_567),)), "terms")
    assert rows[0]["answers"] == 1_234_567


def test_to_skip_is_an_option_in_between_like_others():
    rows = of(listed(of_school(), "questions"), option="skip")
    assert {row["group"] for row in rows} == {"middle"}
    assert len(rows) == 5 + 6 + 6


def test_every_option_stands_in_the_words_pupils_had_with_its_group():
    rows = of(listed(of_school(), "questions"), form="grades_5_7", question="hurt")
    assert [(row["option"], row["group"]) for row in rows] == [
        ("never", "good"),
        ("once", "middle"),
        ("few", "attention"),
        ("weekly", "attention"),
        ("often", "attention"),
        ("skip", "middle"),
    ]
    assert rows[0]["option_text"] == t.option("grades_5_7", "hurt", "never")


def test_a_table_without_rows_is_left_out():
    names = [table.name for table in tables(t, Released((term(),)))]
    assert names == ["terms", "questions"]
