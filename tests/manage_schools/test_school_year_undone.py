"""A new school year is undone the same day, where nothing hangs on it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.rounds import store as rounds
from chalicelib.schools import store as schools
from chalicelib.schools.school import SchoolClass
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR
from tests.manage_schools.test_school_year_pages import (
    AUGUST,
    YEAR,
    admin,
    at,
    labels,
    turn,
    words,
)
from tests.staff_browser import text

__all__ = ["admin"]
t = texts("nb")


def undo(browser):
    return browser.post(f"{YEAR}/undo")


def test_the_same_day_one_press_undoes_it_all(admin):
    before = schools.classes("SCHAAA")
    turn(admin)
    assert t("staff.setup.year.undo.what") in text(admin.get(YEAR))
    assert undo(admin).status_code == 303
    after = schools.classes("SCHAAA")
    assert [replace(class_, version=1) for class_ in after] == before
    assert schools.get("SCHAAA").turned is None
    assert words()[-1] == "undid_year"
    # The same press arriving twice: nothing more is done
    assert undo(admin).status_code == 303
    assert turn(admin).status_code == 303
    assert labels() == ["7A", "7B"]


def test_the_year_before_stands_there_again_once_it_is_undone(admin, monkeypatch):
    turn(admin)
    now = datetime(2028, 8, 16, 8, 0, tzinfo=UTC)
    at(monkeypatch, now)
    turn(admin.become(ADMINISTRATOR, now))
    undo(admin)
    assert schools.get("SCHAAA").turned.at == AUGUST
    assert labels() == ["7A", "7B"]


def new_class():
    transaction.commit(schools.put_class(SchoolClass("N", "SCHAAA", "1A", (1,), 20)))


def changed_class():
    class_ = schools.classes("SCHAAA")[0]
    transaction.commit(schools.change_class(replace(class_, pupils=25)))


def new_round():
    known = rounds.get(rounds.of_school("SCHAAA")[0].id)
    hours = timedelta(hours=1)
    new = replace(
        known, id="R28", opens_at=AUGUST + hours, closes_at=AUGUST + 2 * hours
    )
    transaction.commit(*rounds.put_round(new))


@pytest.mark.parametrize("hangs", [new_class, changed_class, new_round])
def test_nothing_is_undone_where_something_hangs_on_it(admin, hangs):
    turn(admin)
    hangs()
    before = labels()
    assert t("staff.setup.year.undo") not in text(admin.get(YEAR))
    answer = undo(admin)
    assert answer.status_code == 409
    assert t("staff.setup.year.problem.undo") in text(answer)
    assert labels() == before


def test_the_next_day_nothing_is_undone(admin, monkeypatch):
    turn(admin)
    at(monkeypatch, AUGUST + timedelta(days=1))
    admin.become(ADMINISTRATOR, AUGUST + timedelta(days=1))
    assert undo(admin).status_code == 409
    assert labels() == ["7A", "7B"]
