"""Colleagues are added to a case and taken out again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.case_access.break_glass import break_glass
from chalicelib.case_access.responsibility import offer
from chalicelib.case_access.team import add_member, take_out
from chalicelib.cases import see_case
from chalicelib.cases.entry import EntryKind
from chalicelib.core import errors
from chalicelib.outbox.mail import MailKind
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests.case_access.cast import OTHER, SOCIAL, WHY, by, mailed, shared, told
from tests.cases.cast import stored
from tests.cast import NOW, NURSE, PRINCIPAL, SCHOOL, STRANGER, TEACHER
from tests.mailbox import sent

HERS = "Helsesykepleieren skal snakke med eleven."


@pytest.fixture(autouse=True)
def case(desk):
    return shared()


def opens(account):
    try:
        return bool(see_case.see(account, 1, NOW))
    except errors.NotFound:
        return False


def test_who_is_added_is_told_at_the_next_slot_and_of_nothing_but_that():
    add_member(by(SOCIAL), OTHER.id, HERS)
    assert mailed(MailKind.CASE_ADDED) == [OTHER.id]
    sweep(NOW + timedelta(days=1))
    subject = texts("nb")("mail.case_added.subject")
    (mail,) = [mail for mail in sent() if mail.subject == subject]
    assert mail.to == (OTHER.email,)
    for word in (HERS, "Test Elev", "6A", SOCIAL.name, SCHOOL.name):
        assert word not in mail.body, word
    take_out(by(SOCIAL), OTHER.id, HERS)
    assert mailed(MailKind.CASE_ADDED) == [OTHER.id]


def test_who_is_not_added_is_told_nothing():
    with pytest.raises(errors.Incomplete):
        add_member(by(SOCIAL), OTHER.id, "Trengs")
    assert mailed(MailKind.CASE_ADDED) == []


@pytest.mark.parametrize("who", [SOCIAL, PRINCIPAL])
def test_who_is_added_can_open_it_until_they_are_taken_out(who):
    assert not opens(OTHER)
    add_member(by(who), OTHER.id, HERS)
    assert opens(OTHER)
    take_out(by(who), OTHER.id, "Samtalen er holdt, og hun trengs ikke mer.")
    assert not opens(OTHER)
    added, taken_out = told()[-2:]
    assert (added.entry.kind, added.text("who"), added.text("reason")) == (
        EntryKind.ADDED,
        OTHER.id,
        HERS,
    )
    assert (taken_out.entry.kind, taken_out.text("who")) == (
        EntryKind.TAKEN_OUT,
        OTHER.id,
    )


def test_adding_and_taking_out_want_a_reason():
    with pytest.raises(errors.Incomplete, match=r"reason"):
        add_member(by(SOCIAL), OTHER.id, "Trengs")
    with pytest.raises(errors.Incomplete, match=r"reason"):
        take_out(by(SOCIAL), NURSE.id, "Ferdig")
    assert stored().team == (NURSE.id,)


def test_one_of_the_team_adds_nobody_and_takes_out_nobody_but_themselves():
    add_member(by(SOCIAL), OTHER.id, HERS)
    with pytest.raises(errors.NotFound):
        add_member(by(NURSE), OTHER.id, HERS)
    with pytest.raises(errors.NotFound):
        take_out(by(NURSE), OTHER.id, HERS)
    take_out(by(NURSE), NURSE.id, "Jeg trenger ikke å lese mer i saken.")
    assert stored().team == (OTHER.id,)
    assert not opens(NURSE)


def test_who_cannot_work_with_cases_here_is_not_added():
    waiting = replace(OTHER, id="B3", confirmed=False)
    transaction.commit(*accounts.put_account(waiting))
    for who in (TEACHER, STRANGER, waiting, NURSE, SOCIAL, PRINCIPAL):
        with pytest.raises(errors.Incomplete):
            add_member(by(SOCIAL), who.id, HERS)


def test_who_is_responsible_is_not_taken_out():
    with pytest.raises(errors.Incomplete):
        take_out(by(PRINCIPAL), SOCIAL.id, HERS)


def test_who_is_taken_out_keeps_no_offer_and_no_hours_from_before():
    break_glass(by(OTHER), "Eleven kom til meg og gråt i dag.")
    add_member(by(SOCIAL), OTHER.id, HERS)
    offer(by(SOCIAL), OTHER.id, WHY)
    take_out(by(SOCIAL), OTHER.id, HERS)
    assert (stored().offer, stored().glasses) == (None, ())
    assert not opens(OTHER)
