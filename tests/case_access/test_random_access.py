"""Random offers, answers, colleagues added and taken out, openings with a reason, people
who leave and come back, and hours that pass: nobody reads without a right that the
story tells of, one person is responsible always, no offer is answered twice."""

from contextlib import suppress
from dataclasses import replace
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

from chalicelib.accounts import store as accounts
from chalicelib.case_access.break_glass import MOST, WITHIN, break_glass
from chalicelib.case_access.leave import leave
from chalicelib.case_access.responsibility import (
    accept,
    decline,
    offer,
    take,
    withdraw,
)
from chalicelib.case_access.team import add_member, take_out
from chalicelib.cases import see_case
from chalicelib.cases import store as cases
from chalicelib.cases.entry import EntryKind
from chalicelib.core import errors
from chalicelib.referrals import drafts
from chalicelib.storage import key_pairs, transaction
from tests.case_access.cast import OTHER, SOCIAL, WHY
from tests.cases.cast import made, pen, stored
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, TEACHER

THIRD = replace(OTHER, id="B3", email="tredje@test.example")
PEOPLE = (PRINCIPAL, NURSE, SOCIAL, OTHER, THIRD)
WHO = st.sampled_from([person.id for person in PEOPLE])
SOME_BEHIND = st.sampled_from([0, 0, 0, 1])
HOURS = timedelta(hours=8)
"""As the page that asks for the reason says."""
_examples = count()


class Access(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.now = NOW + timedelta(days=30 * next(_examples))
        self.people = {person.id: person for person in PEOPLE}
        for person in PEOPLE:
            transaction.commit(*accounts.put_account(person))
        self.number = made(drafts.desk(TEACHER)).number
        self.presses = count()
        for colleague in (NURSE, SOCIAL):
            self.add(colleague.id, 0)

    def case(self):
        return stored(self.number)

    def press(self, who, deed, behind=0):
        """What does not fit is refused, and then nothing was done."""
        was = self.case()
        attempt, account = f"{next(self.presses):022d}", self.people[who]
        page = pen(was, attempt, self.now, account=account, seen=was.version - behind)
        try:
            deed(page)
        except (errors.NotFound, errors.Incomplete, errors.ChangedMeanwhile):
            assert self.case() == was
        again = self.case()
        with suppress(errors.NotFound, errors.Incomplete, errors.ChangedMeanwhile):
            deed(page)
        assert self.case() == again

    @rule(who=WHO, to=WHO, behind=SOME_BEHIND)
    def offer(self, who, to, behind):
        self.press(who, lambda page: offer(page, to, WHY), behind)

    @rule(to=WHO)
    def offer_of_the_responsible(self, to):
        self.offer(self.case().responsible, to, 0)

    @rule(who=WHO, behind=SOME_BEHIND)
    def accept(self, who, behind):
        self.press(who, accept, behind)

    @rule()
    def accept_of_the_asked(self):
        if waiting := self.case().offer:
            self.press(waiting.to, accept)

    @rule(who=WHO)
    def decline(self, who):
        self.press(who, lambda page: decline(page, WHY))

    @rule(who=WHO)
    def withdraw(self, who):
        self.press(who, withdraw)

    @rule(who=WHO)
    def take(self, who):
        self.press(who, take)

    @rule(whom=WHO, behind=SOME_BEHIND)
    def add(self, whom, behind):
        leads = self.case().responsible
        self.press(leads, lambda page: add_member(page, whom, WHY), behind)

    @rule(who=WHO, whom=WHO)
    def take_out(self, who, whom):
        self.press(who, lambda page: take_out(page, whom, WHY))

    @rule(who=WHO)
    def break_glass(self, who):
        self.press(who, lambda page: break_glass(page, WHY))

    @rule(who=WHO)
    def leave_or_come_back(self, who):
        before = self.people[who]
        after = replace(before, active=not before.active, version=before.version + 1)
        transaction.commit(*accounts.change_account(before, after))
        self.people[who] = after
        leave(before, after, OWNER.id, self.now)

    @rule(asked=st.booleans())
    def the_asked_or_who_asked_leaves(self, asked):
        if waiting := self.case().offer:
            self.leave_or_come_back(waiting.to if asked else waiting.by)

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @invariant()
    def who_reads_it_is_who_the_story_gives_a_right(self):
        told = Told(self.case())
        for id_, person in self.people.items():
            assert self.opens(person) is (person.active and told.has(id_, self.now))

    @invariant()
    def the_header_is_what_the_story_tells(self):
        case, told = self.case(), Told(self.case())
        assert (case.responsible, set(case.team)) == (told.responsible, told.team)
        assert (case.offer and (case.offer.to, case.offer.by)) == told.asked

    @invariant()
    def one_person_is_responsible_and_is_here_if_anybody_is(self):
        case = self.case()
        assert case.responsible not in case.team
        here = [person for person in self.people.values() if person.active]
        assert self.people[case.responsible].active or not here

    @invariant()
    def nobody_has_opened_more_cases_than_one_may(self):
        told = Told(self.case())
        for id_ in self.people:
            lately = [at for at in told.opened.get(id_, []) if at > self.now - WITHIN]
            assert len(lately) <= MOST

    def opens(self, person):
        try:
            return bool(see_case.see(person, self.number, self.now))
        except errors.NotFound:
            return False


class Told:
    """Who has the case, by its entries alone. An answer without an offer that waits
    ends the test."""

    def __init__(self, case):
        self.responsible, self.team, self.asked = PRINCIPAL.id, set(), None
        self.opened, self.runs_from = {}, {}
        key = key_pairs.private(case.body_id)
        for row in cases.entries_in(cases.rows(case)):
            read = cases.read(key, case, row)
            self.tell(read.entry, read.text("who"), read.text("heir"))

    def tell(self, entry, who, heir):
        kind = entry.kind
        if kind is EntryKind.OFFERED:
            assert self.asked is None
            self.asked = (who, entry.by)
        elif kind in (EntryKind.ACCEPTED, EntryKind.DECLINED, EntryKind.WITHDRAWN):
            assert self.asked
            assert kind is EntryKind.WITHDRAWN or self.asked[0] == entry.by
            self.asked = None
        elif kind is EntryKind.ADDED:
            self.gone(who)
            self.team.add(who)
        elif kind in (EntryKind.TAKEN_OUT, EntryKind.ACCESS):
            self.gone(who)
        elif kind is EntryKind.GLASS:
            self.opened.setdefault(entry.by, []).append(entry.recorded)
            self.runs_from[entry.by] = entry.recorded
        if kind in (EntryKind.ACCEPTED, EntryKind.TAKEN):
            self.team.add(self.responsible)
            self.given(entry.by)
        if heir:
            self.given(heir)

    def given(self, who):
        self.gone(who)
        self.responsible, self.asked = who, None

    def gone(self, who):
        self.team.discard(who)
        self.runs_from.pop(who, None)
        if self.asked and who in self.asked:
            self.asked = None

    def has(self, who, now):
        since = self.runs_from.get(who)
        named = who in (self.responsible, PRINCIPAL.id, *self.team)
        return named or bool(since and since <= now < since + HOURS)


def test_whatever_people_do_with_who_has_a_case(desk):
    few = settings(
        max_examples=12, stateful_step_count=20, deadline=None, derandomize=True
    )
    run_state_machine_as_test(Access, settings=few)
