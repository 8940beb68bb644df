"""The heading of a list of classes: found, or seen not to be there, and which column is
which."""

import csv

import pytest

from chalicelib.class_import.class_list import COLUMNS
from chalicelib.class_import.list_heading import Heading, heading_of

WHOLE = "skole;klasse;trinn;elever"
FOUR = ("school", "label", "grade", "pupils")
CLASS = "Åsgård;6A;6;24"


def split(line):
    try:
        (row,) = csv.reader([line], delimiter=";", strict=True)
    except csv.Error:
        return None
    return [" ".join(cell.split()) for cell in row]


def heading(*lines, cells=split):
    return heading_of(list(enumerate(lines, start=1)), cells, COLUMNS)


WORDS = {
    "school": "skole skule skolenavn skulenamn school",
    "label": "klasse class",
    "grade": "trinn steg grade",
    "pupils": "elever elevar pupils antall antal elevtall elevtal",
    "language": "målform mål språk language",
}
PAIRS = [
    (word, column) for column, words in WORDS.items() for word in words.split()
] + [
    ("tal på elevar", "pupils"),
    ("antall elever", "pupils"),
    ("antal elevar", "pupils"),
]


@pytest.mark.parametrize(("word", "column"), PAIRS)
def test_each_word_is_the_heading_of_its_column_in_any_case(word, column):
    beside = "klasse" if column == "school" else "skole"
    for written in (word, word.upper(), word.title()):
        assert heading(f"{beside};{written};?").order[1] == column


@pytest.mark.parametrize(
    ("line", "order", "missing"),
    [
        (WHOLE, FOUR, []),
        (f"{WHOLE};målform", COLUMNS.order, []),
        ("elever;skole;trinn;klasse", ("pupils", "school", "grade", "label"), []),
        ("skole;kontakt;klasse", ("school", "", "label"), ["grade", "pupils"]),
        ("målform;elever", ("language", "pupils"), ["school", "label", "grade"]),
    ],
)
def test_columns_in_any_order_unknown_ones_and_those_that_are_missing(
    line, order, missing
):
    found = heading(line, CLASS)
    assert found == Heading(order, 0, 1)
    assert COLUMNS.missing(found.order) == missing


@pytest.mark.parametrize(
    "lines",
    [(), (CLASS,), ("Skole;6A;6;24",), ("Klasseliste",), ("skole;skule;Åsgård",)],
)
def test_no_heading(lines):
    """One word that could be a heading can be a school's name too, said twice as
    well."""
    assert heading(*lines) is None


@pytest.mark.parametrize(
    ("titles", "found"), [(0, True), (1, True), (5, True), (6, False)]
)
def test_a_heading_is_looked_for_in_the_first_six_lines(titles, found):
    result = heading(*["Klasseliste;2026"] * titles, WHOLE, CLASS)
    assert result == (Heading(FOUR, titles, titles + 1) if found else None)


@pytest.mark.parametrize(
    ("title", "found"), [("a;b", True), ("a;b;;", True), ("a;b;c", False)]
)
def test_a_line_of_more_than_two_cells_is_no_title(title, found):
    assert (heading(title, WHOLE) is not None) is found


def test_a_line_that_cannot_be_split_is_passed_over():
    def no_first(line):
        return None if line == "?" else split(line)

    assert heading("?", WHOLE, CLASS, cells=no_first) == Heading(FOUR, 1, 2)
    assert heading(WHOLE, "?", cells=no_first) == Heading(FOUR, 0, 1)


@pytest.mark.parametrize(("over", "found"), [(2, True), (4, True), (5, False)])
def test_line_breaks_in_its_cells_go_over_four_lines_at_most(over, found):
    broken = ['skole;klasse;trinn;elever;"om', *["x"] * (over - 2), 'x"']
    assert heading(*broken, CLASS) == (Heading((*FOUR, ""), 0, over) if found else None)


@pytest.mark.parametrize(
    ("first", "second", "order", "after"),
    [
        ("skole;klasse;trinn;antall", ";;;elever", FOUR, 2),
        ("skole;klasse;trinn;tal på", ";;;elevar", FOUR, 2),
        ("skole;klasse;;", ";;trinn;elever", FOUR, 2),
        ("skole;klasse;trinn;tal", ";;;på elevar", FOUR, 2),
        ("skole;klasse;trinn;ant.", ";;;elever", FOUR, 2),
        ("skole;;trinn;elever", ";klasse;klasse;", FOUR, 2),
        ("skole;klasse;trinn;elever", ";;;i alt", FOUR, 1),
        ("skole;klasse;trinn;elever", ";;;", FOUR, 1),
        ("skole;klasse;trinn;elever", ";;;;elever", FOUR, 1),
        ("skole;klasse;trinn;elever", ";6A;;elever", FOUR, 1),
    ],
)
def test_a_heading_may_go_on_in_the_line_below(first, second, order, after):
    assert heading(first, second, CLASS) == Heading(order, 0, after)


def test_a_class_below_is_no_part_of_the_heading():
    assert heading(WHOLE, CLASS) == heading(WHOLE) == Heading(FOUR, 0, 1)
