"""The school owner's overview as its page shows it."""

import re
from datetime import timedelta

import pytest

from chalicelib.overview.overview_view import views
from chalicelib.schools import preparation_store
from chalicelib.schools.preparation import Preparation
from chalicelib.sign_in import sessions
from chalicelib.staff_door import door
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NEIGHBOUR, NOW, NURSE, OWNER, PRINCIPAL, SCHOOL
from tests.staff_browser import text
from tests.sweeping import MINUTE, sweep_between

t = texts("nb")
LATER = NOW + timedelta(days=1)
PAGE = "/staff/schools"
_LINE = re.compile(r'<li>\s*<div class="over"><h3>.*?</li>', re.S)


@pytest.fixture
def a_day_later(stage, visitor, monkeypatch):
    """Something waits for the owner alone, something was passed on to them."""
    transaction.commit(
        preparation_store.write_preparation(
            SCHOOL.id, Preparation(NOW.date(), NOW.date(), NURSE.id)
        )
    )
    stage.send(0, contact="today")
    stage.send(1, adult_hurt="weekly", leadership="yes")
    sweep_between(NOW, LATER + MINUTE, every=timedelta(minutes=30))
    monkeypatch.setattr(door, "clock", lambda: LATER)
    return visitor


def lines(page):
    return _LINE.findall(text(page))


def shown(who=OWNER, now=NOW):
    return {view.id: view for view in views(who, now)}


def test_it_is_the_first_page_of_the_owners_people(stage, visitor):
    for who in (OWNER, ADMINISTRATOR):
        home = visitor.become(who).get("/staff")
        assert home.headers["Location"].startswith(PAGE)


def test_what_waits_for_the_owner_alone_stands_first_with_its_deadline(a_day_later):
    page = text(a_day_later.become(OWNER, LATER).get(PAGE))
    own, _, at_schools = page.partition('id="schools"')
    assert t("inbox.due.read.now") in own
    assert re.search(r'action="/staff/inbox/flag/[A-Z0-9]+/open"', own)
    assert "/open" not in at_schools


def test_where_nothing_waits_for_the_owner_it_says_so(stage, visitor):
    assert t("staff.overview.own.none") in text(visitor.become(OWNER).get(PAGE))
    administrators = text(visitor.become(ADMINISTRATOR).get(PAGE))
    assert t("staff.overview.own.none") not in administrators


def test_of_what_waits_at_a_school_it_says_how_much_and_since_which_day(a_day_later):
    first = lines(a_day_later.become(OWNER, LATER).get(PAGE))[0]
    assert SCHOOL.name in first
    assert f"{t('flag.level.L3')}: 1" in first
    assert t("staff.overview.call") in first
    assert f'href="{PAGE}/{SCHOOL.id}"' in first
    assert not re.search(r"\d\d\.\d\d|6A|Varsel", first)


def test_administrators_read_nothing_of_what_waits(a_day_later):
    page = text(a_day_later.become(ADMINISTRATOR, LATER).get(PAGE))
    assert len(lines(a_day_later.get(PAGE))) == 2
    assert t("staff.overview.unopened") not in page
    assert t("flag.level.L3") not in page


def test_each_button_leads_to_a_page_of_theirs(a_day_later):
    for who in (OWNER, ADMINISTRATOR):
        a_day_later.become(who, LATER)
        found = lines(a_day_later.get(PAGE))
        paths = [path for line in found for path in re.findall('href="(.*?)"', line)]
        assert len(paths) >= 4
        for path in paths:
            assert a_day_later.get(path.partition("#")[0]).status_code == 200


def test_the_next_step_is_said_with_whose_turn_it_is(stage):
    here = shown()[NEIGHBOUR.id]
    assert here.tag == ("l2", t("staff.overview.count", done=6, all=13))
    assert here.todo == t("staff.overview.yours")
    assert here.go == ("/staff/schools/import", t("staff.ready.go.classes"))


def test_an_open_round_and_the_last_sign_of_life_are_said_in_days(stage):
    sessions.start(PRINCIPAL, NOW)
    assert shown()[SCHOOL.id].facts == [
        t("staff.overview.open", when=t("date.near.today")),
        t("staff.overview.seen", when=t("date.near.today")),
    ]
    yesterday = shown(now=LATER)[SCHOOL.id].facts
    assert yesterday == [t("staff.overview.seen", when=t("date.near.yesterday"))]
