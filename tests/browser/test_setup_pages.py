"""The pages of setting up and of rounds, also with something wrong on them: what
axe-core finds, and that a phone shows all of them."""

from dataclasses import replace

import pytest
from chalice.test import Client

from chalicelib.accounts import store as accounts
from chalicelib.rounds import store as rounds
from chalicelib.staff_door import door
from chalicelib.storage import transaction
from tests.browser.conftest import _tab, faults
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, set_the_stage
from tests.staff_browser import Browser, staff_app

pytestmark = [pytest.mark.browser, pytest.mark.walk]
HERE = "/staff/schools/SCHAAA"


@pytest.fixture
def visitor(aws, monkeypatch):
    monkeypatch.setattr(door, "clock", lambda: NOW)
    set_the_stage()
    with Client(staff_app()) as client:
        yield Browser(client)


def states(visitor, language):
    """The pages by name, as they are sent."""
    owner, principal = (
        replace(account, language=language) for account in (OWNER, PRINCIPAL)
    )
    waits = replace(NURSE, confirmed=False)
    transaction.commit(
        *(
            row
            for account in (owner, principal, waits)
            for row in accounts.put_account(account)
        )
    )
    visitor.become(owner)
    bad = {"name": "", "slots": "x", "breaks": "y", "ombud": "z", "last_grade": "0"}
    twice = {
        "name": "Ny",
        "email": PRINCIPAL.email,
        "position": "principal",
    }
    twice |= {"language": "nb", "active": "yes"}
    made = {
        "schools": visitor.get("/staff/schools"),
        "school": visitor.get(HERE),
        "school_classes": visitor.get(f"{HERE}/classes"),
        "school_settings": visitor.get(f"{HERE}/settings"),
        "school_problems": visitor.post(f"{HERE}/settings", bad),
        "person_problems": visitor.post("/staff/people/SCHAAA/new", twice),
        "year": visitor.get(f"{HERE}/year"),
        "school_readiness": visitor.get(f"{HERE}/readiness"),
        "import_problems": visitor.post(
            "/staff/schools/import", {"text": "klasse;elever\n6A;20"}
        ),
    }
    visitor.become(principal)
    made |= {
        "readiness": visitor.get("/staff/readiness"),
        "readiness_problems": visitor.post("/staff/readiness", {"course_on": "x"}),
        "rounds": visitor.get("/staff/rounds"),
        "round": visitor.get(f"/staff/rounds/{rounds.of_school('SCHAAA')[0].id}"),
        "round_problems": visitor.post("/staff/rounds/new", {"form_id": "grades_5_7"}),
    }
    visitor.become(waits)
    made["waits"] = visitor.get("/staff/rules")
    return {
        name: {
            "html": answer.body.decode(),
            "policy": answer.headers["Content-Security-Policy"],
        }
        for name, answer in made.items()
    }


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_by_axe_and_none_is_wider_than_a_phone(
    visitor, browser, language, scheme
):
    tab = _tab(browser, "", {"color_scheme": scheme})
    found = {}
    for name, shown in states(visitor, language).items():
        tab.shown = shown
        tab.goto("https://ansatt.example/staff")
        found[name] = faults(tab)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360, name
    tab.context.close()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_phone_shows_mode_and_person_on_duty_of_each_round(visitor, browser):
    tab = _tab(browser, "", {})
    tab.shown = states(visitor, "nb")["rounds"]
    tab.goto("https://ansatt.example/staff")
    for words in ("Anonym", NURSE.name, "Åpen"):
        box = tab.locator(f"main section >> text={words}").first.bounding_box()
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 360, words
    tab.context.close()


def test_a_field_that_is_wrong_is_drawn_as_such(visitor, browser):
    tab = _tab(browser, "", {})
    tab.shown = states(visitor, "nb")["school_problems"]
    tab.goto("https://ansatt.example/staff")
    drawn = [
        tab.locator(f"#{name}").evaluate("one => getComputedStyle(one).borderTopColor")
        for name in ("name", "slots", "breaks", "last_grade")
    ]
    assert len(set(drawn)) == 1
    assert drawn[0] == "rgb(162, 26, 48)"
    tab.context.close()
