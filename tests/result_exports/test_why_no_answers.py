"""Why whole answers are not handed out, though there be enough of them, alike enough and
of more than one kind: whoever has them has each sum, and subtracts what is told."""

from collections import Counter

from chalicelib.results.disclosure import of_class, of_round, together

TOLD, HIDDEN = [(22, 7)] * 5, (22, 2)
"""Answers, and who of them needs attention, in schools of one class each."""
ENOUGH_ROWS, ENOUGH_ALIKE, KINDS = 100, 10, 2


def released(schools):
    return [of_round([of_class(*school)], middle=0) for school in schools]


def rows(schools):
    return [
        ("owner", "5-7", "2026-1", "attention" if number < bad else "good")
        for answers, bad in schools
        for number in range(answers)
    ]


def test_rows_that_meet_every_bound_give_away_the_number_a_band_hides():
    given = rows([*TOLD, HIDDEN])
    alike = Counter(row[:3] for row in given)
    assert len(given) >= ENOUGH_ROWS
    assert min(alike.values()) >= ENOUGH_ALIKE
    assert len({row[3] for row in given}) >= KINDS
    told = sum(part.figure.exact or 0 for part in released(TOLD))
    assert Counter(row[3] for row in given)["attention"] - told == HIDDEN[1]


def test_the_figures_of_the_same_schools_do_not():
    (hidden,) = released([HIDDEN])
    assert (hidden.figure.low, hidden.figure.high) == (0, 4)
    whole = together(released([*TOLD, HIDDEN])).figure
    told = sum(part.figure.exact or 0 for part in released(TOLD))
    assert (whole.low - told, whole.high - told) == (0, 4)
