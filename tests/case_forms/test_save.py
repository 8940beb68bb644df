from datetime import date, timedelta

import pytest

from chalicelib.case_forms.forms import (
    CaseClosing,
    FirstTalk,
    GroupMeeting,
    Helped,
    LaterCheck,
    Outcome,
    PupilReview,
    ReviewDecision,
    Wants,
)
from chalicelib.case_forms.save import save
from chalicelib.case_forms.supporters import Supporters
from chalicelib.cases import see_case
from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.states import State
from chalicelib.core import errors
from chalicelib.referrals.referral import YesNo
from tests.cases.cast import made, pen, stored
from tests.cases.test_act import kinds
from tests.cast import NOW, PRINCIPAL
from tests.rows import rows_with

DAY = date(2026, 11, 24)
ANSWERS = {
    EntryKind.TALK: FirstTalk(
        happened=DAY, adult="Kari", wants_group=Wants.YES, scale=3
    ),
    EntryKind.SUPPORTERS: Supporters(happened=DAY),
    EntryKind.MEETING: GroupMeeting(happened=DAY, leader="Kari", proposals={1: "Hei"}),
    EntryKind.REVIEW: PupilReview(
        happened=DAY, scale=4, helped=Helped.YES, decision=ReviewDecision.CONTINUE
    ),
    EntryKind.CLOSING: CaseClosing(
        happened=DAY, outcome=Outcome.REACHED, guardian=YesNo.YES
    ),
    EntryKind.CHECK: LaterCheck(happened=DAY, holds=YesNo.YES),
}


def walk(*steps):
    for number, kind in enumerate(steps):
        attempt = chr(ord("b") + number) * 22
        save(pen(stored(), attempt), kind, ANSWERS[kind])


def test_the_forms_take_a_case_from_the_first_talk_to_the_check(desk):
    made(desk)
    reached = []
    for kind, form in ANSWERS.items():
        save(pen(stored()), kind, form)
        planned = stored().next_action
        reached.append((stored().state, planned and planned.kind))
    assert reached == [
        (State.GROUP_OFFERED, NextKind.SUPPORTERS),
        (State.GROUP_OFFERED, NextKind.MEETING),
        (State.GROUP_RUNNING, NextKind.REVIEW),
        (State.FOLLOW_UP, NextKind.MEETING),
        (State.CLOSED, NextKind.CHECK),
        (State.CHECKED, None),
    ]
    assert kinds() == [EntryKind.MADE, *ANSWERS]


def test_no_name_that_was_written_stands_in_clear(desk):
    made(desk)
    talk = ANSWERS[EntryKind.TALK].model_copy(update={"hard": "Emil i 6B"})
    save(pen(stored()), EntryKind.TALK, talk)
    rows = str(rows_with("casework", pk="CASE"))
    assert "Emil" not in rows
    (_, read) = see_case.see(PRINCIPAL, 1, NOW).entries
    assert read.text("hard") == "Emil i 6B"


def test_what_a_person_plans_goes_before_what_is_proposed(desk):
    made(desk)
    planned = {"next_kind": NextKind.REVIEW, "next_on": date(2026, 12, 2)}
    talk = ANSWERS[EntryKind.TALK].model_copy(update=planned)
    save(pen(stored()), EntryKind.TALK, talk)
    assert stored().next_action == NextAction(NextKind.REVIEW, date(2026, 12, 2))


def test_the_same_talk_saved_twice_is_one_and_other_words_are_told(desk):
    case = made(desk)
    for _ in range(2):
        save(pen(case), EntryKind.TALK, ANSWERS[EntryKind.TALK])
    other = ANSWERS[EntryKind.TALK].model_copy(update={"hard": "Emil"})
    with pytest.raises(errors.ChangedMeanwhile):
        save(pen(case), EntryKind.TALK, other)
    assert kinds() == [EntryKind.MADE, EntryKind.TALK]


def test_a_form_that_does_not_fit_where_the_case_is_is_refused(desk):
    made(desk)
    with pytest.raises(errors.Incomplete):
        save(pen(stored()), EntryKind.MEETING, ANSWERS[EntryKind.MEETING])
    with pytest.raises(errors.Incomplete):
        save(pen(stored()), EntryKind.CHECK, ANSWERS[EntryKind.CHECK])


def test_a_check_that_does_not_hold_opens_the_case_where_it_was(desk):
    made(desk)
    walk(EntryKind.TALK, EntryKind.CLOSING)
    again = ANSWERS[EntryKind.CHECK].model_copy(update={"holds": YesNo.NO})
    save(pen(stored()), EntryKind.CHECK, again)
    assert (stored().state, stored().closed_on) == (State.GROUP_OFFERED, None)
    assert stored().next_action == NextAction(NextKind.MEASURE, DAY + timedelta(days=2))
