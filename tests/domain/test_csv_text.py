import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain.csv_text import csv_text


def read(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
@example("=HYPERLINK(1)")
@example("+47")
@example("-1")
@example("@SUM(A1)")
@example("\t=1")
@example("\r=1")
@example("  =1")
@example('a;b\n"c"')
def test_a_cell_comes_back_as_it_was_and_never_as_a_formula(cell):
    ((held, last),) = read(csv_text([cell, "x"], []))
    assert last == "x"
    assert held in (cell, f"'{cell}")
    assert not held.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "|", "%"))
