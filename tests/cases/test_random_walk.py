"""Random sequences of what people do with a case while days pass and people come and
go: no note and no draft is lost, no forbidden state, no open case without a next action,
no clock on a closed one, exactly one responsible person, nobody reads without right."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from chalicelib.accounts import store as accounts
from chalicelib.case_access import responsibility
from chalicelib.case_access.responsibility import accept, decline, withdraw
from chalicelib.case_access.team import add_member, take_out
from chalicelib.case_drafts.keep import keep
from chalicelib.case_forms.rules import FORM_RULES, can_write
from chalicelib.case_forms.save import save
from chalicelib.cases import act, see_case
from chalicelib.cases.clocks import NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.states import MOVES, OPEN, Move, can_go
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.handle_items import handle
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.storage import transaction
from chalicelib.web.form_body import Fields
from tests.case_access.cast import OTHER, SOCIAL
from tests.case_forms.test_save import ANSWERS
from tests.cases.cast import made, pen, stored
from tests.cases.test_act import WHY
from tests.cast import NOW, NURSE, PRINCIPAL, STRANGER, TEACHER
from tests.referring import refer

SOME_BEHIND = st.sampled_from([0, 0, 0, 1])
"""How many versions old the page is that somebody presses on."""
COLLEAGUES = {person.id: person for person in (SOCIAL, OTHER)}
A_COLLEAGUE = st.sampled_from([*COLLEAGUES])
REFUSED = (errors.Incomplete, errors.NotFound)


class Case(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        transaction.commit(*accounts.put_account(SOCIAL), *accounts.put_account(OTHER))
        self.now = NOW
        self.number = made(drafts.desk(TEACHER)).number
        self.presses = count()
        self.notes = []
        self.begun = ""
        self.written = 1

    @property
    def today(self):
        return local_day(self.now)

    def case(self):
        return stored(self.number)

    def person(self, id_):
        return accounts.get("SCHAAA", id_)

    def pen(self, behind, who=PRINCIPAL):
        case = self.case()
        attempt = f"{next(self.presses):022d}"
        seen = case.version - behind
        return pen(case, attempt, self.now, seen=seen, account=who)

    def done(self, deed, fits, behind):
        """Refused where it does not fit, or where the page is old; else written. None:
        the noun says whether it fits."""
        was = self.case()
        try:
            deed()
        except errors.ChangedMeanwhile:
            assert behind
        except REFUSED:
            assert not fits
        else:
            assert fits is not False
            assert not behind
            self.written += 1
        if self.case().version == was.version:
            assert self.case() == was
        if was.is_open and not self.case().is_open:
            self.begun = ""

    @rule(days=st.integers(1, 40))
    def time_passes(self, days):
        self.now += timedelta(days=days)

    @rule(behind=SOME_BEHIND)
    def note(self, behind):
        self.notes.append(f"Notat {len(self.notes)}")
        act.note(self.pen(behind), self.notes[-1], self.today)
        self.written += 1

    @rule(words=st.sampled_from(["Emil", "Sara"]))
    def draft(self, words):
        lying = self.lying()
        shown = lying[0].mark if lying else ""
        attempt = f"{next(self.presses):022d}"
        typed = {"attempt": [attempt], "draft": [shown], "hard": [words]}
        keep(PRINCIPAL, self.number, "forms/talk", Fields(typed), self.now)
        self.begun = words

    @rule(move=st.sampled_from(Move), behind=SOME_BEHIND)
    def move(self, move, behind):
        case = self.case()
        fits = MOVES[move].by_hand and can_go(case.state, move, False)
        self.done(lambda: act.move(self.pen(behind), move, WHY), fits, behind)

    @rule(kind=st.sampled_from(list(FORM_RULES)), behind=SOME_BEHIND, data=st.data())
    def form(self, kind, behind, data):
        rule_of = FORM_RULES[kind]
        typed = {"happened": self.today}
        if rule_of.decides:
            answer = data.draw(st.sampled_from(sorted(rule_of.then)))
            field = rule_of.model.model_fields[rule_of.decides].annotation
            typed[rule_of.decides] = field(answer)
        written = ANSWERS[kind].model_copy(update=typed)
        fits = can_write(self.case(), kind)
        self.done(lambda: save(self.pen(behind), kind, written), fits, behind)

    @rule(kind=st.sampled_from(NextKind), days=st.integers(-2, 9), behind=SOME_BEHIND)
    def plan(self, kind, days, behind):
        on = self.today + timedelta(days=days)
        is_check = kind is NextKind.CHECK
        fits = days >= 0 and self.case().is_open is not is_check
        fits = None if kind is NextKind.EVALUATION else fits
        self.done(lambda: act.plan(self.pen(behind), kind, on), fits, behind)

    @rule()
    def another_item_comes_and_may_be_taken_out_again(self):
        case, item_id = self.case(), refer(drafts.desk(TEACHER), now=self.now)
        press = Press(PRINCIPAL, ItemKind.REFERRAL, item_id, 0, self.now)
        open_item(PRINCIPAL, ItemKind.REFERRAL, item_id, self.now)
        join = partial(handle.join, press, case.origins[0], sure=True)
        self.done(join, case.is_open, 0)
        if case.is_open and self.written % 2:
            self.done(partial(handle.part, replace(press, turn=1)), True, 0)

    @rule(who=A_COLLEAGUE, added=st.booleans(), behind=SOME_BEHIND)
    def team(self, who, added, behind):
        deed = add_member if added else take_out
        self.done(lambda: deed(self.pen(behind), who, WHY), None, behind)

    @rule(who=A_COLLEAGUE, answer=st.sampled_from([accept, decline, withdraw, None]))
    def hand_over(self, who, answer):
        self.done(lambda: responsibility.offer(self.pen(0), who, WHY), None, 0)
        if answer is decline:
            deed = partial(decline, self.pen(0, self.person(who)), WHY)
        elif answer:
            by = PRINCIPAL if answer is withdraw else self.person(who)
            deed = partial(answer, self.pen(0, by))
        if answer:
            self.done(deed, None, 0)

    @rule(who=st.sampled_from([PRINCIPAL.id, *COLLEAGUES]), behind=SOME_BEHIND)
    def take(self, who, behind):
        by = self.person(who)
        self.done(lambda: responsibility.take(self.pen(behind, by)), None, behind)

    @rule(who=A_COLLEAGUE)
    def comes_or_goes(self, who):
        person = self.person(who)
        after = replace(person, active=not person.active)
        transaction.commit(*accounts.change_account(person, after))

    @rule(who=st.sampled_from([NURSE, STRANGER, TEACHER, SOCIAL, OTHER]))
    def others_open_nothing(self, who):
        case = self.case()
        reads = self.person(who.id) if who.id in COLLEAGUES else who
        if reads.active and who.id in case.open_to:
            see_case.see(reads, self.number, self.now)
            return
        with suppress(errors.NotFound):
            see_case.see(reads, self.number, self.now)
            raise AssertionError

    def lying(self):
        return see_case.see(PRINCIPAL, self.number, self.now).drafts

    @invariant()
    def an_open_case_has_a_next_action_and_a_closed_one_no_clock_but_the_check(self):
        case = self.case()
        kind = case.next_action and case.next_action.kind
        if case.is_open:
            assert kind not in (None, NextKind.CHECK)
        else:
            assert kind in (None, NextKind.CHECK)
            assert case.evaluate_on is None
            assert case.closed_from in OPEN
            assert case.closed_on

    @invariant()
    def exactly_one_is_responsible_and_has_no_other_part_in_it(self):
        case = self.case()
        assert case.responsible in {PRINCIPAL.id, *COLLEAGUES}
        assert case.responsible not in case.team
        assert len(case.team) == len(set(case.team))
        if case.offer:
            assert case.offer.to != case.responsible
            assert case.waits

    @invariant()
    def nothing_that_was_written_is_lost(self):
        seen = see_case.see(PRINCIPAL, self.number, self.now)
        numbers = [read.entry.number for read in seen.entries]
        notes = [read for read in seen.entries if read.entry.kind is EntryKind.NOTE]
        assert numbers == list(range(1, self.written + 1))
        assert self.case().version == self.written
        assert [read.text("text") for read in notes] == self.notes
        assert [draft.fields.get("hard") for draft in seen.drafts] == [
            *filter(None, [self.begun])
        ]


def test_whatever_people_do_with_a_case(desk):
    few = settings(
        max_examples=8, stateful_step_count=12, deadline=None, derandomize=True
    )
    run_state_machine_as_test(Case, settings=few)
