import random
from datetime import date

import pytest

from chalicelib.results.disclosure import PartOfSum, of_class
from chalicelib.results.figure import Figure
from chalicelib.results.snapshot import ClassFigures, of_answers
from tests.results.cast import WELL, some_bad
from tests.rounds_of import a_round

CLOSED = date(2026, 11, 26)
BULLIED = {"hurt": "weekly"}


def counted(numbers, **how):
    """``numbers`` by class: how many answered, and how many of them ``how``."""
    round_ = a_round(dict.fromkeys(numbers, 25))
    said = {label: some_bad(*number, **how) for label, number in numbers.items()}
    return of_answers(round_, said, CLOSED)


def test_each_class_has_its_figures_and_the_round_those_of_all():
    found, parts = counted({"6A": (20, 6), "6B": (22, 2), "7A": (18, 8)}, hurt="weekly")
    (first, second, third) = found.classes
    assert first.figures["hurt"] == Figure(20, 6, 6)
    assert second.figures["hurt"] == Figure(22, 0, 4)
    assert third.figures["hurt"] == Figure(18, 8, 8)
    assert found.figures["hurt"] == Figure(60, 14, 18)
    assert (found.answers, found.pupils, found.closed_on) == (60, 75, CLOSED)
    assert parts["hurt"].hidden.count == 2


def test_the_questions_stand_in_the_order_they_were_asked():
    found, _ = counted({"6A": (20, 0)})
    assert [*found.figures] == [*WELL] == [*found.classes[0].figures]


def test_a_class_with_under_five_answers_has_no_row_and_counts_in_the_round():
    found, parts = counted({"6A": (20, 6), "6B": (4, 4)}, hurt="often")
    assert [row.label for row in found.classes] == ["6A"]
    assert found.without_row == ("6B",)
    assert found.figures["hurt"] == Figure(24, 6, 10)
    assert parts["hurt"].hidden.count == 4


def test_an_empty_round_has_no_rows_and_nothing_to_say():
    found, _ = counted({"6A": (0, 0), "6B": (0, 0)})
    assert (found.answers, found.classes) == (0, ())
    assert set(found.figures.values()) == {Figure(0, 0, 0)}


def test_small_classes_that_are_read_under_one_name_are_counted_under_it():
    round_ = a_round({"6A": 9, "6B": 8}, label="5–7")
    said = {"6A": some_bad(9, 3, **BULLIED), "6B": some_bad(8, 3, **BULLIED)}
    found, _ = of_answers(round_, said, CLOSED)
    figure = Figure(17, 6, 6)
    expected = [("5–7", ("6A", "6B"), 17, 17, figure)]
    assert [
        (row.label, row.class_ids, row.pupils, row.answers, row.figures["hurt"])
        for row in found.classes
    ] == expected


def test_who_skips_everything_is_in_between_and_needs_no_attention():
    round_ = a_round({"6A": 30, "6B": 30})
    said = {
        "6A": [{}] * 20 + some_bad(10, 6, **BULLIED),
        "6B": some_bad(28, 9, **BULLIED),
    }
    found, _ = of_answers(round_, said, CLOSED)
    assert found.figures["hurt"] == Figure(58, 15, 15, 20)


def test_what_was_written_and_what_is_never_counted_is_in_no_figure():
    loud = {"adult_hurt": "often", "leadership": "yes", "contact": "today", "more": "x"}
    quiet, _ = counted({"6A": (20, 0)})
    found, _ = counted({"6A": (20, 20)}, **loud)
    assert found == quiet


@pytest.mark.parametrize("seed", range(20))
def test_the_same_answers_in_any_order_give_the_same_figures(seed):
    drawn = random.Random(seed)
    numbers = {label: (20, drawn.randrange(9)) for label in ("6A", "6B", "7A", "7B")}
    round_ = a_round(dict.fromkeys(numbers, 25))
    said = {label: some_bad(*number, **BULLIED) for label, number in numbers.items()}
    first = of_answers(round_, said, CLOSED)
    for answers in said.values():
        drawn.shuffle(answers)
    assert of_answers(round_, said, CLOSED) == first


def test_a_snapshot_holds_figures_and_no_count_of_anything_hidden():
    """What may be shown and what is counted are two types: nothing that a page is
    handed has the other inside."""
    found, parts = counted({"6A": (20, 3), "6B": (20, 2)}, hurt="often")
    again, _ = counted({"6A": (20, 0), "6B": (20, 1)}, hurt="often")
    assert found == again
    assert all(type(row) is ClassFigures for row in found.classes)
    assert all(type(part) is PartOfSum for part in parts.values())
    assert of_class(20, 3).figure is not of_class(20, 3)
