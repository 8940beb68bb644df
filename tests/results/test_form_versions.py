"""A round asks to its end what its form asked when it was opened. A question that came
later was not asked there: that is neither skipped, nor hidden, nor in between."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pandas
import pytest

from chalicelib.answer_form.submit import open_form
from chalicelib.forms.definitions import FORMS
from chalicelib.forms.form import parse
from chalicelib.results import count_round
from chalicelib.results import store as results
from chalicelib.results.figure import Figure
from chalicelib.results.release_term import released
from chalicelib.results.term_figures import of_rounds
from chalicelib.rounds import store as rounds
from chalicelib.schools.term import Term
from tests.cast import NOW, NURSE, SCHOOL, set_the_stage
from tests.results.cast import answer, opened, school_classes, some_bad

OPENS, CLOSES = NOW - timedelta(days=8), NOW - timedelta(days=7)
CLASSES = school_classes(20, 22)
ADULT = "trusted_adult"


@pytest.fixture
def stage(aws):
    return set_the_stage(codes=1)


def add_the_question(monkeypatch):
    """From now on the form asks for an adult to go to."""
    form = FORMS["grades_5_7"]
    questions = (
        replace(question, since=2) if question.id == ADULT else question
        for question in form.questions
    )
    monkeypatch.setitem(FORMS, form.id, replace(form, questions=tuple(questions)))


@pytest.fixture
def two_rounds(stage, monkeypatch):
    """One of before the question, one of after it."""
    before = opened(CLASSES, OPENS, CLOSES)
    add_the_question(monkeypatch)
    after = opened(CLASSES, OPENS + timedelta(days=1), CLOSES + timedelta(days=1))
    said = [
        {item: option for item, option in one.items() if item != ADULT}
        for one in some_bad(20, 6, hurt="often")
    ]
    answer(before, "6A", said)
    answer(before, "6B", said[:3])
    answer(after, "6A", [*some_bad(11, 9, trusted_adult="no"), *said[:8]])
    answer(after, "6B", some_bad(20, 10, trusted_adult="no"))
    for _ in range(3):
        count_round.count_next(NURSE, rounds.of_school(SCHOOL.id), NOW)
    found = {made.round_id: made for made in results.snapshots(SCHOOL.id)}
    return found[before.id], found[after.id]


def test_an_older_round_has_no_figure_of_a_newer_question(two_rounds):
    before, _ = two_rounds
    assert ADULT not in before.figures
    assert [ADULT in class_.figures for class_ in before.classes] == [False]
    assert before.figures["hurt"] == Figure(23, 6, 9)


def test_to_skip_it_where_it_is_asked_is_in_between_as_before(two_rounds):
    _, after = two_rounds
    assert after.figures[ADULT] == Figure(39, 19, 19, 8)


def test_a_term_sums_it_over_the_rounds_that_asked_alone(two_rounds):
    (term,) = released(SCHOOL.owner_id, datetime(2027, 2, 1, tzinfo=UTC))
    shown = term.forms["grades_5_7"]
    assert (shown.rounds, shown.answers) == (2, 62)
    assert shown.figures[ADULT] == Figure(39, 19, 19, 8)
    assert shown.figures["hurt"].answers == 62


def test_an_independent_recount_says_the_same(two_rounds):
    asked = [
        *({ADULT: "no"} for _ in range(19)),
        *({ADULT: "yes"} for _ in range(12)),
        *({ADULT: None} for _ in range(8)),
    ]
    frame = pandas.DataFrame([*asked, *({} for _ in range(23))])
    frame["asked"] = [True] * 39 + [False] * 23
    (term,) = released(SCHOOL.owner_id, datetime(2027, 2, 1, tzinfo=UTC))
    figure = term.forms["grades_5_7"].figures[ADULT]
    were_asked = frame[frame["asked"]]
    assert figure.answers == len(were_asked)
    assert figure.exact == (were_asked[ADULT] == "no").sum()
    assert figure.middle == were_asked[ADULT].isna().sum()
    assert figure.good == (were_asked[ADULT] == "yes").sum()


def test_its_sum_is_the_one_that_would_be_told_without_the_older_rounds(two_rounds):
    """So whatever is proved of sums holds of it: what older rounds have in common with
    it, nobody can take away from it."""
    autumn = Term(2026, 2)
    parts = list(results.parts(SCHOOL.owner_id, autumn))
    that_asked = [part for part in parts if ADULT in part.parts]
    assert len(that_asked) == len(parts) - 1
    alone = of_rounds(autumn, that_asked).forms["grades_5_7"].figures[ADULT]
    of_all = of_rounds(autumn, parts).forms["grades_5_7"].figures[ADULT]
    assert of_all == alone


def test_who_answers_an_older_round_late_is_asked_what_the_others_were(
    stage, monkeypatch
):
    """Nothing tells when somebody answered: a count of those who answered before the
    question came would."""
    add_the_question(monkeypatch)
    (code,) = stage.codes["6A"] if isinstance(stage.codes, dict) else stage.codes
    form = open_form(code, NOW).form
    assert ADULT not in [question.id for question in form.questions]
    (problem,) = parse(form, {ADULT: ["no"]}, True).problems
    assert (problem.item, problem.kind) == (ADULT, "unknown_field")
