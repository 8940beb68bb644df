"""Mail, clocks and class checks, run by the sweep as the schedule runs it."""

from datetime import timedelta

import pytest

from chalicelib.audit import store as audit
from chalicelib.core.log_lines import LogLine
from chalicelib.core.settings import settings
from chalicelib.storage import transaction, writes
from chalicelib.storage.keys import Key
from chalicelib.upkeep.schedule import sweep
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, SLOT, set_the_stage
from tests.faults import OF_THE_ACCOUNT, OF_THE_ADDRESS
from tests.mailbox import sent, to_whom
from tests.roles import playing
from tests.rows import rows_with
from tests.sweeping import sweep_between


@pytest.fixture
def stage(aws):
    return set_the_stage(codes=12)


def test_l2_waits_for_the_slot_and_then_the_whole_group_is_told(stage):
    stage.send(now=NOW, contact="this_week")
    sweep(SLOT - timedelta(seconds=1))
    assert sent() == []
    sweep(SLOT)
    assert to_whom() == [NURSE.email, PRINCIPAL.email]
    sweep(SLOT + timedelta(minutes=1))
    assert len(sent()) == 2


def test_l3_is_told_when_the_quarter_is_over(stage):
    stage.send(now=NOW, contact="today")
    sweep(NOW + timedelta(minutes=7, seconds=28))
    assert sent() == []
    sweep(NOW + timedelta(minutes=7, seconds=29))
    assert to_whom() == [NURSE.email, PRINCIPAL.email]


def test_l1_is_told_with_the_weekly_list(stage):
    stage.send(hurt="once")
    sweep(NOW + timedelta(days=5))
    assert sent() == []
    sweep(NOW + timedelta(days=6, hours=3))
    assert to_whom() == [NURSE.email, PRINCIPAL.email]


def test_leadership_reaches_the_owner_alone(stage):
    stage.send(adult_hurt="often", leadership="yes")
    sweep(NOW)
    assert to_whom() == [OWNER.email]


def test_an_adult_reaches_the_principal_at_once_and_the_group_at_the_slot(stage):
    stage.send(now=NOW, adult_hurt="once", leadership="no")
    sweep(NOW + timedelta(minutes=8))
    assert to_whom() == [PRINCIPAL.email]
    sweep(SLOT)
    assert to_whom() == [NURSE.email, PRINCIPAL.email, PRINCIPAL.email]


def test_no_mail_holds_a_name_a_class_an_item_or_a_count(stage):
    stage.send(0, contact="today", hurt="often")
    stage.send(1, adult_hurt="once")
    stage.send(2, adult_hurt="once", leadership="yes")
    for hours in range(0, 24 * 8, 6):
        sweep(NOW + timedelta(hours=hours))
    forbidden = [
        "6A",
        "5-7",
        "5–7",
        "Test A",
        *["Testskolen", "plaget", "utenfor", "elev", "voksen", "L3"],
    ]
    assert len(sent()) > 6
    for mail in sent():
        said = f"{mail.subject} {mail.body}".replace(mail.number, "").lower()
        for word in forbidden:
            assert word.lower() not in said
        assert not any(c.isdigit() for c in mail.subject)


def test_what_comes_at_the_slot_while_it_is_told_is_told_too(stage):
    stage.send(0, contact="this_week", now=NOW)
    sweep(SLOT)
    stage.send(1, contact="this_week", now=SLOT)
    sweep(SLOT + timedelta(minutes=1))
    assert len(sent()) == 4
    assert len({mail.number for mail in sent()}) == 2


@pytest.mark.parametrize("fault", ["throttled", "too_quick", "server_error", "down"])
def test_when_ses_fails_the_mail_goes_later_with_growing_pauses(stage, fails, fault):
    stage.send(contact="today")
    with fails("sesv2", "SendEmail", fault):
        sweep_between(NOW, NOW + timedelta(hours=1))
    assert sent() == []
    (row,) = rows_with("answers", sk="MAIL#")
    # Now, after 1, after 5 more, after 15 more; next in an hour
    assert row["attempts"] == 4
    sweep(NOW + timedelta(minutes=82))
    assert to_whom()[:2] == [NURSE.email, PRINCIPAL.email]


def test_who_has_it_already_is_spared_when_the_rest_is_tried_again(stage, fails):
    stage.send(contact="today")
    with fails("sesv2", "SendEmail", "server_error", times=1):
        sweep(NOW)
    assert len(sent()) == 1
    sweep(NOW + timedelta(minutes=1))
    assert to_whom() == [NURSE.email, PRINCIPAL.email]
    assert len({mail.number for mail in sent()}) == 1


def test_a_lost_acknowledgement_makes_a_second_mail_with_the_same_number(stage, fails):
    stage.send(contact="today")
    with fails("sesv2", "SendEmail", "lost_answer", times=1):
        sweep(NOW)
    sweep(NOW + timedelta(minutes=1))
    assert len(sent()) == 3
    assert len({mail.number for mail in sent()}) == 1


