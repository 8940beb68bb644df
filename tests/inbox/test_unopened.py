"""What the school owner hears of what nobody at a school has opened."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.accounts import store as accounts
from chalicelib.inbox.unopened import at_my_schools
from chalicelib.items.item_kind import ItemKind
from chalicelib.outbox.recipients import Recipients
from chalicelib.pupil_threads import ask_contact
from chalicelib.reading.open import open_item
from chalicelib.referrals import drafts
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from tests.cast import BEFORE, NOW, NURSE, OWNER, PRINCIPAL, TEACHER
from tests.mailbox import sent
from tests.pupil_cast import ATTEMPT, TO_NURSE, from_pupils, ticket_of
from tests.referring import refer
from tests.rows import rows_with
from tests.sweeping import MINUTE, sweep_between

DAY = timedelta(days=1)


def until(end):
    half_an_hour = timedelta(minutes=30)
    sweep_between(NOW, end + MINUTE, every=half_an_hour)


def to_owner():
    return [mail for mail in sent() if OWNER.email in mail.to]


def levels():
    return [
        (one.name, int(o.level), o.number)
        for one in at_my_schools(OWNER, NOW)
        for o in one.levels
    ]


def test_what_was_not_opened_in_time_is_counted_at_its_school_until_somebody_opens_it(
    stage,
):
    stage.send(0, contact="today")
    stage.send(1, contact="today")
    assert at_my_schools(OWNER, NOW) == []
    until(NOW + DAY)
    assert levels() == [("Testskolen", 3, 2)]
    (one,) = at_my_schools(OWNER, NOW)[0].levels
    assert list(one.told) == [Recipients.GROUP, Recipients.PRINCIPAL, Recipients.OWNER]
    assert all(one.told.values())
    for row in rows_with("answers", sk="FLAG#"):
        open_item(PRINCIPAL, ItemKind.FLAG, row["id"], NOW + DAY)
    assert at_my_schools(OWNER, NOW) == []


def test_who_is_no_owner_is_told_of_no_school(stage):
    stage.send(contact="today")
    until(NOW + DAY)
    assert at_my_schools(PRINCIPAL, NOW) == []
    assert at_my_schools(replace(OWNER, body_id="WNERBB"), NOW) == []


def test_the_owner_is_written_to_as_owner_and_told_what_to_do(stage):
    stage.send(contact="today")
    until(NOW + DAY)
    assert {mail.subject for mail in to_owner()} == {
        "Logg inn nå: noe er ikke åpnet på en av skolene dine"
    }


def test_without_a_principal_the_owner_hears_of_a_referral_at_once_and_sees_where(desk):
    transaction.commit(*accounts.put_account(replace(PRINCIPAL, active=False)))
    referral_id = refer(desk)
    sweep(NOW)
    assert len(to_owner()) == 1
    assert "rektor" not in to_owner()[0].subject + to_owner()[0].body
    assert levels() == [("Testskolen", 2, 1)]
    assert drafts.sent(TEACHER, referral_id).sent_to == (
        Recipients.GROUP,
        Recipients.OWNER,
    )


def test_a_mail_that_reached_no_principal_is_passed_on_and_seen_too(stage, fails):
    stage.send(adult_hurt="once")
    with fails("sesv2", "SendEmail", "bad_address", times=1):
        sweep(NOW)
    sweep(NOW + timedelta(minutes=1))
    assert len(to_owner()) == 1
    assert levels() == [("Testskolen", 2, 1)]
    told = at_my_schools(OWNER, NOW)[0].levels[0].told
    assert told[Recipients.PRINCIPAL] is None
    assert told[Recipients.OWNER]


def test_what_only_the_nurse_may_read_is_counted_too(stage):
    ask_contact.ask(ticket_of(stage, ATTEMPT).text, TO_NURSE, None, BEFORE)
    until(NOW + DAY * 4)
    assert levels() == [("Testskolen", 2, 1)]
    (item,) = from_pupils(NURSE)
    open_item(NURSE, item.kind, item.id, NOW + DAY * 4)
    assert at_my_schools(OWNER, NOW) == []


def test_it_costs_one_query_in_all_where_nothing_was_passed_on(stage, calls):
    stage.send(hurt="few")
    calls.clear()
    at_my_schools(OWNER, NOW)
    assert calls == ["Query"]
