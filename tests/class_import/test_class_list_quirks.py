"""What spreadsheets and people do to a list: understood, or skipped and named with a
word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.class_import.class_list import read

HEADING = "skole;klasse;trinn;elever"
GOOD = "Åsgård;6A;6;24"


def classes(text):
    lines, bad, _ = read(text)
    assert bad == []
    return [(line.school, line.label, line.grades, line.pupils) for line in lines]


def kinds(text):
    return [(fault.number, fault.kind) for fault in read(text).bad]


def skipped(text):
    return [(line.number, line.kind) for line in read(text).skipped]


@pytest.mark.parametrize(
    "text",
    [
        f"sep=;\r\n{HEADING}\r\n{GOOD}",
        f'"sep=;"\n{GOOD}',
        "sep=,\nÅsgård,6A,6,24",
        "sep=|\nÅsgård|6A|6|24",
        unicodedata.normalize("NFD", f"{HEADING}\n{GOOD}"),
        "Ås\u00adgård;6A;6;24",
        "\u200bÅsgård;6\u200bA;6;2\u200c4\ufeff",
        "Åsgård\xa0;\xa06A;6\u202f;24",
        "Åsgård;6A;6.;24",
        "Åsgård;6A;6. trinn;24",
        "skole;klasse;trinn;Antall\nÅsgård;6A;6;24",
        'skole;klasse;trinn;"Antall\nelever"\nÅsgård;6A;6;24',
        '"skole\n(navn)";klasse;trinn;elever;skole\nx;6A;6;24;Åsgård',
        "skole;klasse;trinn;Antall\n;;;elever\nÅsgård;6A;6;24",
        f"Klasseliste 2026/27\n\n{HEADING}\n{GOOD}",
        f"Klasseliste 2026/27;;;\nUtskrift;24.11.2026;;\n{HEADING}\n{GOOD}",
        f"{HEADING}\n{GOOD}\nSum;;;24",
        f"{HEADING}\n{GOOD}\n;;Totalt:;24",
        f"{GOOD}\nI alt;;;24\n",
        "Åsgård;٦A;٦;٢٤",
        "Åsgård;۶A;۶;۲۴",
        "Åsgård;６A;６;２４",
    ],
)
def test_understood(text):
    found = classes(text)
    assert [(unicodedata.normalize("NFC", a), *rest) for a, *rest in found] == [
        ("Åsgård", "6A", (6,), 24)
    ]


def test_what_was_skipped_is_named_by_its_line():
    text = f"Klasseliste\n\n{HEADING}\n{GOOD}\n;;Totalt;24\n"
    assert skipped(text) == [(1, "title"), (5, "total")]


def test_a_class_is_never_taken_for_a_title_or_a_sum():
    assert classes("Sum;6A;6;24") == [("Sum", "6A", (6,), 24)]
    assert kinds(f"Åsgård;6A;6\n{HEADING}\n{GOOD}")[0] == (1, "columns")
    assert kinds(f"{GOOD}\nÅsgård;;;24") == [(2, "label")]


@pytest.mark.parametrize(
    "made",
    [
        "01.feb",
        "2. jan",
        "01-feb",
        "feb.01",
        "1.feb.2026",
        "01.02.2026",
        "2026-02-01",
        "6. mai",
        "05.jun",
        "Jan-02",
        "1-Feb",
        "2026-02-01 00:00:00",
        "des.10",
        "Mai 6",
        "3. mars",
        "oct 9",
    ],
)
def test_a_date_the_spreadsheet_made_is_named(made):
    assert kinds(f"Åsgård;{made};1;20\n{GOOD}") == [(1, "date")]
    assert kinds(f"Åsgård;1-2;{made};20\n{GOOD}") == [(1, "date")]


@pytest.mark.parametrize(
    "label", ["1-2", "5/6A", "Mai", "Februar", "3 mai A", "1.2", "Jan B", "5-7"]
)
def test_what_is_no_date_is_a_name(label):
    assert classes(f"Åsgård;{label};1;20")[0][1] == label


@pytest.mark.parametrize(
    ("grade", "grades"),
    [("5-6", (5, 6)), ("5–7", (5, 6, 7)), ("5/6", (5, 6)), ("1. og 2.", (1, 2))],
)
def test_a_class_may_have_several_grades(grade, grades):
    assert classes(f"Åsgård;5-6;{grade};20") == [("Åsgård", "5-6", grades, 20)]


def test_a_dash_in_a_class_name_is_a_hyphen_so_that_none_is_called_as_a_step_is():
    assert classes("Åsgård;5–7;5–7;20")[0][1] == "5-7"


@given(st.text(max_size=120))
def test_no_cell_makes_it_fall_over(cell):
    lines, bad, left = read(f"{HEADING}\n{cell};6A;6;24\n{GOOD}")
    assert lines or bad or left


@given(
    st.lists(
        st.tuples(
            st.text("ABCæøå", min_size=1, max_size=4),
            st.integers(1, 10),
            st.integers(1, 60),
        ),
        min_size=1,
        unique_by=lambda line: line[0].casefold(),
    ),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["", "sep", "title", "sum"]),
)
def test_what_is_written_in_any_of_these_ways_reads_back(made, delimiter, extra):
    rows = [delimiter.join(("Åsgård", f"X{a}", str(b), str(c))) for a, b, c in made]
    head = HEADING.replace(";", delimiter)
    before = {"sep": f"sep={delimiter}\n", "title": "Liste\n"}.get(extra, "")
    after = f"\nSum{delimiter * 3}1" if extra == "sum" else ""
    found = classes(before + head + "\n" + "\n".join(rows) + after)
    assert found == [("Åsgård", f"X{a}", (b,), c) for a, b, c in made]
