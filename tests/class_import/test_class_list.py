from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.class_import.class_list import Line, read
from chalicelib.class_import.list_file import UnreadableList, decoded
from chalicelib.class_import.list_table import MOST_LINES, BadLine

GOOD = "Nyskolen;6A;6;24"


def kinds(text):
    return [(fault.number, fault.kind) for fault in read(text)[1]]


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "\ufeffNyskolen;6A;6;24\r\n",
        "Nyskolen,6A,6,24",
        "Nyskolen\t6A\t6\t24",
        '"Nyskolen";"6A";"6";"24"',
        "  Nyskolen ; 6A ; 6 ; 24 ;;",
        "skole;klasse;trinn;elever\nNyskolen;6A;6;24",
        "Elever;Trinn;Klasse;Skole;merknad\n24;6;6A;Nyskolen;x",
    ],
)
def test_what_spreadsheets_write_is_read(text):
    lines, bad, _ = read(text)
    assert bad == []
    assert [(line.school, line.label, line.grades, line.pupils) for line in lines] == [
        ("Nyskolen", "6A", (6,), 24)
    ]


def test_the_language_of_a_school_may_stand_there():
    assert read("Nyskulen;6A;6;24;Nynorsk")[0] == [
        Line(1, "Nyskulen", "6A", (6,), 24, "nn")
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Nyskolen;6A;11;24", "grade"),
        ("Nyskolen;6A;0;24", "grade"),
        ("Nyskolen;6A;6;0", "pupils"),
        ("Nyskolen;6A;6;61", "pupils"),
        ("Nyskolen;6A;6;²", "pupils"),
        ("Nyskolen;6A;6;-1", "pupils"),
        ("Nyskolen;6A;6", "columns"),
        ("Nyskolen;6A;6;24;nb;mer", "columns"),
        ("Nyskolen;6A;6;24;dansk", "language"),
        ("Nyskolen;=6A;6;24", "label"),
        ("Nyskolen;6A<b>;6;24", "label"),
        ("Nyskolen;;6;24", "label"),
        ('=HYPERLINK("x");6A;6;24', "school"),
        ('"Nyskolen;6A;6;24', "quotes"),
        ("nyskolen;6b;6;20", "repeated"),
    ],
)
def test_each_bad_line_is_named_and_the_others_are_read(line, kind):
    text = f"Nyskolen;6B;6;20\n\n{line}\n{GOOD.replace('6A', '6C')}"
    lines, bad, _ = read(text)
    assert [(fault.number, fault.kind) for fault in bad] == [(3, kind)]
    assert {"6B", "6C"} <= {good.label for good in lines}


@pytest.mark.parametrize(
    ("heading", "missing"),
    [
        ("skole;klasse;elever", ["grade"]),
        ("klasse;trinn;elever", ["school"]),
        ("Skule;Trinn;Merknad", ["label", "pupils"]),
        ("skole;navn;klassetrinn;elever", ["label", "grade"]),
    ],
)
def test_a_missing_column_is_named_once_and_not_on_each_line(heading, missing):
    lines, bad, _ = read(f"\n{heading}\nNyskolen;6A;6\nNyskolen;6B;6")
    assert lines == []
    assert [(fault.number, fault.kind) for fault in bad] == [
        (2, f"missing_{column}") for column in missing
    ]


def test_a_school_may_be_called_what_a_heading_is():
    assert read("Skole;6A;6;24")[1] == []


@pytest.mark.parametrize("text", ["", " \n\t\n", ";;;", "\ufeff"])
def test_an_empty_list_is_told_of(text):
    assert kinds(text) == [(0, "empty")]


def test_two_thousand_lines_are_too_many_and_five_hundred_are_not():
    many = "\n".join(f"Skole {n};1A;1;20" for n in range(2000))
    assert kinds(many) == [(2000, "too_many")]
    assert len(read("\n".join(many.splitlines()[:MOST_LINES]))[0]) == MOST_LINES


@given(st.binary(max_size=200))
def test_no_file_makes_it_fall_over(content):
    with suppress(UnreadableList):
        assert any(read(decoded(content)))


@given(st.text(alphabet="\"';,\t\n\r =AaÅ09\x00", max_size=60))
def test_no_text_makes_it_fall_over(text):
    lines, bad, skipped = read(text)
    assert lines or bad or skipped
    assert all(line.grades and 1 <= line.pupils <= 60 for line in lines)


def test_a_line_of_totals_in_between_ends_nothing():
    lines, bad, skipped = read(
        "skole;klasse;trinn;elever\nX-skolen;6A;6;24\nsum;;;24\nX-skolen;7A;7;9"
    )
    assert [line.label for line in lines] == ["6A", "7A"]
    assert (bad, skipped) == ([], [BadLine(3, "total", "sum;;;24")])


def test_a_schools_name_stays_as_it_is_and_a_class_is_made_plain():
    ((line,), _, _) = read("Skole ٢;٦–٧;6-7;24")
    assert (line.school, line.label) == ("Skole ٢", "6-7")


def test_a_bad_line_shows_what_stands_there_as_far_as_eighty_letters():
    assert read("Nyskolen;6A")[1] == [BadLine(1, "columns", "Nyskolen;6A")]
    assert read("x" * 90 + ";6A")[1] == [BadLine(1, "columns", "x" * 80)]
    assert read("Nyskolen;6A;6;" + "9" * 90)[1] == [BadLine(1, "pupils", "9" * 80)]
    assert kinds(f"{GOOD};" + "x" * 400) == [(1, "columns")]


def test_a_heading_of_its_own_line_for_the_separator_counts_in_any_case():
    assert len(read(f"SEP=;\n{GOOD}")[0]) == 1


@pytest.mark.parametrize(
    ("bad", "whole", "said", "quoted"),
    [
        (BadLine(0, "empty", ""), True, "empty", ""),
        (BadLine(0, "not_text", ""), True, "not_text", ""),
        (BadLine(0, "mac_roman", ""), True, "encoding", ""),
        (BadLine(700, "too_many", ""), True, "too_many", ""),
        (BadLine(3, "grade", "11"), False, "grade", "11"),
        (BadLine(3, "repeated", "6A", "2"), False, "repeated", ""),
    ],
)
def test_what_is_wrong_is_said_of_its_line_or_of_the_whole_list(
    bad, whole, said, quoted
):
    assert (bad.of_whole_list, bad.said, bad.quoted) == (whole, said, quoted)


def test_a_class_that_is_repeated_says_which_line_it_stood_in_before():
    (bad,) = read("Nyskolen;6A;6;20\nNyskolen;6A;6;20").bad
    assert (bad.text, bad.first) == ("6A", "1")
