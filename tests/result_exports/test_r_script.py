"""What the script says; ``test_other_programs`` lets R itself run it."""

import json
import re

import pytest

from chalicelib.result_exports.codebook import Column, ColumnKind
from chalicelib.result_exports.fetch_file import LANGUAGES
from chalicelib.result_exports.r_script import r_script
from chalicelib.result_exports.result_rows import ResultTable, tables
from chalicelib.web.language import texts
from tests.result_exports.cast import of_owner, of_school

CLASSES = {"integer": "integer", "string": "character", "date": "Date"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("released", [of_school, of_owner])
def test_each_column_is_read_as_what_it_is_and_keeps_its_label(language, released):
    for table in tables(texts(language), released()):
        script = r_script(table)
        (classes,) = re.findall(r"colClasses = c\((.*)\)\)", script)
        read = dict(re.findall(r'(\w+) = "(\w+)"', classes))
        assert read == {c.name: CLASSES[c.kind] for c in table.columns}
        labels = re.findall(r'^attr\(\w+\$(\w+), "label"\) <- (".*")$', script, re.M)
        assert {name: json.loads(text) for name, text in labels} == {
            column.name: column.title for column in table.columns
        }


def test_why_a_number_is_missing_is_kept_before_the_mark_goes():
    marked = Column(
        "x", ColumnKind.INTEGER, "X", {}, {-98: "Skjult", -97: "Ikke spurt"}
    )
    assert r_script(ResultTable("t", "T", (marked,), ())).splitlines()[4:] == [
        't$x_missing <- factor(t$x, levels = c(-98L, -97L), labels = c("Skjult", "Ikke spurt"))',
        "t$x[t$x %in% c(-98L, -97L)] <- NA",
        'attr(t$x, "label") <- "X"',
    ]


def test_quotes_and_line_breaks_end_no_text():
    column = Column("x", ColumnKind.STRING, 'a"b\\c\nquit()', {"k": 'it\'s "k"'})
    script = r_script(ResultTable("t", "T", (column,), ()))
    assert script.splitlines()[-1] == r'attr(t$x, "label") <- "a\"b\\c\nquit()"'
    assert r'labels = c("it' + "'" + r's \"k\"")' in script
