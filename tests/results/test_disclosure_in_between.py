"""Those in between are told beside those who need attention: the two together."""

from functools import cache

import pytest

from chalicelib.results.disclosure import FEW, of_class, of_round, together
from chalicelib.results.figure import Figure
from tests.results.worlds_in_between import (
    coalitions,
    fits,
    still_possible,
    ways,
    worlds_by_release,
)

ATTENTION, MIDDLE, GOOD = range(3)


@cache
def alone(answers, figure, known):
    """What a class's own figure, and those who tell, leave open in each group."""
    left = [
        counts
        for counts in ways(answers)
        if figure.low <= counts[ATTENTION] <= figure.high and fits(counts, known)
    ]
    return [{counts[group] for counts in left} for group in range(3)]


@pytest.mark.parametrize(
    ("answers", "is_split"),
    [((16, 12), True), ((14, 13), True), ((17, 10), False), ((14, 4), False)],
)
def test_those_in_between_narrow_nothing_in_any_class(answers, is_split):
    """By trying all that could be, for three pupils who tell what they answered: how
    many need attention is as open as by the class's own figure, and so are those in
    between and the rest, or five numbers are left."""
    split = 0
    for release, worlds in worlds_by_release(*answers).items():
        split += release[-1].middle is not None
        for known in coalitions(2):
            possible = still_possible(worlds, known)
            for place, groups in enumerate(possible):
                if not groups[ATTENTION]:
                    continue
                by_itself = alone(answers[place], release[place], known[place])
                assert groups[ATTENTION] == by_itself[ATTENTION], (release, known)
                for group in (MIDDLE, GOOD):
                    few = len(groups[group]) <= FEW
                    assert not few or groups[group] == by_itself[group], (
                        release,
                        known,
                        place,
                    )
    assert bool(split) == is_split


def test_in_a_round_of_one_class_they_are_the_rounds():
    assert of_round([of_class(30, 6)], 12).figure == Figure(30, 6, 6, 12)
    beside_nobody = [of_class(30, 6), of_class(0, 0)]
    assert of_round(beside_nobody, 12).figure == Figure(30, 6, 6, 12)


def test_they_are_not_told_where_one_class_has_nearly_all_of_them():
    """Three of the other class, and the one class is known but for two."""
    assert of_round([of_class(30, 6), of_class(10, 5)], 12).figure.middle is None
    assert of_round([of_class(30, 6), of_class(12, 5)], 12).figure.middle == 12


@pytest.mark.parametrize("in_between", range(2))
def test_that_nobody_is_in_between_is_not_told_of_small_schools_either(in_between):
    """Four schools of eight answers each, whose own room is none by their figures."""
    small = [of_round([of_class(8, 2)], 0)] * 3
    small.append(of_round([of_class(8, 2)], in_between))
    large = of_round([of_class(30, 6), of_class(30, 7)], 20)
    assert together([*small, large]).figure == Figure(92, 21, 21)


def test_a_round_without_answers_keeps_nothing_from_being_told():
    told = of_round([of_class(30, 6), of_class(30, 7)], 20)
    nobody = of_round([of_class(0, 0)], 0)
    assert together([told, nobody]).figure == Figure(60, 13, 13, 20)
    assert together([together([nobody]), told]).figure == Figure(60, 13, 13, 20)
