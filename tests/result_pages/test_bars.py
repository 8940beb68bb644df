from itertools import pairwise

import pytest

from chalicelib.result_pages.bars import bar_rows, numbers_of
from chalicelib.results.figure import Figure
from chalicelib.web.language import texts

T = texts("nb")


def bar(figure):
    (row,) = bar_rows(T, {"hurt": figure})
    return row


def test_three_groups_are_drawn_side_by_side_and_fill_the_bar():
    row = bar(Figure(139, 14, 14, 24))
    assert row.numbers == {"good": 101, "middle": 24, "attention": 14}
    assert [part.kind for part in row.parts] == ["good", "middle", "attention"]
    for before, after in pairwise(row.parts):
        assert after.start == pytest.approx(before.start + before.width, abs=0.11)
    assert sum(part.width for part in row.parts) == pytest.approx(100, abs=0.15)
    assert row.said == "101 bra, 24 midt imellom og 14 trenger noe mer, av 139"


def test_who_is_well_or_in_between_is_drawn_as_one_where_it_may_not_be_told_apart():
    row = bar(Figure(20, 6, 6))
    assert row.numbers == {"rest": 14, "attention": 6}
    assert [(part.kind, part.width) for part in row.parts] == [
        ("rest", 70.0),
        ("attention", 30.0),
    ]
    assert row.said == "14 bra eller midt imellom og 6 trenger noe mer, av 20"


@pytest.mark.parametrize(
    "figure", [Figure(20, 0, 4), Figure(60, 6, 14), Figure(20, 16, 20), Figure(7, 0, 7)]
)
def test_a_hidden_number_is_drawn_the_same_whatever_it_is(figure):
    row = bar(figure)
    assert (row.parts, row.numbers) == ((), {})


def test_where_nobody_answered_nothing_is_drawn():
    assert numbers_of(Figure(0, 0, 0)) == {}


def test_an_empty_group_takes_no_place():
    kinds = [part.kind for part in bar(Figure(9, 9, 9)).parts]
    assert kinds == ["attention"]
