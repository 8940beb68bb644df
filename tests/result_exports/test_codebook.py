import re

import pytest

from chalicelib.result_exports.codebook import (
    GROUPS,
    HIDDEN,
    ITEMS,
    NOT_ASKED,
    QUESTIONS,
    ROUNDS,
    TERMS,
    ColumnKind,
    columns,
)
from chalicelib.result_exports.fetch_file import LANGUAGES
from chalicelib.results.grouping import GROUPINGS
from chalicelib.web.language import texts

RESERVED = {
    *("all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to"),
    *("with", "if", "else", "for", "while", "function", "next", "break", "repeat"),
}
"""Words that SPSS or R has taken."""


def every_column(language):
    return [
        column
        for names in (ROUNDS, TERMS, QUESTIONS)
        for column in columns(texts(language), names)
    ]


@pytest.mark.parametrize("name", sorted({*ROUNDS, *TERMS, *QUESTIONS}))
def test_a_name_is_one_that_spss_and_r_take(name):
    assert re.fullmatch("[a-z][a-z_]*[a-z]", name)
    assert name not in RESERVED


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_is_as_long_as_spss_takes_so_that_none_is_cut(language):
    for column in every_column(language):
        assert len(column.title.encode()) <= 251
        for meaning in (*column.values.values(), *column.missing.values()):
            assert len(meaning.encode()) <= 120, meaning


@pytest.mark.parametrize("language", LANGUAGES)
def test_hidden_and_not_asked_have_marks_and_words_of_their_own(language):
    (low,) = [c for c in columns(texts(language), ROUNDS) if c.name == "low"]
    assert set(low.missing) == {HIDDEN, NOT_ASKED}
    assert len(set(low.missing.values())) == 2


def test_only_what_is_told_of_pupils_can_be_hidden():
    hidden = {column.name for column in every_column("nb") if column.missing}
    assert hidden == {"pupils", "answers", "asked", "low", "high", *GROUPS}


def test_no_count_can_be_taken_for_a_mark():
    assert max(HIDDEN, NOT_ASKED) < 0


def test_columns_with_codes_say_what_each_code_means():
    coded = {column.name: set(column.values) for column in every_column("nn")}
    assert coded["form"] == set(GROUPINGS)
    assert coded["question"] == set(ITEMS)
    assert coded["level"] == {"round", "class"}
    assert coded["group"] == set(GROUPS)
    assert coded["class_name"] == set()


def test_days_and_numbers_are_said_to_be_such():
    kinds = {column.name: column.kind for column in every_column("en")}
    assert kinds["closed_on"] is ColumnKind.DATE
    assert kinds["low"] is kinds["too_late"] is ColumnKind.INTEGER
    assert kinds["class_name"] is ColumnKind.STRING
