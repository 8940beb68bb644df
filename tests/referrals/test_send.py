from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.handle_items import handle
from chalicelib.items.filter import Filter, Show
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.inbox_list import list_items
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.reading.see_item import see
from chalicelib.referrals import additions, drafts
from chalicelib.referrals import send as sending
from chalicelib.referrals.fields import MorePoints
from chalicelib.referrals.referral import Status
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from tests.cast import (
    ADMINISTRATOR,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SLOT,
    STRANGER,
    TEACHER,
)
from tests.mailbox import sent, to_whom
from tests.referring import refer, written
from tests.rows import all_rows, rows_with
from tests.sweeping import MINUTE, sweep_between

LATER = NOW + timedelta(minutes=3)


def opened(account, referral_id):
    open_item(account, ItemKind.REFERRAL, referral_id, NOW)
    return see(account, ItemKind.REFERRAL, referral_id, NOW)


def ids(account):
    return [item.id for item in list_items(account, Filter(), NOW).items]


def test_the_principal_is_told_at_once_and_the_group_at_its_slot_with_nothing_inside(
    desk,
):
    refer(desk)
    sweep(NOW)
    assert to_whom() == [PRINCIPAL.email]
    sweep(SLOT)
    assert to_whom() == sorted([PRINCIPAL.email, PRINCIPAL.email, NURSE.email])
    assert not [
        mail
        for mail in sent()
        if "Elev" in mail.body + mail.subject or "6A" in mail.body
    ]


def test_danger_now_reaches_everybody_at_once_and_is_escalated(desk):
    refer(desk, urgency=["danger_now"])
    sweep(NOW)
    assert to_whom() == [NURSE.email, PRINCIPAL.email]
    sweep_between(NOW + MINUTE, NOW + 130 * MINUTE)
    assert OWNER.email in to_whom()


def test_nothing_of_it_stands_in_clear_draft_or_sent(desk):
    written(desk, pupil=["Hemmelig Navn"], seen=["Sett ved porten"])
    refer(desk, pupil=["Hemmelig Navn"], seen=["Sett ved porten"])
    stored = str(all_rows())
    for secret in ("Hemmelig", "porten", "De går når", TEACHER.name.encode().hex()):
        assert secret not in stored.replace(TEACHER.name, "")


def test_the_group_reads_what_was_written_and_each_reading_is_logged(desk):
    referral_id = refer(desk)
    content = opened(PRINCIPAL, referral_id).content.received
    assert content.referral.pupil == "Test Elev"
    assert (content.reporter, content.role) == (TEACHER.name, "teacher")
    see(PRINCIPAL, ItemKind.REFERRAL, referral_id, LATER)
    assert [
        event.what for event in audit.of_body("SCHAAA") if event.who == TEACHER.id
    ] == ["sent_referral"]
    assert [
        event.what for event in audit.of_body("SCHAAA") if event.who == PRINCIPAL.id
    ] == [*("opened_referral", "read_referral", "read_referral")]


def test_sent_twice_it_is_stored_once(desk):
    draft = written(desk)
    sending.send(TEACHER, desk, draft, NOW)
    sending.send(TEACHER, desk, draft, LATER)
    assert len(rows_with("answers", pk="REFERRALS#")) == 1
    assert drafts.mine(TEACHER, desk, NOW)[0] == []


def test_sent_again_with_other_words_it_is_not_said_to_be_sent(desk):
    draft = written(desk)
    sending.send(TEACHER, desk, draft, NOW)
    other = replace(draft, fields={**draft.fields, "seen": ["Noe annet"]})
    with pytest.raises(errors.ChangedMeanwhile):
        sending.send(TEACHER, desk, other, LATER)
    assert sending.was_sent(TEACHER, desk, draft, LATER)
    assert not sending.was_sent(TEACHER, desk, other, LATER)
    assert not sending.was_sent(NURSE, desk, draft, LATER)


def test_an_employee_is_the_schools_and_the_principal_is_told(desk):
    referral_id = refer(desk, involved=["employee"])
    sweep(NOW)
    assert to_whom() == [PRINCIPAL.email]
    assert ids(PRINCIPAL) == [referral_id]


