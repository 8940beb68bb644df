"""Mail as it is made: whom it is for, from when, and one row for what one mail can say
together."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.core.settings import settings
from chalicelib.outbox import outgoing
from chalicelib.outbox.mail import MailKind, OutgoingMail, is_mark
from chalicelib.outbox.recipients import Recipients
from tests.cast import NOW

pytestmark = pytest.mark.usefixtures("environment")
QUARTER = NOW.replace(minute=0, second=0)
"""NOW is seven minutes into it."""
GROUP, PRINCIPAL, OWNER, NURSE = (
    Recipients.GROUP, Recipients.PRINCIPAL, Recipients.OWNER, Recipients.NURSE,
)  # fmt: skip
SAME_TO_OWNERS = {
    "flags_expiring",
    "not_counted",
    "access_changed",
    "round_held",
    "erasure_asked",
    "duty_changed",
    "your_turn",
    "cases_stuck",
    "cases_at_school",
    "case_opened",
}
OF_CASES = {"cases_due", "cases_overdue"}
GIVEN = {"handed_over", "handed_over_urgent", "talk_asked"}


def changed(seconds=0, recipients=OWNER):
    return outgoing.access_changed(
        "S", "W", recipients, QUARTER + timedelta(seconds=seconds)
    )


def test_changes_of_one_quarter_are_one_mail_at_its_end():
    first, last, next_ = changed(0), changed(899), changed(900)
    assert first.id == last.id != next_.id
    assert first.due_at == last.due_at == QUARTER + timedelta(minutes=15)
    assert next_.due_at == QUARTER + timedelta(minutes=30)
    assert changed(recipients=PRINCIPAL).id != first.id


def test_in_the_demo_it_is_due_at_once(monkeypatch):
    monkeypatch.setenv("SLOTS_AT_ONCE", "1")
    settings.cache_clear()
    assert changed(899).due_at == QUARTER


def test_a_round_that_is_held_is_told_of_once_to_each_circle_and_now():
    first = outgoing.held("R", "S", "W", OWNER, NOW)
    later = outgoing.held("R", "S", "W", OWNER, NOW + timedelta(days=1))
    assert (first.due_at, first.kind) == (QUARTER, MailKind.HELD)
    assert first.id == later.id
    ids = {
        outgoing.held(*about, NOW).id
        for about in (("R", "S", "W", PRINCIPAL), ("Q", "S", "W", OWNER))
    }
    assert len(ids | {first.id}) == 3


def test_who_is_on_duty_is_told_now_and_the_principal_hears_where_they_cannot():
    mail = outgoing.duty("S", "W", "A3", NOW)
    assert (mail.recipients, mail.receiver) == (Recipients.RECEIVER, ("S", "A3"))
    assert (mail.due_at, mail.exact, mail.readers) == (NOW, True, PRINCIPAL)
    assert mail.id != outgoing.duty("S", "W", "A4", NOW).id


def test_a_new_person_alone_is_invited_now_and_nobody_in_their_place():
    mail = outgoing.invited("S", "W", "A3", NOW)
    assert (mail.recipients, mail.receiver) == (Recipients.RECEIVER, ("S", "A3"))
    assert (mail.due_at, mail.exact, mail.readers) == (NOW, True, None)
    assert mail.id == outgoing.invited_id("A3") != outgoing.invited_id("A4")


def mail(kind=MailKind.WAITING, recipients=GROUP, **other):
    told = {
        "told": {"A2": NOW},
        "unreached": {"A2": NOW},
        "attempts": 3,
        "receiver": ("S", "A2"),
    }
    more = {"spares_principal": True, "readers": PRINCIPAL, **told, **other}
    return OutgoingMail("m", "S", "W", kind, recipients, NOW, "234567", **more)


@pytest.mark.parametrize("kind", MailKind)
def test_to_the_next_at_the_school_it_says_the_same_but_for_what_was_given_to_one(kind):
    expected = MailKind.UNOPENED if kind in GIVEN else kind
    if kind in OF_CASES:
        expected = MailKind.CASES_OVERDUE
    assert outgoing.instead(mail(kind), PRINCIPAL, NOW).kind is expected


@pytest.mark.parametrize("kind", MailKind)
def test_an_owner_who_reads_nothing_of_a_school_is_told_to_see_to_it(kind):
    says_the_same = kind if kind in SAME_TO_OWNERS else MailKind.PASSED_ON
    expected = MailKind.UNOPENED if kind in GIVEN else says_the_same
    if kind in OF_CASES:
        expected = MailKind.CASES_AT_SCHOOL
    assert outgoing.instead(mail(kind), OWNER, NOW).kind is expected


@pytest.mark.parametrize(
    ("next_", "kind"),
    [(PRINCIPAL, MailKind.NURSE_UNOPENED), (OWNER, MailKind.PASSED_ON)],
)
def test_what_is_for_the_nurse_alone_is_brought_to_her(next_, kind):
    assert outgoing.instead(mail(recipients=NURSE), next_, NOW).kind is kind


def test_it_begins_anew_and_nothing_of_the_first_circle_goes_along():
    passed = outgoing.instead(mail(), PRINCIPAL, NOW)
    assert (passed.id, passed.recipients, passed.attempts) == (
        "m-principal",
        PRINCIPAL,
        0,
    )
    assert (passed.told, passed.unreached) == ({}, {})
    assert (passed.spares_principal, passed.receiver, passed.readers) == (
        False,
        None,
        None,
    )
    assert passed.number != "234567"


@pytest.mark.parametrize(("exact", "due_at"), [(True, NOW), (False, QUARTER)])
def test_only_what_tells_no_pupils_time_is_due_to_the_second(exact, due_at):
    assert outgoing.instead(mail(exact=exact), PRINCIPAL, NOW).due_at == due_at


def test_every_number_is_a_mark_and_no_two_are_one():
    numbers = {outgoing.new_number() for _ in range(50)}
    assert len(numbers) == 50
    assert all(map(is_mark, numbers))


def test_of_a_case_of_the_owners_own_the_contacts_read_themselves():
    own = replace(mail(MailKind.CASES_DUE), school_id="W")
    assert outgoing.instead(own, OWNER, NOW).kind is MailKind.CASES_OVERDUE
