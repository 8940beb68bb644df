from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.case_pages.case_view import SHOWN, groups, view
from chalicelib.cases.about import About
from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.cases.entry import CaseEntry, EntryKind, ReadEntry
from chalicelib.cases.see_case import CaseList, SeenCase
from chalicelib.cases.states import State
from chalicelib.cases.stuck import Stuck
from chalicelib.core.local_time import SchoolCalendar
from tests.case_pages.test_case_words import TODAY, WORDS
from tests.cases.cast import CASE
from tests.cast import NURSE, PRINCIPAL

NORA = About("Nora", "6B")
OPEN = replace(CASE, next_action=NextAction(NextKind.MEETING, TODAY))


def seen(case=OPEN, about=NORA, entries=1, people=None):
    made = [
        ReadEntry(
            CaseEntry(
                number + 1,
                "E",
                EntryKind.NOTE,
                PRINCIPAL.id,
                TODAY,
                WORDS.now,
                State.RECEIVED,
            ),
            {},
        )
        for number in range(entries)
    ]
    known = {PRINCIPAL.id: PRINCIPAL} if people is None else people
    return SeenCase(case, about, made, known, SchoolCalendar())


def steps(case):
    shown = view(seen(case), PRINCIPAL, WORDS)
    return shown.place, [
        step.label
        for step in shown.steps
        if step.style == "past" and not step.is_current
    ]


def test_the_steps_are_those_of_the_method_and_say_where_it_is():
    assert steps(OPEN) == ((1, 7), [])
    running = replace(OPEN, state=State.GROUP_RUNNING)
    assert steps(running) == (
        (4, 7),
        ["Mottatt", "Første samtale", "Gruppe tilbudt"],
    )


def test_without_a_group_its_steps_are_left_out():
    other = replace(OPEN, state=State.OTHER_MEASURE)
    assert steps(other) == ((2, 4), ["Mottatt"])
    closed = replace(
        OPEN, state=State.CLOSED, closed_from=State.OTHER_MEASURE, next_action=None
    )
    assert steps(closed) == ((3, 4), ["Mottatt", "Andre tiltak"])
    assert steps(replace(OPEN, of_class=True)) == ((1, 4), [])


@pytest.mark.parametrize(
    ("about", "people", "warns"),
    [
        (About("Nora", "6B", True), None, []),
        (About("Nora", "9B", True), None, ["case.warn.adult_measure"]),
        (About("Nora", "6B"), {}, ["case.warn.nobody"]),
        (
            About("Nora", "6B"),
            {PRINCIPAL.id: replace(PRINCIPAL, active=False)},
            ["case.warn.nobody"],
        ),
    ],
)
def test_what_the_page_warns_of(about, people, warns):
    assert view(seen(OPEN, about, 1, people), PRINCIPAL, WORDS).warns == warns


def test_the_page_has_the_latest_of_the_story():
    shown = view(seen(entries=SHOWN + 1), PRINCIPAL, WORDS)
    assert (len(shown.story), shown.has_more) == (SHOWN, True)
    assert shown.story[0].number == SHOWN + 1


def test_who_is_responsible_cannot_take_it_and_the_principal_can():
    assert not view(seen(), PRINCIPAL, WORDS).access.can_take
    hers = replace(OPEN, responsible=NURSE.id)
    people = {who.id: who for who in (PRINCIPAL, NURSE)}
    assert view(seen(hers, people=people), PRINCIPAL, WORDS).access.can_take
    assert not view(seen(hers, people=people), NURSE, WORDS).access.can_take


def test_the_list_has_mine_first_and_of_others_number_and_state_alone():
    later = NextAction(NextKind.MEETING, TODAY + timedelta(days=1))
    found = CaseList(
        [
            replace(OPEN, number=5, state=State.CLOSED),
            replace(OPEN, number=4, responsible="X"),
            replace(OPEN, number=3, next_action=later),
            replace(OPEN, number=2),
            replace(OPEN, number=1, responsible="Y"),
        ],
        frozenset({1, 2, 3, 5}),
        {PRINCIPAL.id: PRINCIPAL, "X": replace(PRINCIPAL, id="X")},
        lambda _: SchoolCalendar(),
        lambda _: None,
        {},
    )
    shown = groups(found, PRINCIPAL, WORDS)
    assert [(name, [line.number for line in lines]) for name, lines in shown] == [
        ("mine", [2, 3]),
        ("team", [1]),
        ("others", [4]),
        ("closed", [5]),
    ]
    (others,) = shown[2][1]
    assert (others.who, others.due, others.opens, others.stuck) == ("", None, False, [])
    assert shown[1][1][0].stuck == [Stuck.NOBODY]
