"""What the resource group may type in its log, and which word a mistake gets."""

from datetime import date

import pytest

from chalicelib.group_log.fields import (
    MOST_LISTED,
    EventFields,
    MeetingFields,
    content_of,
    kind_of,
    unfit,
)
from chalicelib.group_log.log_entry import LogContent, LogKind
from chalicelib.manage_schools.fields import read
from tests.group_log.cast import MEETING, TEXTS

TODAY = date(2026, 11, 24)
EVENT = {"kind": "course", "on": "20.11.2026", "present": "A3 A2", "about": "LØFT"}
EVENT |= {"learning": ""}


def wrong(**typed):
    return read(MeetingFields, MEETING | typed)[1]


@pytest.mark.parametrize(
    ("typed", "cases"),
    [
        ("", ()),
        ("3", (3,)),
        ("3, 7 og 12", (3, 7, 12)),
        ("3 7\n3", (3, 7)),
        ("sak 3, nr. 7", (3, 7)),
        ("case #4 and 5;6.", (4, 5, 6)),
        ("٣", (3,)),
    ],
)
def test_cases_are_numbers_with_whatever_people_write_between(typed, cases):
    given, _ = read(MeetingFields, MEETING | {"cases": typed})
    assert given.cases == cases


@pytest.mark.parametrize("typed", ["Ola", "3 Ola", "0", "-1", "3a", "1,5½"])
def test_what_is_no_number_of_a_case_is_asked_for_again(typed):
    assert wrong(cases=typed) == ("cases",)


@pytest.mark.parametrize(
    "typed", ["", "i går", "23.13.2026", "0026-11-23", "1999-12-31"]
)
def test_a_day_is_a_day_of_these_years(typed):
    assert wrong(on=typed) == ("on",)


@pytest.mark.parametrize(("name", "listed"), [("cases", "3 "), ("present", "A3 ")])
def test_a_list_that_no_school_has_is_not_taken_apart(name, listed):
    most = listed * (MOST_LISTED // len(listed))
    assert wrong(**{name: most}) == ()
    assert wrong(**{name: most + listed}) == (name,)


def test_somebody_was_there():
    assert wrong(present="  ") == ("present",)


@pytest.mark.parametrize("name", TEXTS)
def test_two_thousand_characters_are_taken_and_no_more(name):
    assert wrong(**{name: "å" * 2000}) == ()
    assert wrong(**{name: "å" * 2001}) == (name,)


def test_every_mistake_is_said_at_once_in_the_order_of_the_page():
    found = wrong(learning="x" * 2001, cases="Ola", present="", on="")
    assert found == ("on", "present", "cases", "learning")


@pytest.mark.parametrize("kind", ["", "meeting", "party"])
def test_an_event_is_one_of_three(kind):
    assert read(EventFields, EVENT | {"kind": kind})[1] == ("kind",)


def test_fields_left_empty_are_left_out_of_what_is_kept():
    given, _ = read(EventFields, EVENT)
    assert kind_of(given) is LogKind.COURSE
    assert content_of(given) == LogContent(("A2", "A3"), (), {"about": "LØFT"})
    given, _ = read(MeetingFields, MEETING | {"cases": "2"})
    assert kind_of(given) is LogKind.MEETING
    assert content_of(given) == LogContent(("A3",), (2,), TEXTS)


@pytest.mark.parametrize(
    ("typed", "reasons"),
    [
        ({"on": "2026-11-24"}, ()),
        ({"on": "2026-11-25"}, ("on.future",)),
        ({"present": "A3 Z9"}, ("present",)),
        ({"cases": "4"}, ()),
        ({"cases": "4, 5"}, ("cases.unknown",)),
    ],
)
def test_what_cannot_be_so_at_the_school_today(typed, reasons):
    given, _ = read(MeetingFields, MEETING | typed)
    assert unfit(given, TODAY, {"A2", "A3"}, 4) == reasons
