"""Cases of the day: due today or before, in the order of the list, for who may open
them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.case_reminders.due_cases import due_cases
from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.items.today import DayGroup
from chalicelib.referrals import drafts
from chalicelib.staff_door import door
from tests.case_reminders.cast import DEPUTY, SOCIAL, made, put
from tests.cases.cast import CASE
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, TEACHER
from tests.staff_browser import text

TODAY = date(2026, 11, 24)
URGENT, MINE, OTHERS = DayGroup.URGENT, DayGroup.MINE, DayGroup.OTHERS


def case(number, days, responsible=PRINCIPAL.id, **changes):
    planned = NextAction(NextKind.MEETING, TODAY + timedelta(days))
    return replace(
        CASE, number=number, next_action=planned, responsible=responsible, **changes
    )


def found(cases, account=PRINCIPAL, until=None):
    due = due_cases(cases, account, lambda _: SchoolCalendar(), NOW, until)
    return [(line.case.number, line.group) for line in due]


def test_what_is_late_comes_first_then_ones_own_then_the_others():
    cases = [
        case(1, 0, SOCIAL.id),
        case(2, 0),
        case(3, -1),
        case(4, -6, SOCIAL.id),
        case(5, 1),
        replace(CASE, number=6),
    ]
    assert found(cases) == [(4, URGENT), (3, URGENT), (2, MINE), (1, OTHERS)]


def test_until_a_later_day_what_is_planned_until_then_is_there_too():
    cases = [case(1, 1), case(2, 5), case(3, 8)]
    assert found(cases) == []
    assert found(cases, until=date(2026, 11, 29)) == [(1, MINE)]  # Sunday moves it on
    assert found(cases, until=date(2026, 11, 30)) == [(1, MINE), (2, MINE)]


def test_the_plans_evaluation_counts_where_it_comes_first():
    assert found([case(1, 5, evaluate_on=TODAY)]) == [(1, MINE)]


@pytest.mark.parametrize("who", [SOCIAL, DEPUTY, NURSE, OWNER, TEACHER])
def test_only_who_may_open_a_case_has_it_in_the_list(who):
    assert found([case(1, -3)], who) == []


@pytest.fixture
def overdue(stage, visitor, monkeypatch):
    """The first talk was to be held yesterday."""
    put(SOCIAL)
    made(drafts.desk(TEACHER))
    monkeypatch.setattr(door, "clock", lambda: NOW + timedelta(days=3))
    return visitor


def today(visitor, who, path="/staff/inbox"):
    return text(visitor.become(who, NOW + timedelta(days=3)).get(path))


def test_todays_page_has_it_among_what_is_late_and_leads_to_it(overdue):
    for who in (SOCIAL, PRINCIPAL):
        page = today(overdue, who)
        group = page[page.index('id="urgent"') :].partition("</section>")[0]
        assert 'href="/staff/cases/1">Sak 1 · Første samtale</a>' in group
        assert "skulle vært i går" in group
        assert "Følg opp" in group
        assert f"{SOCIAL.name} har ansvaret" in group
        assert "Test Elev" not in group
    for path in ("/staff/inbox?kind=flag", "/staff/inbox?show=done"):
        assert "Sak 1 · Første samtale" not in today(overdue, SOCIAL, path)
    assert "Sak 1" not in today(overdue, NURSE)


def test_the_owners_own_stands_on_the_owners_first_pages_with_the_school(
    stage, visitor, monkeypatch
):
    made(drafts.desk(TEACHER), OWNER, involved=["leadership"])
    monkeypatch.setattr(door, "clock", lambda: NOW + timedelta(days=3))
    for path in ("/staff/schools", "/staff/inbox"):
        page = today(visitor, OWNER, path)
        line = page[page.index("Sak 1 · Første samtale") :].partition("</li>")[0]
        assert "Testskolen · Test A5 har ansvaret" in line
    assert "Sak 1" not in today(visitor, PRINCIPAL)


def test_at_another_school_of_the_person_one_goes_there_first(overdue, stage):
    elsewhere = replace(SOCIAL, id="B9", body_id="SCHBBB", email=SOCIAL.email)
    put(elsewhere)
    page = today(overdue, elsewhere)
    line = page[page.index("Sak 1 · Første samtale") :].partition("</li>")[0]
    assert "Testskolen" in line
    form = {"place": "SCHAAA.B1", "to": "/staff/cases/1"}
    assert 'value="/staff/cases/1"' in line
    answer = overdue.post("/staff/sessions/place", form)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff/cases/1")
