"""The syntax is read as SPSS reads it, and what it says stored and read by pyreadstat;
``test_other_programs`` lets PSPP itself read it."""

import re

import pandas
import pyreadstat
import pytest

from chalicelib.result_exports.codebook import Column, ColumnKind
from chalicelib.result_exports.fetch_file import LANGUAGES
from chalicelib.result_exports.result_rows import ResultTable, tables
from chalicelib.result_exports.spss_syntax import cut, spss_syntax
from chalicelib.web.language import texts
from tests.result_exports.cast import of_owner, of_school
from tests.result_exports.syntax_read import declared


@pytest.mark.parametrize(
    ("text", "most", "left"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "abc"),
        ("aæb", 2, "a"),
        ("aæb", 3, "aæ"),
        ("❤", 2, ""),
    ],
)
def test_what_is_too_long_is_cut_between_characters(text, most, left):
    assert cut(text, most) == left


def table_with(title, meaning="", code="a"):
    values = {code: meaning} if meaning else {}
    column = Column("x", ColumnKind.STRING, title, values)
    return ResultTable("t", "T", (column,), (("a",),))


def test_long_labels_are_cut_to_what_spss_takes():
    said = declared(spss_syntax(table_with("å" * 200, "ø" * 100)))
    assert said.labels == {"x": "å" * 125}
    assert said.meanings == {"x": {"a": "ø" * 60}}


def test_quotes_and_line_breaks_of_a_label_end_no_statement():
    said = declared(spss_syntax(table_with("It's.\nEXECUTE.", "a \"b\" 'c'")))
    assert said.labels == {"x": "It's. EXECUTE."}
    assert said.meanings == {"x": {"a": "a \"b\" 'c'"}}


def test_a_text_has_room_for_its_longest_cell_in_bytes():
    column = Column("x", ColumnKind.STRING, "X")
    made = spss_syntax(ResultTable("t", "T", (column,), (("å" * 30,), ("a",))))
    assert re.search(r"^  x A61$", made, re.M)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("released", [of_school, of_owner])
def test_what_it_says_comes_back_from_a_file_of_spss(tmp_path, language, released):
    for table in tables(texts(language), released()):
        said, names = declared(spss_syntax(table)), [c.name for c in table.columns]
        file = tmp_path / f"{table.name}.sav"
        pyreadstat.write_sav(
            pandas.DataFrame(list(table.rows), columns=names),
            str(file),
            column_labels=said.labels,
            variable_value_labels=said.meanings,
            missing_ranges=said.missing,
        )
        frame, read = pyreadstat.read_sav(str(file), user_missing=True)
        assert [*frame.itertuples(index=False, name=None)] == [*table.rows]
        for column in table.columns:
            assert read.column_names_to_labels[column.name] == column.title
            meanings = {**column.values, **column.missing}
            assert read.variable_value_labels.get(column.name, {}) == meanings
            marks = {low["lo"] for low in read.missing_ranges.get(column.name, [])}
            assert marks == set(column.missing)
