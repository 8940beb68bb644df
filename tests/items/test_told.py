"""Who has been told, and when: exact where it tells no pupil's time, and one mail for
one thing."""

from datetime import timedelta

import pytest

from chalicelib.items.item_kind import ItemKind
from chalicelib.outbox.recipients import Recipients
from chalicelib.reading.see_item import see
from chalicelib.referrals import drafts
from chalicelib.upkeep.schedule import sweep
from tests.cast import NOW, NURSE, PRINCIPAL, TEACHER, set_the_stage
from tests.mailbox import sent, to_whom
from tests.referring import refer
from tests.rows import rows_with

LATER = NOW + timedelta(seconds=40)


def times(told):
    return {at for one in told for at in one.told.values()}


def test_of_a_referral_the_second_is_kept(desk):
    referral_id = refer(desk, urgency=["today"])
    sweep(LATER)
    assert times(see(PRINCIPAL, ItemKind.REFERRAL, referral_id, LATER).told) == {LATER}
    escalated = NOW + timedelta(minutes=62)
    sweep(LATER + timedelta(minutes=1))
    sweep(escalated)
    sweep(escalated)
    assert escalated in times(
        see(PRINCIPAL, ItemKind.REFERRAL, referral_id, escalated).told
    )


def test_of_a_flag_only_the_quarter_is(aws):
    set_the_stage().send(contact="today")
    sweep(LATER)
    (flag,) = rows_with("answers", sk="FLAG#")
    told = times(see(PRINCIPAL, ItemKind.FLAG, flag["id"], LATER).told)
    assert told == {NOW.replace(minute=0, second=0)}


def test_the_principal_gets_one_mail_of_what_is_urgent_and_the_group_the_same_number(
    desk,
):
    refer(desk, urgency=["danger_now"])
    sweep(NOW)
    assert to_whom() == [NURSE.email, PRINCIPAL.email]
    assert len({mail.number for mail in sent()}) == 1


def test_so_it_is_with_a_flag_the_principal_must_hear_of(aws):
    set_the_stage().send(adult_hurt="often")
    sweep(NOW)
    assert to_whom() == [NURSE.email, PRINCIPAL.email]
    assert len({mail.number for mail in sent()}) == 1


@pytest.mark.parametrize(
    ("urgency", "danger"), [("danger_now", True), ("today", False)]
)
def test_the_receipt_knows_who_was_written_to_and_of_danger(desk, urgency, danger):
    trace = drafts.sent(TEACHER, refer(desk, urgency=[urgency]))
    assert trace.sent_to == (Recipients.GROUP, Recipients.PRINCIPAL)
    assert trace.danger is danger
