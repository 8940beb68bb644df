"""What a school owner is mailed of one thing that nobody at the school could be told
of."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.core.aws import client
from chalicelib.core.log_lines import LogLine
from chalicelib.delivery import take_bounces
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import Origin
from chalicelib.outbox.recipients import Recipients
from chalicelib.referrals import additions, drafts
from chalicelib.storage import transaction
from infra.rehearsal.bounces import event
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, TEACHER, set_the_stage
from tests.mailbox import to_whom
from tests.referring import refer
from tests.roles import playing
from tests.sweeping import sweep_between

MINUTE = timedelta(minutes=1)


@pytest.fixture
def stage(aws):
    """Nobody at the school is let in."""
    stage = set_the_stage()
    people = [replace(account, confirmed=False) for account in (NURSE, PRINCIPAL)]
    transaction.commit(
        *(row for person in people for row in accounts.put_account(person))
    )
    return stage


def sweeps(first, last):
    with playing("sweeper"):
        sweep_between(NOW + first * MINUTE, NOW + last * MINUTE)


def test_what_is_passed_on_by_two_ways_is_one_mail(stage):
    """The group's mail and the principal's (§ 12-5) both reach nobody."""
    stage.send(now=NOW, adult_hurt="often", leadership="no")
    sweeps(8, 14)
    assert to_whom() == [OWNER.email]
    to_owner = [
        mail
        for _, mail in outbox.all_of("SCHAAA")
        if mail.recipients is Recipients.OWNER
    ]
    assert [(list(mail.told), mail.due_at) for mail in to_owner] == [
        ([OWNER.id], None)
    ] * 2


def test_it_is_told_again_an_hour_later_where_nobody_has_opened_it(stage):
    stage.send(now=NOW, adult_hurt="often", leadership="no")
    sweeps(8, 14)
    sweeps(69, 74)
    assert to_whom() == [OWNER.email] * 2


def test_another_thing_that_comes_after_is_another_mail(stage):
    stage.send(0, now=NOW, adult_hurt="often", leadership="no")
    sweeps(8, 14)
    stage.send(1, now=NOW + 14 * MINUTE, adult_hurt="often", leadership="no")
    sweeps(22, 28)
    assert to_whom() == [OWNER.email] * 2


def test_who_has_not_been_told_of_it_is(stage):
    """A second contact of the owner, made between the two."""
    stage.send(now=NOW, adult_hurt="often", leadership="no")
    sweeps(8, 10)
    new = replace(OWNER, id="B7", email="eier7@test.example")
    transaction.commit(*accounts.put_account(new))
    sweeps(10, 14)
    assert sorted(to_whom()) == sorted([OWNER.email, new.email])


def test_what_is_added_after_they_were_told_is_told_too(stage):
    """The school's slot is at a quarter to twelve."""
    before = datetime(2026, 11, 24, 10, 40, tzinfo=UTC)
    sent_in = refer(drafts.desk(TEACHER), now=before)
    with playing("sweeper"):
        sweep_between(before, before + 5 * MINUTE)
    assert to_whom() == [OWNER.email]
    addition = drafts.new_referral_id()
    additions.add(TEACHER, sent_in, addition, "En ting til", before + 4 * MINUTE)
    with playing("sweeper"):
        sweep_between(before + 5 * MINUTE, before + 12 * MINUTE)
    assert to_whom() == [OWNER.email] * 2


def back(number, bounce_type, at):
    """The owner's first or second mail comes back."""
    trace = Origin("SCHAAA", to_owner()[number][0])
    with playing("bounces"):
        take_bounces.take(event(OWNER.email, trace, bounce_type, "MailboxFull"), at)


def to_owner():
    """The mails to the owner, the one that was sent first."""
    found = [
        stored
        for stored in outbox.all_of("SCHAAA")
        if stored[1].recipients is Recipients.OWNER
    ]
    return sorted(found, key=lambda stored: not stored[1].spares)


def other_owner():
    new = replace(OWNER, id="B7", email="eier7@test.example")
    transaction.commit(*accounts.put_account(new))
    return new


def test_who_was_spared_is_told_where_the_mail_before_does_not_arrive(stage):
    """A full mailbox, which takes the next."""
    stage.send(now=NOW, adult_hurt="often", leadership="no")
    sweeps(8, 14)
    back(0, "Transient", NOW + 40 * MINUTE)
    sweeps(41, 43)
    assert to_whom() == [OWNER.email] * 2
    assert [set(mail.told) for _, mail in to_owner()] == [set(), {OWNER.id}]


def test_where_the_address_of_who_was_spared_is_dead_somebody_else_is_told(stage):
    stage.send(now=NOW, adult_hurt="often", leadership="no")
    sweeps(8, 14)
    new = other_owner()
    back(0, "Permanent", NOW + 15 * MINUTE)
    sweeps(16, 18)
    assert to_whom() == sorted([OWNER.email, new.email])


def test_where_nobody_is_left_it_is_a_dead_letter_that_rings(stage, caplog):
    stage.send(now=NOW, adult_hurt="often", leadership="no")
    sweeps(8, 14)
    back(0, "Permanent", NOW + 15 * MINUTE)
    sweeps(16, 18)
    assert [mail.dead for _, mail in to_owner()] == [True, True]
    assert caplog.text.count(LogLine.MAIL_UNDELIVERABLE) >= 2 + 2


def test_who_was_not_spared_is_not_told_twice(stage):
    """What came later was told of by a mail of its own."""
    stage.send(0, now=NOW, adult_hurt="often", leadership="no")
    sweeps(8, 14)
    stage.send(1, now=NOW + 14 * MINUTE, adult_hurt="often", leadership="no")
    sweeps(22, 28)
    for _ in range(2):
        back(0, "Transient", NOW + 29 * MINUTE)
    sweeps(30, 32)
    assert to_whom() == [OWNER.email] * 3


def test_a_mail_that_comes_back_while_another_spares_for_its_sake_is_heard(stage):
    stage.send(now=NOW, adult_hurt="often", leadership="no")
    sweeps(8, 10)
    sent = next(id_ for id_, mail in outbox.all_of("SCHAAA") if OWNER.id in mail.told)
    trace = Origin("SCHAAA", sent)

    def come_back():
        take_bounces.take(event(OWNER.email, trace, "Transient", "X"), NOW)

    with spared_before(come_back):
        sweeps(10, 12)
    sweeps(12, 20)
    assert to_whom() == [OWNER.email] * 2


@contextmanager
def spared_before(do):
    """``do`` happens just before the transaction leaves that counts somebody as
    told."""
    events, event_ = (
        client("dynamodb").meta.events,
        "before-call.dynamodb.TransactWriteItems",
    )

    def before(params, **_):
        if b"#told" in params["body"] and b"MAIL#" in params["body"]:
            events.unregister(event_, before)
            do()

    events.register(event_, before)
    try:
        yield
    finally:
        events.unregister(event_, before)
