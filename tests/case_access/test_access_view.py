from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.case_access.access_view import access_view
from chalicelib.cases.case import Glass, Offer
from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.cases.entry import CaseEntry, EntryKind, ReadEntry
from chalicelib.cases.may_open import Right
from chalicelib.cases.states import State
from chalicelib.core.local_time import local_day
from chalicelib.web.language import texts
from tests.case_access.cast import OTHER, SOCIAL, WHY
from tests.cases.cast import CASE
from tests.cast import NOW, NURSE, PRINCIPAL, TEACHER

PEOPLE = {who.id: who for who in (PRINCIPAL, NURSE, OTHER, SOCIAL, TEACHER)}
NEXT = NextAction(NextKind.MEETING, local_day(NOW))
HERS = replace(CASE, responsible=SOCIAL.id, team=(NURSE.id,), next_action=NEXT)
OFFERED = replace(HERS, offer=Offer(NURSE.id, SOCIAL.id, NOW))
HOURS = timedelta(hours=8)
GLASS = Glass(OTHER.id, NOW, NOW + HOURS)


def shown(case=HERS, account=SOCIAL, now=NOW, entries=()):
    return access_view(case, entries, PEOPLE, account, now, texts("nb"))


def test_who_has_it_comes_first_and_who_has_no_part_in_it_is_left_out():
    lines = [(line.account_id, line.right) for line in shown().lines]
    assert lines == [
        (SOCIAL.id, Right.RESPONSIBLE),
        (PRINCIPAL.id, Right.OFFICE),
        (NURSE.id, Right.TEAM),
    ]


def test_who_opens_it_with_a_reason_stands_there_until_it_ends():
    case = replace(HERS, glasses=(GLASS,))
    last = shown(case).lines[-1]
    assert (last.account_id, last.right, last.until) == (
        OTHER.id,
        Right.GLASS,
        "i dag 17.07",
    )
    assert len(shown(case, now=NOW + HOURS).lines) == 3


@pytest.mark.parametrize(
    ("account", "receivers"),
    [(SOCIAL, {PRINCIPAL.id, NURSE.id}), (PRINCIPAL, {PRINCIPAL.id, NURSE.id})],
)
def test_who_leads_may_ask_who_can_open_it_and_is_not_responsible(account, receivers):
    assert {id_ for id_, _ in shown(account=account).receivers} == receivers


@pytest.mark.parametrize(
    ("case", "account"),
    [
        (HERS, NURSE),
        (OFFERED, SOCIAL),
        (replace(HERS, state=State.CHECKED, next_action=None), SOCIAL),
    ],
)
def test_nobody_can_be_asked(case, account):
    assert shown(case, account).receivers == []


@pytest.mark.parametrize(
    ("account", "mine", "withdraws"),
    [(SOCIAL, False, True), (PRINCIPAL, False, True), (NURSE, True, False)],
)
def test_who_is_asked_answers_and_who_leads_takes_it_back(account, mine, withdraws):
    offer = shown(OFFERED, account).offer
    assert offer
    assert (offer.mine, offer.withdraws) == (mine, withdraws)
    assert (offer.to, offer.by) == (NURSE.name, SOCIAL.name)


def test_the_principal_who_is_asked_answers_and_has_nothing_to_take_back():
    asked = replace(OFFERED, offer=Offer(PRINCIPAL.id, SOCIAL.id, NOW))
    offer = shown(asked, PRINCIPAL).offer
    assert offer
    assert (offer.mine, offer.withdraws) == (True, False)


def test_the_reason_shown_is_that_of_the_offer_that_waits():
    first, last = (
        ReadEntry(
            CaseEntry(
                number, "E", EntryKind.OFFERED, SOCIAL.id, NOW, NOW, State.RECEIVED
            ),
            {"reason": reason},
        )
        for number, reason in ((2, "Den første grunnen."), (4, WHY))
    )
    assert shown(OFFERED, entries=[first, last]).offer.reason == WHY
