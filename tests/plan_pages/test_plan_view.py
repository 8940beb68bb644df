"""What the page of a plan shows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.case_pages.case_words import CaseWords
from chalicelib.cases.about import About
from chalicelib.cases.see_case import SeenCase
from chalicelib.items.inbox_id import Audience
from chalicelib.plan_pages.plan_view import view
from chalicelib.web.language import texts
from tests.cases.cast import CASE
from tests.cast import NOW, PRINCIPAL
from tests.plans.cast import (
    CALENDAR,
    INVESTIGATED,
    WHOLE,
    plan,
)

TODAY = date(2026, 11, 24)
WORDS = CaseWords(texts("nb"), {PRINCIPAL.id: PRINCIPAL}, NOW)


def seen(*entries, **changes):
    case = replace(CASE, version=len(entries), **changes)
    people = {PRINCIPAL.id: PRINCIPAL}
    return SeenCase(case, About("Nora", "6B"), list(entries), people, CALENDAR)


def shown(*entries, **changes):
    return view(seen(*entries, **changes), WORDS)


def test_without_a_plan_there_is_nothing_to_check_and_the_log_stands():
    page = shown(*INVESTIGATED)
    assert (page.version, page.missing, page.later, page.done) == (0, [], [], [])
    assert [len(lines) for _, lines in page.log] == [0, 0, 0, 2, 0]


def test_the_fourteen_sentences_are_parted_by_how_they_stand():
    page = shown(*INVESTIGATED, plan(3, replace(WHOLE, best_interests="")))
    texts_ = [line.text for line in page.missing]
    assert "Planen sier ikke hva som er best for eleven." in texts_
    assert len(page.missing) + len(page.later) + len(page.done) == 14


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (TODAY - timedelta(days=7), "har kunnet melde"),
        (TODAY - timedelta(days=6), "fra onsdag 25. november"),
        (None, "fra tirsdag 1. desember (uke 49). Skriv i planen når rektor fikk"),
    ],
)
def test_the_week_of_12_6_runs_from_when_the_principal_knew(told, said):
    page = shown(*INVESTIGATED, plan(3, replace(WHOLE, principal_on=told)))
    assert said in page.complaint


def test_of_what_the_nurse_knew_alone_no_week_is_reckoned():
    page = shown(*INVESTIGATED, audience=Audience.HEALTH_SERVICE)
    assert page.complaint.endswith("Planen sier ikke når det var.")


@pytest.mark.parametrize(
    ("away", "urgency"), [(-1, "late"), (0, "soon"), (1, ""), (None, None)]
)
def test_the_evaluation_is_due_when_its_case_says(away, urgency):
    day = None if away is None else TODAY + timedelta(days=away)
    page = shown(plan(1), evaluate_on=day)
    assert (page.due.urgency if page.due else None) == urgency


def test_the_problem_says_where_it_was_found():
    page = shown(*INVESTIGATED, plan(3))
    assert page.words[0].text == "Vi så etter. · tirsdag 10. november"


def test_the_day_of_the_evaluation_is_that_of_the_case_as_long_as_it_has_one():
    label = "Når skal planen evalueres?"
    moved = shown(plan(1), evaluate_on=TODAY)
    assert (label, "tirsdag 24. november") in moved.facts
    assert (label, "torsdag 19. november") in shown(plan(1)).facts
