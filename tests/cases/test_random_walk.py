"""Random sequences of what people do with a case: no note is lost, no forbidden state,
no open case without a next action, no clock on a closed one, nobody reads without
right."""

from contextlib import suppress
from datetime import timedelta
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from chalicelib.case_forms.rules import FORM_RULES, can_write
from chalicelib.case_forms.save import save
from chalicelib.cases import act, see_case
from chalicelib.cases.clocks import NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.states import MOVES, Move, can_go
from chalicelib.core import errors
from chalicelib.referrals import drafts
from tests.case_forms.test_save import ANSWERS
from tests.cases.cast import made, pen, stored
from tests.cases.test_act import TODAY, WHY
from tests.cast import NOW, NURSE, PRINCIPAL, STRANGER, TEACHER

SOME_BEHIND = st.sampled_from([0, 0, 0, 1])
"""How many versions old the page is that somebody presses on."""


class Case(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.number = made(drafts.desk(TEACHER)).number
        self.presses = count()
        self.notes = []
        self.written = 1

    def case(self):
        return stored(self.number)

    def pen(self, behind):
        case = self.case()
        attempt = f"{next(self.presses):022d}"
        return pen(case, attempt, seen=case.version - behind)

    def done(self, deed, fits, behind):
        """Refused where it does not fit, or where the page is old; else written."""
        was = self.case()
        try:
            deed()
        except errors.ChangedMeanwhile:
            assert behind
        except errors.Incomplete:
            assert not fits
        else:
            assert fits
            assert not behind
            self.written += 1
        if self.case().version == was.version:
            assert self.case() == was

    @rule(behind=SOME_BEHIND)
    def note(self, behind):
        self.notes.append(f"Notat {len(self.notes)}")
        act.note(self.pen(behind), self.notes[-1], TODAY)
        self.written += 1

    @rule(move=st.sampled_from(Move), behind=SOME_BEHIND)
    def move(self, move, behind):
        case = self.case()
        fits = MOVES[move].by_hand and can_go(case.state, move, False)
        self.done(lambda: act.move(self.pen(behind), move, WHY), fits, behind)

    @rule(kind=st.sampled_from(list(FORM_RULES)), behind=SOME_BEHIND)
    def form(self, kind, behind):
        fits = can_write(self.case(), kind)
        self.done(lambda: save(self.pen(behind), kind, ANSWERS[kind]), fits, behind)

    @rule(kind=st.sampled_from(NextKind), days=st.integers(-2, 9), behind=SOME_BEHIND)
    def plan(self, kind, days, behind):
        is_check = kind is NextKind.CHECK
        fits = days >= 0 and self.case().is_open is not is_check
        on = TODAY + timedelta(days=days)
        self.done(lambda: act.plan(self.pen(behind), kind, on), fits, behind)

    @rule(who=st.sampled_from([NURSE, STRANGER, TEACHER]))
    def others_open_nothing(self, who):
        with suppress(errors.NotFound):
            see_case.see(who, self.number, NOW)
            raise AssertionError

    @invariant()
    def an_open_case_has_a_next_action_and_a_closed_one_no_clock_but_the_check(self):
        case = self.case()
        kind = case.next_action and case.next_action.kind
        assert case.responsible == PRINCIPAL.id
        if case.is_open:
            assert kind not in (None, NextKind.CHECK)
        else:
            assert kind in (None, NextKind.CHECK)

    @invariant()
    def nothing_that_was_written_is_lost(self):
        seen = see_case.see(PRINCIPAL, self.number, NOW)
        numbers = [read.entry.number for read in seen.entries]
        notes = [read for read in seen.entries if read.entry.kind is EntryKind.NOTE]
        assert numbers == list(range(1, self.written + 1))
        assert self.case().version == self.written
        assert [read.text("text") for read in notes] == self.notes


def test_whatever_people_do_with_a_case(desk):
    few = settings(
        max_examples=8, stateful_step_count=10, deadline=None, derandomize=True
    )
    run_state_machine_as_test(Case, settings=few)
