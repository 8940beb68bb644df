"""Who leaves has opened things that nobody has taken: those are somebody's to read
again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.handle_items import hand_on_work, handle
from chalicelib.items import store as item_store
from chalicelib.items.handling import Closing, Did
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import ask_contact, by_pupil
from chalicelib.reading import answer_pupil, see_item
from chalicelib.reading import open as reading
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.rounds import store as rounds
from chalicelib.storage import transaction
from chalicelib.threads.message import MessageKind as Said
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests.cast import BEFORE, NOW, NURSE, NURSES_INBOX, OWNER, PRINCIPAL, SCHOOL_INBOX
from tests.giving import MINUTE, OTHER, SOCIAL, told_until
from tests.mailbox import sent, to_whom
from tests.pupil_cast import (
    ATTEMPT,
    TO_NURSE,
    TODAY,
    from_pupils,
    own_keys,
    receipt_with,
    ticket_of,
)
from tests.referring import refer
from tests.roles import playing
from tests.rows import rows_with

pytestmark = pytest.mark.usefixtures("among_colleagues")

t = texts("nb")


@pytest.fixture
def flag(stage):
    stage.send(hurt="few")
    with playing("sweeper"):
        sweep(NOW)
    return read_by(NURSE)


def read_by(account, now=NOW):
    item_id = rows_with("answers", sk="FLAG#")[0]["id"]
    with playing("staff"):
        reading.open_item(account, ItemKind.FLAG, item_id, now)
    return item_id


def leave(heir, leaver=NURSE, now=NOW):
    """Who leaves is gone in the same press."""
    gone = replace(leaver, active=False)
    with playing("staff"):
        handed_on = hand_on_work.settle(OWNER, leaver, gone, heir, now)
        transaction.commit(*accounts.change_account(leaver, gone))
    return handed_on


def nothing_open(stage):
    transaction.commit(*rounds.change_round(replace(stage.round, closes_at=NOW)))


def item(kind, item_id, inbox=SCHOOL_INBOX):
    return item_store.get(inbox, kind, item_id)


def test_what_who_leaves_has_opened_alone_is_listed_and_goes_to_the_heir(flag):
    waits = hand_on_work.waits_on(NURSE, OWNER.body_id, NOW)
    assert [one.id for one in waits.items] == [flag]
    before = len(sent())
    assert [one.id for one in leave(SOCIAL.id).given] == [flag]
    found = item(ItemKind.FLAG, flag)
    assert (found.given_to, found.clock_at is not None) == (SOCIAL.id, True)
    assert [(one.did, one.who) for one in found.handling.history] == [
        (Did.OPENED, NURSE.id),
        (Did.HANDED_OVER, OWNER.id),
    ]
    told_until(1)
    assert t("mail.handed_over.subject") in [
        one.subject for one in sent()[before:] if one.to == (SOCIAL.email,)
    ]


def test_left_in_the_inbox_it_is_unopened_again_and_its_readers_hear_of_it(stage, flag):
    nothing_open(stage)
    assert [one.id for one in leave(hand_on_work.NOBODY).released] == [flag]
    found = see_item.see(PRINCIPAL, ItemKind.FLAG, flag, NOW).item
    assert (found.wants_opening, found.handling.taken) == (True, None)
    assert found.clock_at > NOW
    assert [one.did for one in found.handling.history] == [Did.OPENED, Did.RELEASED]
    before = len(sent())
    told_until(24 * 60, 5)
    first = sent()[before:]
    assert {one.to for one in first} >= {(PRINCIPAL.email,), (SOCIAL.email,)}
    assert (NURSE.email,) not in {one.to for one in first}
    told_until(4 * 24 * 60, 30)
    assert OWNER.email in to_whom()


def test_what_was_taken_and_is_left_is_unopened_again_too(stage, flag):
    nothing_open(stage)
    handle.take(Press(NURSE, ItemKind.FLAG, flag, 0, NOW))
    leave(hand_on_work.NOBODY)
    found = item(ItemKind.FLAG, flag)
    assert (found.handling.taken, found.handling.opened) == (None, None)
    assert found.clock_at > NOW


def test_opened_again_its_clock_stands_still(stage, flag):
    nothing_open(stage)
    leave(hand_on_work.NOBODY)
    read_by(PRINCIPAL)
    assert item(ItemKind.FLAG, flag).handling.opened.who == PRINCIPAL.id
    assert item(ItemKind.FLAG, flag).clock_at is None


def test_two_left_in_the_inbox_are_one_mail(stage):
    for number in range(2):  # more of one class would be told of beside
        stage.send(number, hurt="few")
    for row in rows_with("answers", sk="FLAG#"):
        reading.open_item(NURSE, ItemKind.FLAG, row["id"], NOW)
    nothing_open(stage)
    told_until(1)
    before = len(sent())
    assert len(leave(hand_on_work.NOBODY).released) == 2
    told_until(23 * 60, 30)
    told = [OTHER.email, PRINCIPAL.email, SOCIAL.email]
    assert sorted(one.to[0] for one in sent()[before:]) == told


def test_what_a_colleague_follows_up_or_somebody_has_closed_waits_on_nobody_who_leaves(
    stage, flag
):
    handle.take(Press(SOCIAL, ItemKind.FLAG, flag, 0, NOW))
    assert hand_on_work.waits_on(NURSE, OWNER.body_id, NOW).items == ()
    handle.close(Press(SOCIAL, ItemKind.FLAG, flag, 1, NOW), Closing.TALKED, "")
    assert hand_on_work.waits_on(NURSE, OWNER.body_id, NOW).items == ()
    assert hand_on_work.waits_on(SOCIAL, OWNER.body_id, NOW).items == ()


def test_what_was_taken_by_somebody_gone_and_opened_by_who_leaves_waits_too(
    stage, flag
):
    handle.take(Press(SOCIAL, ItemKind.FLAG, flag, 0, NOW))
    transaction.commit(*accounts.put_account(replace(SOCIAL, active=False)))
    assert [
        one.id for one in hand_on_work.waits_on(NURSE, OWNER.body_id, NOW).items
    ] == [flag]


def test_a_message_who_leaves_alone_has_read_goes_to_the_heir(stage):
    receipt_with(ticket_of(stage, ATTEMPT), "Hei")
    (one,) = from_pupils(NURSE)
    reading.open_item(NURSE, one.kind, one.id, NOW)
    assert [it.id for it in leave(SOCIAL.id).given] == [one.id]
    found = see_item.see(SOCIAL, one.kind, one.id, NOW)
    assert (found.wants_opening, found.item.given_to) == (True, SOCIAL.id)
    assert item(one.kind, one.id).clock_at > NOW


def test_the_last_words_of_a_thread_are_whose_who_read_them(stage):
    code = receipt_with(ticket_of(stage, ATTEMPT), "Hei")
    (one,) = from_pupils(PRINCIPAL)
    reading.open_item(PRINCIPAL, one.kind, one.id, NOW - MINUTE)
    assert hand_on_work.waits_on(NURSE, OWNER.body_id, NOW).items == ()
    by_pupil.write(own_keys(code), "x" * 22, Said.TEXT, "Det er verre nå", BEFORE)
    reading.open_item(NURSE, one.kind, one.id, NOW)
    assert [it.id for it in hand_on_work.waits_on(NURSE, OWNER.body_id, NOW).items] == [
        one.id
    ]
    answer_pupil.reply(PRINCIPAL, one.id, ATTEMPT, "Takk", NOW + MINUTE)
    assert hand_on_work.waits_on(NURSE, OWNER.body_id, NOW).items == ()


def test_a_contact_request_left_in_the_inbox_tells_the_next_people(stage):
    ask_contact.ask(ticket_of(stage, ATTEMPT).text, TODAY, None, BEFORE)
    told_until(1)
    (one,) = from_pupils(SOCIAL)
    reading.open_item(SOCIAL, one.kind, one.id, NOW)
    before = len(sent())
    assert [it.id for it in leave(hand_on_work.NOBODY, SOCIAL).released] == [one.id]
    told_until(70, 1)
    told = [one.subject for one in sent()[before:] if one.to == (PRINCIPAL.email,)]
    assert told == [t("mail.flag_urgent.subject"), t("mail.flags_unopened.subject")]
    reading.open_item(PRINCIPAL, one.kind, one.id, NOW + timedelta(minutes=80))
    assert item(one.kind, one.id).clock_at is None


def test_what_is_for_the_nurse_alone_goes_to_a_nurse_or_is_unopened_again(stage):
    other = replace(NURSE, id="C1", name="Test C1", email="vikar@test.example")
    transaction.commit(*accounts.put_account(other))
    ask_contact.ask(ticket_of(stage, ATTEMPT).text, TO_NURSE, None, BEFORE)
    (one,) = from_pupils(NURSE, NOW + timedelta(days=1))
    reading.open_item(NURSE, one.kind, one.id, NOW + timedelta(days=1))
    handed_on = leave(SOCIAL.id, now=NOW + timedelta(days=1))
    assert [it.id for it in handed_on.released] == [one.id]
    found = item(one.kind, one.id, NURSES_INBOX)
    assert (found.handling.opened, found.clock_at is not None) == (None, True)
    before = len(sent())
    told_until(30 * 60, 30)
    assert {to for mail in sent()[before:] for to in mail.to} == {other.email}


def test_an_owners_contact_who_leaves_leaves_nothing_opened(stage):
    other = replace(OWNER, id="B5", name="Test B5", email="eier2@test.example")
    transaction.commit(*accounts.put_account(other))
    stage.send(adult_hurt="often", leadership="yes")
    told_until(1)
    (row,) = rows_with("answers", sk="FLAG#")
    reading.open_item(other, ItemKind.FLAG, row["id"], NOW)
    assert [it.id for it in leave(hand_on_work.NOBODY, other).released] == [row["id"]]
    before = len(sent())
    told_until(5, 1)
    assert [one.to for one in sent()[before:]] == [(OWNER.email,)]


def test_a_referral_who_leaves_has_read_goes_on_too(stage):
    referral = refer(drafts.desk(PRINCIPAL), PRINCIPAL)
    reading.open_item(SOCIAL, ItemKind.REFERRAL, referral, NOW)
    assert [it.id for it in leave(hand_on_work.NOBODY, SOCIAL).released] == [referral]
