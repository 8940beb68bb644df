from itertools import product

import pytest

from chalicelib.results.disclosure import (
    COALITION,
    FEW,
    FEWEST_FOR_BAND,
    LEAST_TOGETHER,
    Hidden,
    PartOfSum,
    of_class,
    of_round,
    together,
)
from chalicelib.results.figure import Figure
from tests.results.worlds import (
    classes_of,
    coalitions,
    still_possible,
    told,
    worlds_by_release,
)

SMALL = [
    ([9, 9, 9, 9], 9),
    ([[9, 9], [9, 9]], 9),
    ([[5, 9], [9, 4]], 9),
    ([[3, 9], [9, 9]], 9),
    ([12, 10, 12], 12),
    ([9, 9, 9, 9, 9], FEW),
    ([[9, 9, 9], [9, 9]], FEW),
    ([[[9, 9], [9]], [[9], [9]]], FEW),
]
"""What is summed, and how many at most need attention in a class."""


@pytest.mark.parametrize(("tree", "most"), SMALL, ids=lambda case: str(case))
def test_no_sum_and_no_missing_sum_narrows_what_a_class_could_be(tree, most):
    """Also for three pupils who tell what they answered: whatever is told, each class
    could be all that its own band and those three leave open, or five numbers."""
    answers = classes_of(tree)
    for release, worlds in worlds_by_release(tree, most).items():
        for known in coalitions(tree):
            possible = still_possible(worlds, answers, known)
            for place, numbers in enumerate(possible):
                if numbers and len(numbers) <= FEW:
                    assert numbers == _alone(answers, most, place, known, numbers), (
                        release,
                        known,
                        place,
                    )


def _alone(answers, most, place, known, numbers):
    """What the class's own figure and the known answers leave open."""
    number, needing, others = answers[place], known[0][place], known[1][place]
    figure = of_class(number, min(numbers)).figure
    return {
        there
        for there in range(figure.low, min(figure.high, most) + 1)
        if there >= needing and number - there >= others
    }


@pytest.mark.parametrize("answers", range(FEWEST_FOR_BAND, 30))
def test_a_class_is_told_exactly_or_in_a_band_of_five_numbers(answers):
    for attention in range(answers + 1):
        figure = of_class(answers, attention).figure
        assert figure.low <= attention <= figure.high
        assert figure.high - figure.low in (0, FEW)
        if figure.exact is not None:
            assert FEW < attention < answers - FEW


@pytest.mark.parametrize("answers", range(FEWEST_FOR_BAND))
def test_of_fewer_answers_nothing_is_said(answers):
    figures = {of_class(answers, there).figure for there in range(answers + 1)}
    assert figures == {Figure(answers, 0, answers)}


def test_none_and_four_look_alike():
    assert of_class(20, 0).figure == of_class(20, 4).figure == Figure(20, 0, 4)


def test_all_and_nearly_all_look_alike():
    """Else a class in which everybody is bullied would be told pupil by pupil."""
    assert of_class(20, 20).figure == of_class(20, 16).figure == Figure(20, 16, 20)


@pytest.mark.parametrize(
    ("counts", "figure"),
    [
        ((2, 2, 2, 2), Figure(80, 8, 8)),
        ((1, 2, 2, 2), Figure(80, 0, 16)),
        ((4, 4, 2, 0), Figure(80, 0, 16)),
        ((6, 2, 2, 2), Figure(80, 6, 18)),
        ((6, 7, 5, 5), Figure(80, 23, 23)),
        ((6, 7, 5, 4), Figure(80, 18, 22)),
        ((6, 2, 2, 2, 2), Figure(100, 14, 14)),
    ],
)
def test_a_sum_is_told_where_every_hidden_class_could_still_be_none_or_four(
    counts, figure
):
    assert together([of_class(20, count) for count in counts]).figure == figure


def test_what_was_not_told_counts_in_the_sum_above():
    small = together([of_class(20, 3), of_class(20, 3)])
    assert small.hidden == Hidden(6, LEAST_TOGETHER - 1, 3)
    assert together([small, small]).figure == Figure(80, 0, 16)
    assert together([small, small, small]).figure == Figure(120, 0, 24)
    less = together([of_class(20, 1), of_class(20, 2)])
    assert together([less, less, less]).figure == Figure(120, 9, 9)


def test_what_was_told_is_not_taken_away_from_the_sum_above_again():
    four = together([of_class(20, 2)] * 4)
    assert four.hidden == Hidden()
    assert together([four, of_class(20, 2)]).figure == Figure(100, 8, 12)


def test_the_rest_is_split_where_it_is_told_and_both_parts_are_many():
    classes = [of_class(20, 6), of_class(20, 7)]
    assert of_round(classes, 10).figure == Figure(40, 13, 13, 10)
    assert of_round(classes, 7).figure == Figure(40, 13, 13)
    assert of_round(classes, 20).figure == Figure(40, 13, 13)
    assert of_round([of_class(20, 6), of_class(20, 3)], 10).figure == Figure(40, 6, 10)


def test_those_in_between_are_summed_where_no_schools_own_can_be_worked_out():
    told_one = of_round([of_class(30, 6)], 12)
    few = of_round([of_class(30, 6)], 5)
    assert together([told_one, told_one]).figure == Figure(60, 12, 12, 24)
    assert together([told_one, few]).figure == Figure(60, 12, 12)
    assert together([few, few, few, few]).figure == Figure(120, 24, 24)
    assert together([few] * 5).figure == Figure(150, 30, 30, 25)
    more = of_round([of_class(30, 6)], 3)
    assert together([more] * 5).figure == Figure(150, 30, 30, 15)


def test_how_many_in_between_a_schools_hidden_ones_are_keeps_five_numbers():
    """By trying all that could be: five schools, each with up to seven in between."""
    schools = [of_round([of_class(30, 6)], middle) for middle in range(8)]
    worlds = {}
    for world in product(range(8), repeat=5):
        figure = together(schools[middle] for middle in world).figure
        worlds.setdefault(figure, []).append(world)
    assert any(figure.middle for figure in worlds)
    for figure, same in worlds.items():
        for place in range(5):
            assert len({world[place] for world in same}) >= 5, figure


def test_the_coalition_is_what_it_costs():
    """With nobody telling anything, half as much would do."""
    assert (LEAST_TOGETHER, FEW + COALITION) == (8, 7)


def test_a_whole_of_nothing_is_nothing():
    assert together([]).figure == Figure(0, 0, 0)
    assert of_round([], 0) == PartOfSum(Figure(0, 0, 0))
    assert told([9, 9], (0, 0))[-1] == Figure(18, 0, 8)