@pytest.mark.parametrize("involved", ["leadership", "unsure"])
def test_what_concerns_the_leadership_leaves_no_trace_any_school_role_can_see(
    desk, involved
):
    colleague = replace(TEACHER, id="A66", email="to@test.example")
    transaction.commit(*accounts.put_account(colleague))
    referral_id = refer(desk, involved=[involved], urgency=["danger_now"])
    sweep_between(NOW, NOW + 200 * MINUTE, every=5 * MINUTE)
    assert set(to_whom()) == {OWNER.email}
    for member in (PRINCIPAL, NURSE, STRANGER):
        assert ids(member) == []
        with pytest.raises(errors.NotFound):
            see(member, ItemKind.REFERRAL, referral_id, NOW)
        with pytest.raises(errors.NotFound):
            open_item(member, ItemKind.REFERRAL, referral_id, NOW)
    assert drafts.mine(colleague, desk, NOW) == ([], [])
    assert audit.of_body("SCHAAA") == []
    assert opened(OWNER, referral_id).content.received.referral.pupil == "Test Elev"


def test_the_owner_sees_no_referral_that_is_the_schools(desk):
    referral_id = refer(desk)
    assert ids(OWNER) == []
    with pytest.raises(errors.NotFound):
        see(OWNER, ItemKind.REFERRAL, referral_id, NOW)


def test_the_reporter_sees_how_far_it_has_come_and_nothing_else(desk):
    referral_id = refer(desk)

    def status():
        return drafts.sent(TEACHER, referral_id).status

    assert status() is Status.RECEIVED
    opened(PRINCIPAL, referral_id)
    assert status() is Status.RECEIVED
    handle.take(Press(PRINCIPAL, ItemKind.REFERRAL, referral_id, 0, NOW))
    assert status() is Status.FOLLOWED_UP
    handle.close(Press(PRINCIPAL, ItemKind.REFERRAL, referral_id, 1, NOW), "talked", "")
    assert status() is Status.CLOSED
    handle.reopen(Press(PRINCIPAL, ItemKind.REFERRAL, referral_id, 2, NOW))
    assert status() is Status.FOLLOWED_UP
    with pytest.raises(errors.NotFound):
        see(TEACHER, ItemKind.REFERRAL, referral_id, NOW)


def test_what_is_joined_is_closed_for_the_reporter_too(desk):
    first, other = refer(desk), refer(desk, pupil=["Samme Elev"])
    opened(PRINCIPAL, first)
    opened(PRINCIPAL, other)
    handle.join(Press(PRINCIPAL, ItemKind.REFERRAL, first, 0, NOW), f"referral.{other}")
    assert drafts.sent(TEACHER, first).status is Status.FOLLOWED_UP
    handle.close(Press(PRINCIPAL, ItemKind.REFERRAL, other, 1, NOW), "talked", "")
    assert drafts.sent(TEACHER, first).status is Status.CLOSED


def test_an_addition_is_news_in_the_inbox_and_nobody_closes_over_it(desk):
    referral_id = refer(desk)
    opened(PRINCIPAL, referral_id)
    sweep(SLOT)
    before = len(sent())
    attempt = drafts.new_referral_id()
    for _ in range(2):
        additions.add(
            TEACHER,
            referral_id,
            attempt,
            "Det skjedde igjen",
            SLOT + timedelta(hours=1),
        )
    assert [
        item.id for item in list_items(PRINCIPAL, Filter(Show.NEWS), NOW).items
    ] == [referral_id]
    with pytest.raises(errors.ChangedMeanwhile):
        handle.close(
            Press(PRINCIPAL, ItemKind.REFERRAL, referral_id, 0, NOW), "talked", ""
        )
    seen = see(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW)
    assert [addition.text for addition in seen.content.additions] == [
        "Det skjedde igjen"
    ]
    sweep(SLOT + timedelta(hours=4))
    assert len(sent()) == before + 2
    handle.read_news(
        Press(PRINCIPAL, ItemKind.REFERRAL, referral_id, seen.item.handling.turn, NOW)
    )
    assert list_items(PRINCIPAL, Filter(Show.NEWS), NOW).items == []


