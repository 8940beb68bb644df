"""A long case is read part by part before it is copied out, and what was read is what
is made."""

import json
from dataclasses import replace

import pytest

from chalicelib.case_copies import parts
from chalicelib.cases import act
from chalicelib.cases.entry import EntryKind
from chalicelib.core.local_time import local_day
from chalicelib.crypto import sealing
from chalicelib.plans.duties import Duty, DutyDone, Means
from chalicelib.plans.write_plan import decide, log_duty
from tests.case_copies.test_contents import furnish
from tests.case_copies.test_erase_case import archived, over
from tests.cases.cast import pen, stored
from tests.cast import NOW, PRINCIPAL
from tests.copy_pages.test_staff_pages import (
    ARCHIVE,
    CASE,
    PARTY,
    fetched,
    kinds,
    make,
    press,
    principal,
)
from tests.desk import calls
from tests.forms_of import form
from tests.plans.cast import WHOLE
from tests.staff_browser import stage, text

__all__ = ["calls", "over", "principal", "stage"]


@pytest.fixture
def in_parts(principal, monkeypatch):
    """Four entries, of which two stand on a page."""
    monkeypatch.setattr(parts, "ON_A_PAGE", 2)
    return principal


def read_on(browser, page, path=ARCHIVE, **typed):
    return browser.post(path, form(text(page), path, do="next", **typed))


def make_of(browser, page, path=ARCHIVE):
    return browser.post(path, form(text(page), path, do="make", read="yes"))


def test_a_page_has_its_part_and_leads_to_the_next(in_parts):
    first = text(in_parts.get(ARCHIVE))
    assert "Del 1 av 2: hendelse 1 til 2." in first
    assert "2. Første samtale" in first
    assert "4. Notat" not in first
    assert "Lag kopien" not in first
    last = text(read_on(in_parts, in_parts.get(ARCHIVE)))
    assert "Del 2 av 2: hendelse 3 til 4." in last
    assert "2. Første samtale" not in last
    assert "4. Notat" in last
    assert "Lag kopien" in last


def test_what_is_made_is_what_was_read(in_parts):
    pages = [text(page) for page in _read_through(in_parts, PARTY)]
    made = json.loads(fetched(in_parts, "json").body)
    rows = [row for block in made["blocks"] for row in block.get("rows", ())]
    plain = [said for _, said in rows if "❤" not in said]
    assert len(plain) > 10
    assert [said for said in plain if said not in pages[0] + pages[1]] == []


def _read_through(browser, path):
    first = browser.get(path)
    last = read_on(browser, first, path)
    assert make_of(browser, last, path).status_code == 303
    return first, last


def test_without_having_read_each_part_nobody_makes_it(in_parts, archive_function):
    answer = make(in_parts)
    assert answer.status_code == 409
    assert EntryKind.COPIED not in kinds()
    forged = press(in_parts, ARCHIVE, do="make", read="yes", part="2", mark="0" * 64)
    assert forged.status_code == 409
    assert archive_function.asked == []


def test_a_name_stays_out_from_part_to_part_and_in_what_is_made(in_parts):
    first = press(in_parts, PARTY, do="again", names="Nora")
    last = read_on(in_parts, first, PARTY)
    assert "Nora" not in text(last).partition("pad copied")[2]
    assert make_of(in_parts, last, PARTY).status_code == 303
    assert "Nora" not in fetched(in_parts, "json").body.decode()


def test_a_name_that_is_changed_midway_begins_from_the_first_part(in_parts):
    answer = read_on(in_parts, in_parts.get(PARTY), PARTY, names="Nora")
    assert answer.status_code == 422
    assert "Del 1 av 2" in text(answer)
    assert "Nora" not in text(answer).partition("pad copied")[2]


def test_who_wrote_between_two_parts_is_read_from_the_first(in_parts):
    first = in_parts.get(ARCHIVE)
    act.note(pen(stored(), "d" * 22), "Ringte hjem", local_day(NOW))
    answer = read_on(in_parts, first)
    assert answer.status_code == 409
    assert "Del 1 av 3" in text(answer)


def test_where_the_tick_is_missing_the_last_part_stands_as_it_was(in_parts):
    last = read_on(in_parts, in_parts.get(ARCHIVE))
    answer = in_parts.post(ARCHIVE, form(text(last), ARCHIVE, do="make"))
    assert answer.status_code == 422
    assert "Del 2 av 2" in text(answer)
    assert make_of(in_parts, answer).status_code == 303


@pytest.mark.parametrize("part", ["0", "3", "x"])
def test_a_part_that_there_is_not_is_no_page(in_parts, part):
    sent = form(text(in_parts.get(ARCHIVE)), ARCHIVE, do="next", part=part)
    answer = in_parts.post(ARCHIVE, [*sent, ("version", "4")])
    assert answer.status_code == (404 if part != "0" else 200)


@pytest.fixture
def busy(stage, visitor, archive_function):
    """Its entries say something of others: moved, corrected, evaluated, planned by what
    was investigated."""
    furnish()
    moved = stored().version
    looked = DutyDone(Duty.INVESTIGATE, "Ole og Ida lekte ikke", Means.OBSERVED)
    log_duty(pen(stored(), "6" * 22), looked, local_day(NOW))
    points = replace(WHOLE, problem_from=stored().version)
    decide(pen(stored(), "7" * 22), points, local_day(NOW))
    act.correct(pen(stored(), "8" * 22), moved, "Det var i går")
    return visitor.become(PRINCIPAL)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_in_parts_of_any_size_the_same_mark_comes_out(busy, monkeypatch, size):
    monkeypatch.setattr(parts, "ON_A_PAGE", size)
    page = busy.get(PARTY)
    while "Les videre" in text(page) or "Les vidare" in text(page):
        page = read_on(busy, page, PARTY)
    assert make_of(busy, page, PARTY).status_code == 303


def test_only_the_entries_of_the_part_and_those_with_names_are_opened(
    in_parts, monkeypatch
):
    for number in range(6):
        act.note(pen(stored(), f"{number:022d}"), "Ringte hjem", local_day(NOW))
    opened = []
    unseal = sealing.unseal

    def noted(key, sealed, bound_to):
        opened.append(bound_to)
        return unseal(key, sealed, bound_to)

    monkeypatch.setattr(sealing, "unseal", noted)
    in_parts.get(ARCHIVE)
    entries = [place for place in opened if place.startswith("case entry|")]
    assert [place.split("|")[3] for place in entries] == ["1", "2", "3"]


def test_each_page_of_copies_costs_three_queries(over, visitor, calls):
    archived()
    principal = visitor.become(PRINCIPAL)
    for path in (f"{CASE}/copies", ARCHIVE, PARTY, f"{CASE}/copy/4", f"{CASE}/erase"):
        calls.clear()
        assert principal.get(path).status_code == 200
        assert calls.count("Query") <= 3, path


@pytest.mark.parametrize("do", ["next", "make"])
def test_a_form_that_does_not_say_which_part_it_had_begins_with_the_first(in_parts, do):
    asked = form(text(in_parts.get(ARCHIVE)), ARCHIVE, do=do, read="yes")
    without = [field for field in asked if field[0] != "part"]
    answer = in_parts.post(ARCHIVE, without)
    assert answer.status_code in (200, 409)
    assert "Del 1 av 2" in text(answer)
    assert kinds().count(EntryKind.COPIED) == 0
