"""Saved, one goes on to what one does next, while a school is being set up."""

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.schools import store as schools
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, OWNER
from tests.staff_browser import text

t = texts("nb")
IMPORT = "/staff/schools/import/save"
SETTINGS = {"name": "Nyskulen", "language": "nb", "slots": "11:45", "last_grade": "7"}
DAYS, OMBUD = {"breaks": "22.02.2027–26.02.2027"}, {"ombud": "11 22 33 44"}
PEOPLE = """Kari Ny;kari@ny.example;rektor
Ola Ny;ola@ny.example;helsesykepleier"""


@pytest.fixture
def begin(visitor):
    def make(who):
        visitor.become(who)
        after = visitor.post(IMPORT, {"text": "Nyskulen;1A;1;20"})
        (new,) = [s.id for s in schools.of_owner("WNERAA") if s.name == "Nyskulen"]
        return new, after.headers["Location"]

    return make


def go(visitor, path, fields):
    """Where a press leads, and what the page there says of it."""
    saved = visitor.post(path, {**SETTINGS, "version": "1", **fields})
    page = text(visitor.get(saved.headers["Location"]))
    return saved.headers["Location"], page.partition("<h1>")[0]


def names(*steps):
    named = ", ".join(f"«{t(f'staff.ready.go.{step}')}»" for step in steps)
    return f"{t('staff.saved.next')}\n{named}."


def test_the_owner_is_led_from_classes_to_days_off_to_people_to_the_list(
    begin, visitor
):
    new, place = begin(OWNER)
    assert place == f"/staff/schools/{new}/settings"
    assert names("breaks", "ombud") in text(visitor.get(place))
    place, said = go(visitor, place, {**DAYS, **OMBUD})
    assert place == f"/staff/people-list/{new}"
    assert t("staff.saved.school") in said
    assert names("leadership", "health_service") in said
    place, said = go(visitor, f"{place}/save", {"text": PEOPLE})
    assert place == f"/staff/schools/{new}/readiness"
    assert t("staff.saved.people", count=2) in said
    assert t("staff.saved.next") not in said


def test_what_was_left_empty_does_not_hold_anybody_on_its_page(begin, visitor):
    new, place = begin(OWNER)
    place, _ = go(visitor, place, OMBUD)
    assert place == f"/staff/people-list/{new}"
    place, said = go(visitor, f"{place}/save", {"text": PEOPLE})
    assert place == f"/staff/schools/{new}/settings"
    assert names("breaks") in said


def test_who_is_missing_in_the_list_is_said_on_the_list_of_steps(begin, visitor):
    new, place = begin(OWNER)
    place, _ = go(visitor, place, {**DAYS, **OMBUD})
    place, _ = go(visitor, f"{place}/save", {"text": PEOPLE.split("\n")[0]})
    assert place == f"/staff/schools/{new}/readiness"
    assert t("staff.ready.go.health_service") in text(visitor.get(place))


def test_who_may_let_nobody_in_comes_to_the_list_that_says_who_does(begin, visitor):
    new, place = begin(ADMINISTRATOR)
    place, _ = go(visitor, place, {**DAYS, **OMBUD})
    place, _ = go(visitor, f"{place}/save", {"text": PEOPLE})
    assert place == f"/staff/schools/{new}/readiness"
    assert t("staff.ready.turn.owner") in text(visitor.get(place))


def test_a_school_that_has_had_a_round_is_left_where_one_saves(stage, visitor):
    visitor.become(OWNER)
    page = "/staff/schools/SCHAAA/settings"
    saved = visitor.post(
        page, {**SETTINGS, **OMBUD, "name": "Testskolen", "version": "1"}
    )
    assert saved.headers["Location"] == f"{page}#main"
    more = {"text": "Ola Ny;ola@ny.example;helsesykepleier"}
    people = visitor.post("/staff/people-list/SCHAAA/save", more)
    assert people.headers["Location"] == "/staff/schools/SCHAAA#main"
    classes = visitor.post(IMPORT, {"text": "Testskolen;6A;6;25"})
    assert classes.headers["Location"] == "/staff/schools/SCHAAA/classes#main"


def test_the_group_goes_on_to_plan_a_round_once_the_school_is_ready(begin, visitor):
    new, place = begin(OWNER)
    place, _ = go(visitor, place, {**DAYS, **OMBUD})
    go(visitor, f"{place}/save", {"text": PEOPLE})
    (principal,) = [who for who in accounts.of_body(new) if who.is_principal]
    visitor.become(principal)
    days = {"course_on": "2026-09-01", "workshop_on": ""}
    ready = "/staff/readiness"
    assert go(visitor, ready, {**days, "version": "0"})[0] == ready
    days |= {"workshop_on": "2026-09-02", "on_duty": principal.id}
    place, said = go(visitor, ready, days)
    assert place == "/staff/rounds/new"
    assert t("staff.saved.on_duty") in said
    assert names("round") in said
