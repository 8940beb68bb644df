from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.result_pages.owner_schools import form_lines, without_figures
from chalicelib.results.figure import Figure
from chalicelib.schools.standing import Standing
from chalicelib.schools.standing_store import AtGlance
from chalicelib.schools.store import SchoolInList
from chalicelib.web.language import texts
from tests.cast import NOW
from tests.result_pages.test_class_view import SNAPSHOT

T = texts("nb")
SCHOOLS = [SchoolInList("S1", "Askeladden"), SchoolInList("S2", "Bjørkelia")]
DAY = timedelta(days=1)


def at(school_id, on, figure):
    return replace(
        SNAPSHOT, school_id=school_id, closed_on=on, figures={"hurt": figure}
    )


def test_schools_stand_by_name_whatever_their_pupils_answered():
    many = at("S2", date(2026, 9, 1), Figure(40, 20, 20))
    few = at("S1", date(2026, 10, 1), Figure(40, 0, 4))
    (part,) = form_lines(T, SCHOOLS, [many, few])
    assert [(line.school, line.cells) for line in part.lines] == [
        ("Askeladden", ("under 5",)),
        ("Bjørkelia", ("20 av 40",)),
    ]
    assert part.heads == ("Blir plaget",)


def test_a_schools_rounds_stand_the_earliest_first():
    later = at("S1", date(2026, 10, 1), Figure(40, 6, 14))
    earlier = at("S1", date(2026, 9, 1), Figure(40, 9, 9))
    (part,) = form_lines(T, SCHOOLS, [later, earlier])
    assert [line.cells for line in part.lines] == [("9 av 40",), ("6–14",)]


def test_a_question_that_was_not_asked_says_so():
    older = replace(at("S1", date(2026, 9, 1), Figure(40, 9, 9)))
    newer = replace(
        older, closed_on=date(2026, 10, 1), figures={"safe": Figure(40, 9, 9)}
    )
    (part,) = form_lines(T, SCHOOLS, [older, newer])
    assert [line.cells for line in part.lines] == [
        ("9 av 40", "ikke spurt"),
        ("ikke spurt", "9 av 40"),
    ]


@pytest.mark.parametrize(
    ("rounds", "said"),
    [
        (((NOW - DAY, NOW + DAY),), "En runde er åpen til onsdag 25. november."),
        (((NOW + DAY, NOW + 2 * DAY),), "En runde åpner onsdag 25. november."),
        ((), T("results.owner.nothing")),
    ],
)
def test_a_school_without_figures_says_why(rounds, said):
    glances = {"S2": AtGlance(Standing(NOW, 9, (), rounds))}
    known = [at("S1", date(2026, 9, 1), Figure(40, 9, 9))]
    (found,) = without_figures(T, SCHOOLS, known, glances, NOW)
    assert (found.school, found.why) == ("Bjørkelia", said)
