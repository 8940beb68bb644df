"""The page of the week: what the reader sees in the inbox, by what is to be done."""

import re
from datetime import date, timedelta

import pytest

from chalicelib.cases import act
from chalicelib.cases.clocks import NextKind
from chalicelib.cases.states import Move
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import ask_contact
from chalicelib.reading.open import open_item
from chalicelib.referrals import drafts
from chalicelib.staff_door import door
from chalicelib.web.language import texts
from chalicelib.weekly_overview import staff_pages
from tests.cases.cast import made, pen, stored
from tests.cast import BEFORE, NOW, NURSE, OWNER, PRINCIPAL, STRANGER, TEACHER
from tests.pupil_cast import TO_NURSE, ticket_of
from tests.rows import rows_with
from tests.staff_browser import text

t = texts("nb")
GROUPS = ("overdue", "new", "planned", "waiting", "watch")


@pytest.fixture
def nurse(visitor):
    return visitor.become(NURSE)


def numbers(browser):
    """How many stand in each group, and how many of them are shown."""
    shown = text(browser.get("/staff/week"))
    found = {}
    for section in shown.split('<section class="group"')[1:]:
        group = re.search(r'aria-labelledby="(\w+)"', section)[1]
        count = int(re.search(r'class="count">(\d+)', section)[1])
        found[group] = (count, section.count("/staff/inbox/"))
    return found


def at(monkeypatch, now):
    monkeypatch.setattr(door, "clock", lambda: now)


def test_an_empty_week_says_so_group_by_group(nurse):
    assert numbers(nurse) == dict.fromkeys(GROUPS, (0, 0))
    shown = text(nurse.get("/staff/week"))
    assert t("week.title", number=48) in shown
    assert "mandag 23. november" in shown
    assert "søndag 29. november" in shown
    for key in ("week.nothing", *(f"week.none.{group}" for group in GROUPS)):
        assert t(key) in shown, key


def test_what_is_new_is_planned_once_read_and_overdue_once_it_is_late(
    stage, nurse, monkeypatch
):
    stage.send(0, hurt="few")
    stage.send(1, hurt="few")
    assert numbers(nurse)["new"] == (2, 2)
    (first, _) = rows_with("answers", sk="FLAG#")
    open_item(NURSE, ItemKind.FLAG, first["id"], NOW)
    assert [numbers(nurse)[group][0] for group in GROUPS] == [0, 1, 1, 0, 0]
    later = NOW + timedelta(days=4)
    at(monkeypatch, later)
    nurse.become(NURSE, later)
    assert [numbers(nurse)[group][0] for group in GROUPS] == [2, 0, 0, 0, 0]


def test_what_is_not_listed_yet_is_not_counted_either(stage, nurse, monkeypatch):
    stage.send(0, hurt="once")
    stage.send(1, NOW, hurt="few")
    assert numbers(nurse) == dict.fromkeys(GROUPS, (0, 0))
    later = NOW + timedelta(days=6, hours=1)
    at(monkeypatch, later)
    nurse.become(NURSE, later)
    assert numbers(nurse)["watch"] == (1, 1)


def test_what_is_for_the_nurse_alone_is_in_her_week_and_in_no_other(stage, visitor):
    ask_contact.ask(ticket_of(stage, "t" * 22).text, TO_NURSE, None, BEFORE)
    assert numbers(visitor.become(NURSE))["new"] == (1, 1)
    assert numbers(visitor.become(PRINCIPAL))["new"] == (0, 0)


def test_another_schools_week_is_another(stage, visitor):
    stage.send(0, hurt="few")
    assert numbers(visitor.become(STRANGER)) == dict.fromkeys(GROUPS, (0, 0))


@pytest.mark.parametrize("who", [TEACHER, OWNER])
def test_it_is_the_resource_groups(visitor, who):
    assert visitor.become(who).get("/staff/week").status_code == 404


def test_a_long_group_shows_some_and_says_how_many_more(stage, nurse, monkeypatch):
    monkeypatch.setattr(staff_pages, "_MOST_SHOWN", 2)
    for number in range(5):
        stage.send(number, hurt="few")
    assert numbers(nurse)["new"] == (5, 2)
    assert t("week.more", number=3) in text(nurse.get("/staff/week"))


def test_looking_opens_nothing_and_is_no_reading(stage, nurse):
    stage.send(0, hurt="few")
    before = rows_with("answers"), rows_with("casework", pk="AUDIT#")
    nurse.get("/staff/week")
    assert (rows_with("answers"), rows_with("casework", pk="AUDIT#")) == before


def test_what_is_planned_in_cases_this_week_and_what_is_late_stand_in_it(
    stage, visitor, monkeypatch
):
    """The first talk is due on Thursday."""
    made(drafts.desk(TEACHER))
    week = text(visitor.become(PRINCIPAL).get("/staff/week"))
    planned = week[week.index('id="planned"') :].partition("</section>")[0]
    assert 'href="/staff/cases/1">Sak 1 · Første samtale</a>' in planned
    assert t("week.nothing") not in week
    at(monkeypatch, NOW + timedelta(days=3))
    late = NOW + timedelta(days=3)
    week = text(visitor.become(PRINCIPAL, late).get("/staff/week"))
    overdue = week[week.index('id="overdue"') :].partition("</section>")[0]
    assert "Sak 1 · Første samtale" in overdue
    assert "Sak 1" not in text(visitor.become(NURSE, late).get("/staff/week"))


def test_what_is_planned_for_next_week_is_not_in_it(stage, visitor):
    made(drafts.desk(TEACHER))
    act.move(pen(stored(), "b" * 22), Move.TRY_OTHER, "Eleven vil ikke ha en gruppe.")
    act.plan(pen(stored()), NextKind.MEETING, date(2026, 11, 30))
    assert "Sak 1" not in text(visitor.become(PRINCIPAL).get("/staff/week"))