def test_after_the_last_try_it_is_dead_and_the_next_circle_is_told(stage, fails):
    stage.send(contact="today")
    with fails("sesv2", "SendEmail", "throttled"):
        for day in range(8):
            sweep(NOW + timedelta(days=day))
    dead = [
        row
        for row in rows_with("answers", sk="MAIL#")
        if row.get("due_shard") == "DEAD"
    ]
    assert [row["recipients"] for row in dead] == ["group"]
    sweep(NOW + timedelta(days=8))
    assert PRINCIPAL.email in to_whom()


def marked():
    return {
        row["email"]
        for row in rows_with("casework", sk="ACCOUNT#")
        if "bounced_at" in row
    }


@pytest.mark.parametrize("fault", OF_THE_ADDRESS)
def test_an_address_refused_for_good_is_marked_and_keeps_nobody_waiting(
    stage, fails, fault
):
    stage.send(contact="today")
    with fails("sesv2", "SendEmail", fault, times=1), playing("sweeper"):
        sweep(NOW)
    assert len(sent()) == 1
    assert not [row for row in rows_with("answers", sk="MAIL#") if "due_at" in row]
    assert marked() == {NURSE.email, PRINCIPAL.email} - set(to_whom())
    assert (
        len(
            [
                event
                for event in audit.of_body("SCHAAA")
                if event.what == "address_bounced"
            ]
        )
        == 1
    )


def test_when_nobody_in_the_group_can_be_reached_the_owner_is(stage, fails):
    """The principal is in the group: a mail to an address that was refused is not tried
    again."""
    stage.send(contact="today")
    with fails("sesv2", "SendEmail", "bad_address", times=2):
        sweep(NOW)
    sweep(NOW + timedelta(seconds=2))
    sweep(NOW + timedelta(seconds=4))
    assert to_whom() == [OWNER.email]


@pytest.mark.parametrize("fault", OF_THE_ACCOUNT)
def test_when_ses_refuses_everybody_nobody_is_marked_and_the_group_is_told_later(
    stage, fails, fault, caplog
):
    stage.send(contact="today")
    tries = [0, 1, 6, 21, 81, 321, 1041, 1761, 2481, 3201, 3921]
    with fails("sesv2", "SendEmail", fault) as happened:
        for minute in tries:
            sweep(NOW + timedelta(minutes=minute) - timedelta(seconds=1))
            sweep(NOW + timedelta(minutes=minute))
    group = [
        row for row in rows_with("answers", sk="MAIL#") if row["recipients"] == "group"
    ]
    assert [(row["attempts"], row["due_shard"][:4]) for row in group] == [
        (len(tries), "DUE#")
    ]
    assert len(happened) >= 2 * len(tries)
    assert marked() == set()
    assert sent() == []
    sweep(NOW + timedelta(minutes=tries[-1] + 720))
    assert {NURSE.email, PRINCIPAL.email} <= set(to_whom())


@pytest.mark.parametrize("fault", OF_THE_ACCOUNT)
def test_that_ses_refuses_everybody_is_said_at_once_without_an_address(
    stage, fails, fault, caplog
):
    stage.send(contact="today")
    with fails("sesv2", "SendEmail", fault):
        sweep(NOW)
    lines = [
        message
        for message in caplog.messages
        if message.startswith(LogLine.MAIL_REFUSED)
    ]
    assert lines == [f"mail refused error={OF_THE_ACCOUNT[fault][1]}"] * 2
    assert "@" not in caplog.text


def test_a_quota_of_a_day_is_outlasted_by_what_ses_calls_too_quick_as_well(
    stage, fails
):
    stage.send(contact="today")
    with fails("sesv2", "SendEmail", "too_quick"):
        for minute in (0, 1, 6, 21, 81, 321, 1041):
            sweep(NOW + timedelta(minutes=minute))
    sweep(NOW + timedelta(minutes=1761))
    assert 1761 > 24 * 60
    assert {NURSE.email, PRINCIPAL.email} <= set(to_whom())


def test_a_death_between_sending_and_recording_tells_again_and_loses_nothing(
    stage, fails
):
    stage.send(contact="today")
    with fails("dynamodb", "TransactWriteItems", "lost_answer"):
        sweep(NOW)  # the lease was taken; its acknowledgement was lost, as in a crash
    assert sent() == []
    sweep(NOW + timedelta(minutes=4))
    assert sent() == []
    sweep(NOW + timedelta(minutes=5))
    assert to_whom() == [NURSE.email, PRINCIPAL.email]


def test_a_row_that_cannot_be_handled_does_not_hold_up_the_others(stage, aws):
    stage.send(0, contact="today")
    sweep(NOW)
    stage.send(1, NOW, contact="today")
    mail = rows_with("answers", sk="MAIL#")[0] | {
        "due_shard": "DUE#0",
        "due_at": "2026-11-24T08:00:00Z",
    }
    poison = {**mail, "sk": "MAIL#0", "kind": "no_such_mail"}
    key = Key(poison.pop("pk"), poison.pop("sk"))
    transaction.commit(writes.Put(settings().answers_table, key, poison))
    sweep(NOW + timedelta(minutes=8))
    assert to_whom() == [NURSE.email, NURSE.email, PRINCIPAL.email, PRINCIPAL.email]