def test_the_other_points_are_added_with_or_without_words(desk):
    referral_id, attempt = refer(desk), drafts.new_referral_id()
    opened(PRINCIPAL, referral_id)
    told = MorePoints(how="seen", works="Fotball")
    for points in (told, told, MorePoints(how="parent")):
        additions.add(TEACHER, referral_id, attempt, "", LATER, points)
    seen = see(PRINCIPAL, ItemKind.REFERRAL, referral_id, LATER)
    assert sorted(added.points.how for added in seen.content.additions) == [
        "parent",
        "seen",
    ]
    assert "Fotball" not in str(all_rows())


@pytest.mark.parametrize("text", ["", " \r\n", "x" * 2001])
def test_an_empty_or_endless_addition_is_not_taken(desk, text):
    referral_id = refer(desk)
    with pytest.raises(errors.Incomplete):
        additions.add(TEACHER, referral_id, drafts.new_referral_id(), text, NOW)


def test_nothing_is_added_to_what_is_closed_or_anothers(desk):
    referral_id = refer(desk)
    with pytest.raises(errors.NotFound):
        additions.add(NURSE, referral_id, drafts.new_referral_id(), "x", NOW)
    opened(PRINCIPAL, referral_id)
    handle.close(Press(PRINCIPAL, ItemKind.REFERRAL, referral_id, 0, NOW), "talked", "")
    with pytest.raises(errors.Incomplete):
        additions.add(TEACHER, referral_id, drafts.new_referral_id(), "x", NOW)


def test_the_nurse_reads_with_a_written_reason_that_stays(desk):
    referral_id = refer(desk)
    with pytest.raises(errors.Incomplete):
        opened(NURSE, referral_id)
    seen = see(NURSE, ItemKind.REFERRAL, referral_id, NOW)
    assert not seen.may_read
    assert seen.content.received is None
    assert seen.item.clock_at  # who may not read it does not stop the clock
    with pytest.raises(errors.Incomplete):
        handle.take(Press(NURSE, ItemKind.REFERRAL, referral_id, 0, NOW))
    with pytest.raises(errors.Incomplete):
        handle.ask_access(Press(NURSE, ItemKind.REFERRAL, referral_id, 0, NOW), " ")
    handle.ask_access(
        Press(NURSE, ItemKind.REFERRAL, referral_id, 0, NOW), "Eleven ba meg om hjelp"
    )
    seen = see(NURSE, ItemKind.REFERRAL, referral_id, NOW)
    assert seen.content.received.referral.pupil == "Test Elev"
    assert (seen.item.handling.opened.who, seen.item.clock_at) == (NURSE.id, None)
    assert [(reason.who, reason.text) for reason in seen.content.reasons] == [
        (NURSE.id, "Eleven ba meg om hjelp")
    ]
    assert "ba meg" not in str(all_rows())
    log = [event.what for event in audit.newest_first("SCHAAA", NURSE.id)]
    assert "access_with_reason_referral" in log
    assert log[0] == "read_referral"


def test_the_nurse_reads_what_she_sent_herself(desk):
    assert (
        opened(NURSE, refer(desk, account=NURSE)).content.received.role
        == "health_service"
    )


@pytest.mark.parametrize("account", [OWNER, ADMINISTRATOR])
def test_who_sends_no_referrals_has_no_desk(desk, account):
    with pytest.raises(errors.NotFound):
        drafts.desk(account)


def test_a_referral_outlives_its_reporter(desk):
    referral_id = refer(desk)
    transaction.commit(*accounts.put_account(replace(TEACHER, active=False)))
    seen = opened(PRINCIPAL, referral_id)
    assert seen.content.received.reporter == TEACHER.name
    handle.close(Press(PRINCIPAL, ItemKind.REFERRAL, referral_id, 0, NOW), "talked", "")
    with pytest.raises(errors.NotFound):
        drafts.desk(replace(TEACHER, active=False))
