"""The units on the page on costs are those of rows that are really stored, for one
class of 25."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from chalice.test import Client

from chalicelib.answer_form.submit import open_form, submit
from chalicelib.forms.form import EMPTY
from chalicelib.manage_rounds.open import make_codes
from chalicelib.rounds import store as rounds
from chalicelib.staff_door import door
from chalicelib.upkeep.schedule import sweep
from tests.cast import LAST_SLOT, NOW, NURSE, SLOT, Stage, set_the_stage
from tests.conftest import ROOT
from tests.rows import rows_with
from tests.staff_browser import Browser, hidden, staff_app
from tests.units import Units, counted

PAGE = ROOT / "docs" / "cost.md"
WRITE, READ = 0.625e-6, 0.125e-6
"""USD a unit, as on the page."""
CLASSES = 40
"""Of 25, for 1,000 answers."""
WELL = {"thriving": "good", "hurt": "never"}
NOT_WELL = (
    {"hurt": "few", "company": "seldom"},
    {"hurt": "few", "more": "De tar ballen min."},
    {"contact": "this_week"},
    {"contact": "this_week"},
    {"contact": "today"},
)


MOMENTS = (NOW + timedelta(minutes=16), SLOT, LAST_SLOT)


def sent(codes: list[str], answers: list[dict[str, str]]) -> Units:
    forms = [open_form(code, NOW) for code in codes]
    with counted() as units:
        for code, form, answer in zip(codes, forms, answers, strict=True):
            fields = {item: [option] for item, option in answer.items()}
            submit(code, form.place, form.attempt, "nb", fields, NOW, (EMPTY,))
    return units


def told_and_followed_up(
    browser: Browser, at: pytest.MonkeyPatch
) -> tuple[Units, Units]:
    """At each moment the school is told, the nurse does all that is listed: no clock
    runs on."""
    told, followed, done = Units(), Units(), set()
    for moment in MOMENTS:
        at.setattr(door, "clock", lambda now=moment: now)
        with counted() as units:
            sweep(moment)
        told.add(units)
        browser.become(NURSE, moment)
        for flag in rows_with("answers", sk="FLAG#"):
            path = f"/staff/inbox/flag/{flag['id']}"
            if path not in done and browser.get(path).status_code == 200:
                followed.add(follow_up(browser, path))
                done.add(path)
    assert len(done) == len(NOT_WELL)
    return told, followed


def follow_up(browser: Browser, path: str) -> Units:
    """The inbox, the flag's page, opened, its page, closed, the inbox."""
    with counted() as units:
        browser.get("/staff/inbox")
        browser.get(path)
        assert browser.post(f"{path}/open").status_code == 303
        closing = dict(hidden(browser.get(path))) | {
            "why": "talked",
            "note": "Snakket med klassen",
        }
        assert browser.post(f"{path}/close", closing).status_code == 303
        browser.get("/staff/inbox")
    return units


def measured(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, Units]]:
    round_ = rounds.get(stage.round.id)
    assert round_
    with counted() as made:
        codes = make_codes(round_, "6A", 25)
    yield "25 cards are made", made
    with counted() as opened:
        for code in codes:
            open_form(code, NOW)
    yield "25 forms are opened", opened
    yield "20 answers that raise nothing", sent(codes[:20], [WELL] * 20)
    yield "5 answers that raise a flag each", sent(codes[20:], list(NOT_WELL))
    with Client(staff_app()) as client:
        told, followed = told_and_followed_up(Browser(client), monkeypatch)
    yield "5 flags are told of, at three moments of a day", told
    yield "5 flags are looked at, opened and closed", followed


def test_the_units_on_the_page_are_those_of_the_stored_rows(aws, monkeypatch):
    stage = set_the_stage(codes=1)
    rows = [
        f"| {what} | {units.written} | {units.read} | {dollars(units):.4f} |"
        for what, units in measured(stage, monkeypatch)
    ]
    text = PAGE.read_text()
    assert all(row in text for row in rows), "\n".join(
        ["docs/cost.md should say:", *rows]
    )


def dollars(units: Units) -> float:
    return CLASSES * (units.written * WRITE + units.read * READ)
