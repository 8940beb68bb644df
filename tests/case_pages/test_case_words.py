from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.case_pages.case_words import CaseWords
from chalicelib.cases.about import About
from chalicelib.cases.clocks import FollowUp, NextAction, NextKind
from chalicelib.cases.entry import CaseEntry, EntryKind, ReadEntry
from chalicelib.cases.states import State
from chalicelib.core.local_time import SchoolCalendar, local_day
from chalicelib.items.level import Level
from chalicelib.plans.complaint import ComplaintWeek
from chalicelib.web.language import texts
from tests.cases.cast import CASE
from tests.cast import NOW, PRINCIPAL

WORDS = CaseWords(texts("nb"), {PRINCIPAL.id: PRINCIPAL}, NOW)
TODAY = local_day(NOW)


def read(number, kind, content=None, happened=TODAY, corrects=None):
    entry = CaseEntry(
        number, "E", kind, PRINCIPAL.id, happened, NOW, State.RECEIVED, corrects
    )
    return ReadEntry(entry, content)


@pytest.mark.parametrize(
    ("case", "about", "called"),
    [
        (CASE, About("Nora L.", "6B"), "Nora L., 6B"),
        (CASE, About("Nora L."), "Nora L."),
        (CASE, About("", "6B"), "Elev uten navn, 6B"),
        (replace(CASE, of_class=True), About("", "6B"), "Hele klassen, 6B"),
    ],
)
def test_what_a_case_is_called(case, about, called):
    assert WORDS.called(case, about) == called


@pytest.mark.parametrize(
    ("on", "when", "urgency"),
    [
        (TODAY, "i dag", "soon"),
        (TODAY + timedelta(days=1), "i morgen", ""),
        (TODAY - timedelta(days=1), "skulle vært i går", "late"),
    ],
)
def test_how_soon_what_is_next_is_due(on, when, urgency):
    case = replace(CASE, next_action=NextAction(NextKind.MEETING, on))
    due = WORDS.next_due(case, SchoolCalendar())
    assert due == ("Gruppemøte", when, urgency, "", "")
    assert WORDS.next_due(CASE, SchoolCalendar()) is None


def test_a_late_plan_is_what_is_next_and_leads_to_its_page():
    since = FollowUp(NOW - timedelta(days=14), Level.L2, TODAY, talked=TODAY)
    planned = NextAction(NextKind.MEETING, TODAY)
    case = replace(CASE, next_action=planned, follow_up=since)
    assert WORDS.next_due(case, SchoolCalendar()) == (
        *("Vedta aktivitetsplanen", "skulle vært tirsdag 17. november", "late"),
        *("plan", "Åpne aktivitetsplanen"),
    )


def test_that_no_plan_is_needed_says_who_and_when_until_there_is_one():
    entries = [read(1, EntryKind.MADE), read(2, EntryKind.NO_PLAN, {"reason": "Ny."})]
    said = "<bdi>Test A2</bdi> bestemte tirsdag 24. november at saken ikke trenger"
    assert WORDS.no_plan(entries) == f"{said} aktivitetsplan."
    assert WORDS.no_plan([*entries, read(3, EntryKind.PLAN, {})]) == ""
    assert WORDS.no_plan(entries[:1]) == ""
    line = WORDS.story(entries)[0]
    assert (line.title, line.words) == ("Aktivitetsplan trengs ikke", "Ny.")
    assert (line.link, line.big) == ("entries/2", False)


def test_what_comes_again_has_its_own_count_and_a_correction_says_of_what():
    entries = [
        read(1, EntryKind.MADE),
        read(2, EntryKind.MEETING),
        read(3, EntryKind.MEETING),
        read(4, EntryKind.CORRECTION, {"text": "Nei"}, corrects=2),
        read(5, EntryKind.MOVED, {"move": "try_other", "reason": "Bedre slik."}),
    ]
    told = WORDS.story(entries)
    assert [line.title for line in told] == [
        "Andre tiltak skal prøves",
        "Rettelse: Gruppemøte 1",
        "Gruppemøte 2",
        "Gruppemøte 1",
        "Saken ble opprettet",
    ]
    assert [line.words for line in told[:2]] == ["Bedre slik.", "Nei"]
    assert [line.big for line in told] == [False, False, True, True, True]
    assert [line.link for line in told] == [
        *("entries/5", "", "entries/3", "entries/2", ""),
    ]


def test_when_it_happened_and_when_it_was_written_are_two_days():
    assert WORDS.when(read(1, EntryKind.NOTE)) == "<bdi>Test A2</bdi> · i dag 09.07"
    before = read(1, EntryKind.NOTE, happened=date(2026, 11, 20))
    assert WORDS.when(before) == "<bdi>Test A2</bdi> · fredag, skrevet i dag 09.07"


def test_what_is_planned_is_said_with_its_day():
    planned = read(2, EntryKind.PLANNED, {"next": "meeting", "on": "2026-12-03"})
    assert WORDS.words(planned) == "Gruppemøte · torsdag 3. desember"


def test_who_has_left_has_no_name():
    assert WORDS.name("gone") != PRINCIPAL.name


@pytest.mark.parametrize(
    ("over", "said"),
    [
        (date(2026, 12, 31), "fra torsdag 31. desember (uke 53)"),
        (date(2027, 1, 3), "(uke 53)"),
        (date(2027, 1, 4), "(uke 1)"),
        (TODAY, "siden tirsdag 24. november (uke 48)"),
        (TODAY + timedelta(days=1), "fra onsdag 25. november (uke 48)"),
    ],
)
def test_the_week_of_12_6_is_told_by_its_last_day_and_number(over, said):
    assert said in WORDS.complaint(ComplaintWeek(over, True))
