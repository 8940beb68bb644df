import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.core.csv_text import csv_text


def read(text):
    return list(
        csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    )


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
@example("=HYPERLINK(1)")
@example("+47")
@example("-1")
@example("@SUM(A1)")
@example("\t=1")
@example("\r=1")
@example("  =1")
@example("\xa0=1")
@example("\u200b=1")
@example("\ufeff@SUM(A1)")
@example("\uff1d1+1")
@example("\u3000\uff20A")
@example('a;b\n"c"')
def test_a_cell_comes_back_as_it_was_and_never_as_a_formula(cell):
    ((held, last),) = read(csv_text([cell, "x"], []))
    assert last == "x"
    assert held in (cell, f"'{cell}")
    shown = held.lstrip(" \xa0\u200b\ufeff\u3000")
    assert not shown.startswith(tuple("=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20"))
