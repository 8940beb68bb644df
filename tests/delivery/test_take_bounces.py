"""Mail comes back: who is marked, who is told instead, and that a second time changes
nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.core.local_time import quarter_of
from chalicelib.delivery import send
from chalicelib.delivery import take_bounces as bounces
from chalicelib.items.filter import Filter
from chalicelib.outbox import store as outbox_store
from chalicelib.outbox.bounce import read
from chalicelib.outbox.mail import Origin
from chalicelib.reading import inbox_list, see_item
from chalicelib.sign_in import by_link
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from infra.rehearsal.bounces import event
from tests.cast import NOW, NURSE, NURSE_THERE, OWNER, PRINCIPAL, SLOT, set_the_stage
from tests.mailbox import sent, to_whom
from tests.rows import all_rows, rows_with

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def stage(aws):
    return set_the_stage(codes=12)


@pytest.fixture
def told(stage):
    """The group has been told of something urgent; the trace of that mail."""
    stage.send(contact="today")
    sweep(NOW)
    return origin()


def origin(recipients="group"):
    (row,) = [
        mail
        for mail in rows_with("answers", sk="MAIL#")
        if mail["recipients"] == recipients
    ]
    return Origin(row["school_id"], row["id"])


def back(who, trace, now=NOW):
    bounces.take(event(who.email, trace), now)


def stored(who):
    return accounts.get(who.body_id, who.id)


def entries(body_id="SCHAAA"):
    return [
        entry for entry in audit.of_body(body_id) if entry.what == "address_bounced"
    ]


def test_the_account_is_marked_and_it_is_written_down_without_the_address(told):
    back(NURSE, told)
    assert stored(NURSE).bounced_at == quarter_of(NOW)
    assert [(entry.who, entry.subject, entry.at) for entry in entries()] == [
        ("system", NURSE.id, quarter_of(NOW))
    ]
    assert stored(PRINCIPAL).bounced_at is None


def test_while_somebody_else_has_it_nobody_more_is_told(told):
    back(NURSE, told)
    sweep(LATER)
    assert to_whom() == [NURSE.email, PRINCIPAL.email]
    (seen,) = outbox_store.those(told.school_id, [told.mail_id])
    assert (set(seen.told), set(seen.unreached)) == ({PRINCIPAL.id}, {NURSE.id})


def test_when_it_comes_back_from_all_the_next_circle_that_can_be_reached_is_told(told):
    back(NURSE, told)
    back(PRINCIPAL, told)
    sweep(LATER)  # the principal, whose address is marked: nobody there
    sweep(LATER)
    assert to_whom() == [OWNER.email, NURSE.email, PRINCIPAL.email]
    number = {mail.number for mail in sent() if mail.to == (OWNER.email,)}
    assert number.isdisjoint(
        mail.number for mail in sent() if mail.to == (NURSE.email,)
    )


def test_whose_address_another_mail_found_broken_is_not_counted_as_told(told):
    back(PRINCIPAL, None)  # a sign-in link
    back(NURSE, told)
    assert [
        row["recipients"] for row in rows_with("answers", sk="MAIL#") if "due_at" in row
    ] == [
        "group",
        "principal",
    ]


def test_a_second_time_changes_nothing(told):
    for _ in range(2):
        back(NURSE, told)
        back(PRINCIPAL, told)
        once = all_rows()
    back(PRINCIPAL, told, LATER)
    back(NURSE, told, LATER)
    assert all_rows() == once
    assert len(entries()) == 2


def test_an_old_event_does_not_mark_an_address_that_was_put_right(told):
    back(NURSE, told)
    transaction.commit(
        *accounts.change_account(stored(NURSE), replace(stored(NURSE), bounced_at=None))
    )
    back(NURSE, told, LATER)
    assert stored(NURSE).bounced_at is None


def test_every_account_of_the_address_is_marked(told):
    transaction.commit(*accounts.put_account(NURSE_THERE))
    back(replace(NURSE, email=NURSE.email.upper()), told)
    assert stored(NURSE).bounced_at
    assert stored(NURSE_THERE).bounced_at
    assert [entry.subject for entry in entries("SCHBBB")] == [NURSE_THERE.id]


def test_who_is_marked_is_left_out_of_later_mails_and_still_gets_a_link(stage):
    back(NURSE, None)
    stage.send(hurt="few")
    sweep(SLOT)
    assert to_whom() == [PRINCIPAL.email]
    by_link.ask_for_link(NURSE.email, SLOT)
    assert to_whom() == [NURSE.email, PRINCIPAL.email]


def test_a_circle_all_marked_is_passed_over(stage):
    back(NURSE, None)
    back(PRINCIPAL, None)
    stage.send(contact="today")
    for second in range(3):
        sweep(NOW + timedelta(seconds=second))
    assert to_whom() == [OWNER.email]


def test_one_that_comes_back_before_its_sending_is_written_down_is_not_told(
    stage, monkeypatch
):
    """SES answers for an address it knows to be broken within milliseconds."""
    stage.send(contact="today")
    record = send.outbox.record_sent_to

    def slow(leased, told):
        back(NURSE, Origin(leased.school_id, leased.id))
        back(PRINCIPAL, Origin(leased.school_id, leased.id))
        record(leased, told)

    monkeypatch.setattr(send.outbox, "record_sent_to", slow)
    sweep(NOW)
    monkeypatch.undo()
    for minutes in (5, 6, 7):
        sweep(NOW + timedelta(minutes=minutes))
    assert OWNER.email in to_whom()


@pytest.mark.parametrize(
    "made",
    [
        {"detail": {}},
        event("ukjent@test.example", None),
        event("ukjent@test.example", Origin("SCHAAA", "flag_urgent-group-x")),
    ],
)
def test_what_belongs_to_nobody_is_logged_by_its_kind_alone(told, made, caplog):
    before = all_rows()
    bounces.take(made, NOW)
    assert all_rows() == before
    (line,) = caplog.messages
    assert "kind=" in line
    assert "@" not in line


def test_no_log_holds_an_address(told, caplog):
    back(NURSE, told)
    back(PRINCIPAL, told)
    assert caplog.messages
    assert "@" not in caplog.text


def test_a_database_that_is_away_is_tried_again_by_lambda_and_then_nothing_is_missing(
    told, fails
):
    away = fails("dynamodb", "TransactWriteItems", "server_error", times=1)
    with away, pytest.raises(transaction.Unavailable):
        back(NURSE, told)
    back(NURSE, told)
    assert stored(NURSE).bounced_at
    assert len(entries()) == 1


def test_the_sender_and_a_bounce_at_the_same_time_are_both_heard(told, monkeypatch):
    """The row changes between reading and writing: it is read again."""
    real, turns = outbox_store.note_unreached, []

    def meddled(mail, was, unreached, dead_at):
        if not turns:
            turns.append(1)
            back(PRINCIPAL, told)
        return real(mail, was, unreached, dead_at)

    monkeypatch.setattr(outbox_store, "note_unreached", meddled)
    back(NURSE, told)
    (first, _) = outbox_store.those(told.school_id, [told.mail_id])
    assert set(first.unreached) == {NURSE.id, PRINCIPAL.id}
    assert first.dead


def test_every_mail_but_a_link_carries_its_trace_and_nothing_else(stage, aws):
    carried = []

    def note(params, **_):
        carried.append({tag["Name"]: [tag["Value"]] for tag in params["EmailTags"]})

    events = aws("sesv2").meta.events
    events.register("provide-client-params.sesv2.SendEmail", note)
    try:
        stage.send(contact="today")
        sweep(NOW)
        by_link.ask_for_link(NURSE.email, NOW)
    finally:
        events.unregister("provide-client-params.sesv2.SendEmail", note)
    *traced, link = carried
    assert link == {}
    for tags in traced:
        made = event(NURSE.email, None)
        made["detail"]["mail"]["tags"] = tags
        assert read(made).origin == origin()


def test_the_list_of_who_was_told_says_who_was_not_reached(told):
    back(NURSE, told)
    (item,) = inbox_list.list_items(PRINCIPAL, Filter(), NOW).items
    (mail,) = see_item.see(PRINCIPAL, item.kind, item.id, NOW).told
    assert set(mail.unreached) == {NURSE.id}
