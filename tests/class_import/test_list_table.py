"""Lines and columns of a list of any kind: numbered as people see them."""

import pytest

from chalicelib.class_import.list_heading import Columns
from chalicelib.class_import.list_table import MOST_LINES, BadLine, Row, read_table

COLUMNS = Columns(
    ("name", "email"), ("name",), {"navn": "name", "e-post": "email", "mail": "email"}
)


def cells(text):
    return [(row.number, row.cells) for row in read_table(text, COLUMNS).rows]


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_lines_are_split_and_numbered_with_the_empty_ones(delimiter):
    text = f"\ufeff\nKari{delimiter}k@b.no\r\n\r\n Ola {delimiter}o@b.no"
    assert cells(text) == [(2, ["Kari", "k@b.no"]), (4, ["Ola", "o@b.no"])]


def test_a_heading_says_which_column_is_which_and_a_title_above_it_is_skipped():
    table = read_table("Ansatte 2026\nE-post;Navn;Tlf\nk@b.no;Kari;22", COLUMNS)
    assert table.order == ("email", "name", "")
    assert table.skipped == [BadLine(1, "title", "Ansatte 2026")]
    (row,) = table.rows
    assert row.named(table.order, COLUMNS) == {"email": "k@b.no", "name": "Kari"}


def test_a_heading_without_a_column_that_is_needed_stops_the_list():
    columns = Columns(
        ("name", "email"), ("name", "email"), {"navn": "name", "tlf": "tlf"}
    )
    assert read_table("navn;tlf\nKari;22", columns).bad == [
        BadLine(1, "missing_email", "")
    ]


def test_without_a_heading_the_columns_stand_in_their_order():
    table = read_table("Kari;k@b.no", COLUMNS)
    assert (table.order, table.bad, table.skipped) == (COLUMNS.order, [], [])


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (Row(7, None, '"Kari'), "quotes"),
        (Row(7, None, "x" * 401), "columns"),
        (Row(7, ["Kari", "k@b.no", "mer"], "Kari;k@b.no;mer"), "columns"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_by_its_number(row, kind):
    assert row.named(COLUMNS.order, COLUMNS) == BadLine(7, kind, row.text[:80])


def test_a_cell_beyond_the_columns_matters_only_where_something_stands_there():
    row = Row(1, ["Kari", "k@b.no", ""], "Kari;k@b.no;")
    assert row.named(COLUMNS.order, COLUMNS) == {"name": "Kari", "email": "k@b.no"}


def test_nothing_and_too_much_are_said():
    assert read_table(" \n;;\n", COLUMNS).bad == [BadLine(0, "empty", "")]
    many = "Kari;k@b.no\n" * (MOST_LINES + 2)
    assert read_table(many, COLUMNS).bad == [BadLine(MOST_LINES + 2, "too_many", "")]
