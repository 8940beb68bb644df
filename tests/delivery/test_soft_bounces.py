"""Mail that did not get through this time: nobody is marked; where nobody has it the
next people are told."""

from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.core.local_time import quarter_of
from chalicelib.delivery import take_bounces as bounces
from chalicelib.outbox import store as outbox_store
from chalicelib.outbox.mail import Origin
from chalicelib.upkeep.schedule import sweep
from infra.rehearsal.bounces import event
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, set_the_stage
from tests.mailbox import to_whom
from tests.roles import playing
from tests.rows import all_rows, rows_with

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def told(aws):
    """The group has been told of something urgent; the trace of that mail."""
    set_the_stage(codes=1).send(contact="today")
    sweep(NOW)
    return origin("group")


def origin(recipients):
    (row,) = [
        mail
        for mail in rows_with("answers", sk="MAIL#")
        if mail["recipients"] == recipients
    ]
    return Origin(row["school_id"], row["id"])


def stored(who):
    return accounts.get(who.body_id, who.id)


def test_a_full_mailbox_is_not_told_and_not_marked(told):
    bounces.take(event(NURSE.email, told, "Transient", "MailboxFull"), NOW)
    assert stored(NURSE).bounced_at is None
    (seen,) = outbox_store.those(told.school_id, [told.mail_id])
    assert (set(seen.told), set(seen.unreached)) == ({PRINCIPAL.id}, {NURSE.id})
    assert not [
        entry for entry in audit.of_body("SCHAAA") if entry.what == "address_bounced"
    ]


@pytest.mark.parametrize("bounce_type", ["Transient", "Undetermined"])
def test_when_ses_gives_up_on_all_the_next_people_are_told(told, bounce_type):
    for who in (NURSE, PRINCIPAL):
        with playing("bounces"):
            bounces.take(event(who.email, told, bounce_type, "MailboxFull"), NOW)
    sweep(LATER)  # the principal, whose mailbox may take another mail
    assert to_whom() == [NURSE.email, PRINCIPAL.email, PRINCIPAL.email]
    bounces.take(
        event(PRINCIPAL.email, origin("principal"), bounce_type, "MailboxFull"), LATER
    )
    sweep(LATER + timedelta(minutes=1))
    assert OWNER.email in to_whom()


def test_an_answer_of_somebody_out_of_office_changes_nothing(told):
    before = all_rows()
    made = event(NURSE.email, told, "Transient")
    made["detail"]["bounce"]["bouncedRecipients"] = [{"emailAddress": NURSE.email}]
    bounces.take(made, NOW)
    assert all_rows() == before


def test_a_mail_passed_on_elsewhere_marks_the_account_it_was_sent_to(told):
    bounces.take(event(NURSE.email, told, bounced="privat@annet.example"), NOW)
    assert stored(NURSE).bounced_at == quarter_of(NOW)
