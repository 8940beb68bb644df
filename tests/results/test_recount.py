"""An independent recount: the same answers, counted by pandas, agree with every figure
that the service made of them from its own store."""

import random
from datetime import timedelta

import pandas
import pytest

from chalicelib.forms.definitions import FORMS
from chalicelib.results import count_round
from chalicelib.results import store as results
from chalicelib.rounds import store as rounds
from tests.cast import NOW, NURSE, SCHOOL, set_the_stage
from tests.results.cast import answer, opened, school_classes

ATTENTION = {
    "thriving": ["not_so_good", "bad"],
    "company": ["seldom", "never"],
    "hurt": ["few", "weekly", "often"],
    "excluded": ["few", "weekly", "often"],
    "safe": ["often_not", "hardly_ever"],
    "trusted_adult": ["no"],
}
MIDDLE = {
    "thriving": "ok",
    "company": "sometimes",
    "hurt": "once",
    "excluded": "once",
    "safe": "unsure",
    "trusted_adult": "maybe",
}
"""As forms.md has the rules, not as the code does."""


def drawn_answers(drawn, number):
    """Every option, and skipped, more good answers than others."""
    asked = {question.id: question for question in FORMS["grades_5_7"].questions}
    for _ in range(number):
        said = {}
        for item in ATTENTION:
            options = [*asked[item].options]
            weights = [9, 6, 3, 2, 1][: len(options)]
            if drawn.random() > 0.1:
                (said[item],) = drawn.choices(options, weights)
        yield said


@pytest.mark.parametrize("seed", range(6))
def test_every_figure_agrees_with_a_recount_by_pandas(aws, seed):
    set_the_stage(codes=1)
    drawn = random.Random(seed)
    classes = school_classes(*(drawn.randint(10, 25) for _ in range(4)))
    closes = NOW - timedelta(days=7)
    round_ = opened(classes, closes - timedelta(days=1), closes)
    said = {c.id: [*drawn_answers(drawn, c.pupils - 1)] for c in classes}
    for class_id, answers in said.items():
        answer(round_, class_id, answers)
    count_round.count_next(NURSE, rounds.of_school(SCHOOL.id), NOW)
    (found,) = results.snapshots(SCHOOL.id)
    frame = pandas.DataFrame(
        [{"class": label, **one} for label, answers in said.items() for one in answers],
        columns=["class", *ATTENTION],
    )
    assert found.answers == len(frame)
    for item, figure in found.figures.items():
        agrees(figure, frame, item)
    for row in found.classes:
        in_class = frame[frame["class"] == row.label]
        assert row.answers == len(in_class)
        for item, figure in row.figures.items():
            agrees(figure, in_class, item)
    shown = [row.figures[item] for row in found.classes for item in ATTENTION]
    assert any(figure.exact for figure in shown)


def agrees(figure, frame, item):
    need = int(frame[item].isin(ATTENTION[item]).sum())
    middle = int((frame[item].isna() | (frame[item] == MIDDLE[item])).sum())
    assert figure.answers == len(frame)
    assert figure.low <= need <= figure.high
    if figure.exact is not None:
        assert figure.exact == need
    if figure.middle is not None:
        assert (figure.middle, figure.good) == (middle, len(frame) - need - middle)
