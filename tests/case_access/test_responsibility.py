"""A hand-over: offered, answered, taken back; and taking over at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.case_access.responsibility import (
    accept,
    decline,
    offer,
    take,
    withdraw,
)
from chalicelib.case_forms.save import save
from chalicelib.cases.case import Offer
from chalicelib.cases.entry import EntryKind
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.outbox.mail import MailKind
from chalicelib.storage import transaction
from tests.case_access.cast import (
    OTHER,
    SOCIAL,
    WHY,
    by,
    mailed,
    shared,
    told,
    written_by,
)
from tests.case_forms.test_save import ANSWERS
from tests.cases.cast import stored
from tests.cast import NOW, NURSE, PRINCIPAL, STRANGER, TEACHER

LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def case(desk):
    return shared()


def offered(to=NURSE):
    offer(by(SOCIAL), to.id, WHY)


def test_who_is_responsible_stays_so_until_the_offer_is_accepted():
    offered()
    case = stored()
    assert (case.responsible, case.team) == (SOCIAL.id, (NURSE.id,))
    assert case.offer == Offer(NURSE.id, SOCIAL.id, NOW.replace(microsecond=0))
    accept(by(NURSE))
    case = stored()
    assert (case.responsible, case.team) == (NURSE.id, (SOCIAL.id,))
    assert case.offer is None
    assert [read.entry.kind for read in told()[-2:]] == [
        EntryKind.OFFERED,
        EntryKind.ACCEPTED,
    ]
    logged = {entry.what for entry in audit.of_body("SCHAAA")}
    assert {"offered_case", "accepted_case"} <= logged


def test_a_no_has_a_reason_and_leaves_the_responsibility_where_it_was():
    offered()
    with pytest.raises(errors.Incomplete):
        decline(by(NURSE), "nei")
    decline(by(NURSE), "Jeg har for mange saker fra før av.")
    assert (stored().responsible, stored().offer) == (SOCIAL.id, None)
    assert told()[-1].text("reason") == "Jeg har for mange saker fra før av."


def test_an_offer_is_withdrawn_by_who_is_responsible_or_the_principal():
    for who in (SOCIAL, PRINCIPAL):
        offered()
        with pytest.raises(errors.NotFound):
            withdraw(by(NURSE))
        withdraw(by(who))
        assert (stored().responsible, stored().offer) == (SOCIAL.id, None)


def test_an_offer_that_was_withdrawn_cannot_be_accepted():
    offered()
    page = by(NURSE)
    withdraw(by(SOCIAL))
    with pytest.raises(errors.ChangedMeanwhile):
        accept(page)
    with pytest.raises(errors.Incomplete, match=r"offer_over"):
        accept(by(NURSE))
    assert stored().responsible == SOCIAL.id


def test_of_two_who_were_asked_one_after_the_other_the_second_alone_can_accept():
    offered()
    first = by(NURSE)
    withdraw(by(SOCIAL))
    offered(PRINCIPAL)
    for page in (first, by(NURSE)):
        with pytest.raises((errors.ChangedMeanwhile, errors.Incomplete)):
            accept(page)
    accept(by(PRINCIPAL))
    assert stored().responsible == PRINCIPAL.id


def test_the_same_offer_is_accepted_once_in_two_windows_at_the_same_moment(aws):
    offered()
    pages = [by(NURSE), by(NURSE)]

    def meanwhile(**_):
        if len(pages) == 1:
            accept(pages.pop())

    events = aws("dynamodb").meta.events
    events.register("before-call.dynamodb.TransactWriteItems", meanwhile)
    try:
        with pytest.raises(errors.ChangedMeanwhile):
            accept(pages.pop())
    finally:
        events.unregister("before-call.dynamodb.TransactWriteItems", meanwhile)
    kinds = [read.entry.kind for read in told()]
    assert kinds.count(EntryKind.ACCEPTED) == 1
    assert stored().responsible == NURSE.id


def test_the_same_press_twice_is_one_answer():
    offered()
    page = by(NURSE)
    accept(page)
    accept(page)
    assert [read.entry.kind for read in told()].count(EntryKind.ACCEPTED) == 1


def test_a_colleague_who_may_not_open_the_case_cannot_be_offered_it():
    gone = replace(OTHER, id="B3", active=False)
    transaction.commit(*accounts.put_account(gone))
    for who in (OTHER, gone, TEACHER, STRANGER, SOCIAL):
        with pytest.raises(errors.Incomplete):
            offer(by(SOCIAL), who.id, WHY)
    with pytest.raises(errors.Incomplete, match=r"reason"):
        offer(by(SOCIAL), NURSE.id, "Ferie")
    assert stored().offer is None


def test_only_who_leads_a_case_offers_it_and_one_offer_waits_at_a_time():
    with pytest.raises(errors.NotFound):
        offer(by(NURSE), PRINCIPAL.id, WHY)
    offered()
    with pytest.raises(errors.Incomplete, match=r"problem\.offer$"):
        offer(by(PRINCIPAL), PRINCIPAL.id, WHY)


def test_who_was_let_go_after_the_offer_cannot_accept_it():
    offered()
    transaction.commit(
        *accounts.change_account(NURSE, replace(NURSE, active=False)),
    )
    with pytest.raises(errors.NotFound):
        accept(by(replace(NURSE, active=False)))
    assert stored().responsible == SOCIAL.id


def test_closing_ends_an_offer_and_who_makes_the_check_can_be_asked_anew():
    offered()
    save(by(SOCIAL), EntryKind.CLOSING, ANSWERS[EntryKind.CLOSING])
    assert stored().offer is None
    offered()
    accept(by(NURSE))
    case = stored()
    assert (case.responsible, case.next_action.kind) == (NURSE.id, "check")


def test_a_hand_over_keeps_a_clock_that_is_not_late():
    was = stored().next_action
    offered()
    accept(by(NURSE))
    assert stored().next_action == was


def test_who_is_asked_is_mailed_in_a_slot_and_who_asked_hears_of_the_answer():
    offered()
    assert mailed(MailKind.CASE_OFFERED) == [NURSE.id]
    accept(by(NURSE))
    assert mailed(MailKind.CASE_ANSWERED) == [SOCIAL.id]


def test_the_principal_takes_over_at_once_and_ends_an_offer():
    offered()
    take(by(PRINCIPAL))
    case = stored()
    assert (case.responsible, case.offer) == (PRINCIPAL.id, None)
    assert set(case.team) == {NURSE.id, SOCIAL.id}


def test_a_colleague_takes_over_only_where_who_was_responsible_has_gone():
    for who in (NURSE, SOCIAL, OTHER, TEACHER):
        with pytest.raises(errors.NotFound):
            take(by(who))
    gone = replace(SOCIAL, active=False)
    transaction.commit(*accounts.change_account(SOCIAL, gone))
    with pytest.raises(errors.NotFound):
        take(by(OTHER))
    take(by(NURSE))
    assert stored().responsible == NURSE.id


def test_a_note_of_a_colleague_after_the_page_was_opened_is_seen_before_the_answer():
    offered()
    page = by(NURSE)
    written_by(SOCIAL)
    with pytest.raises(errors.ChangedMeanwhile):
        accept(page)
    accept(by(NURSE, at=LATER))
    assert told()[-1].entry.happened == local_day(LATER)
