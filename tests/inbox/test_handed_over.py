"""Who is handed something hears of it by mail, and the next people do where it is not
opened."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.handle_items import handle
from chalicelib.items import store as item_store
from chalicelib.items.filter import Filter
from chalicelib.items.handling import Did
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import ask_contact
from chalicelib.reading.inbox_list import list_items
from chalicelib.reading.item_content import NOTHING
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.reading.see_item import see
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, SCHOOL_INBOX, set_the_stage
from tests.mailbox import sent, to_whom
from tests.pupil_cast import ATTEMPT, TODAY, ticket_of
from tests.referring import refer
from tests.roles import playing
from tests.rows import rows_with
from tests.sweeping import sweep_between

LATER = NOW + timedelta(minutes=20)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def flag(aws):
    """Read by the nurse; all that was to be mailed of it has been mailed."""
    set_the_stage(codes=2).send(contact="today")
    sweep(NOW)
    (row,) = rows_with("answers", sk="FLAG#")
    open_item(NURSE, ItemKind.FLAG, row["id"], NOW)
    return row["id"]


def hand_over(flag, to=PRINCIPAL, turn=0):
    before = len(sent())
    with playing("staff"):
        handle.hand_over(Press(NURSE, ItemKind.FLAG, flag, turn, LATER), to.id)
    with playing("sweeper"):
        sweep(LATER)
        sweep(LATER + MINUTE)
    return sent()[before:]


def item(flag):
    return item_store.get(SCHOOL_INBOX, ItemKind.FLAG, flag)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_receiver_alone_is_told_in_their_language_and_nothing_of_what_it_is(
    flag, language
):
    transaction.commit(*accounts.put_account(replace(PRINCIPAL, language=language)))
    (mail,) = hand_over(flag)
    said = texts(language)
    assert mail.to == (PRINCIPAL.email,)
    assert mail.subject == said("mail.handed_over_urgent.subject")
    assert said("mail.handed_over_urgent.what") in mail.body
    assert said("mail.number", number=mail.number) in mail.body
    assert flag[:6] not in mail.body
    assert "6A" not in (mail.subject + mail.body).replace(mail.number, "")


def test_until_it_is_opened_a_clock_runs_and_then_the_next_people_are_told(flag):
    hand_over(flag)
    assert item(flag).handling.taken.who == PRINCIPAL.id
    assert item(flag).wants_opening
    before = len(sent())
    sweep_between(LATER + 30 * MINUTE, LATER + 100 * MINUTE)
    assert [one.to for one in sent()[before:]] == [(PRINCIPAL.email,)]
    sweep_between(LATER + 100 * MINUTE, LATER + 200 * MINUTE)
    assert OWNER.email in to_whom()


def test_opening_stops_the_clock_and_both_openings_are_told_of(flag):
    hand_over(flag)
    open_item(PRINCIPAL, ItemKind.FLAG, flag, LATER + MINUTE)
    before = len(sent())
    sweep_between(LATER, LATER + 48 * HOUR, every=HOUR)
    assert sent()[before:] == []
    history = [(act.did, act.who) for act in item(flag).handling.history]
    assert history == [
        (Did.OPENED, NURSE.id),
        (Did.HANDED_OVER, NURSE.id),
        (Did.OPENED, PRINCIPAL.id),
    ]


def test_where_the_receiver_cannot_be_reached_the_group_is_told(flag, fails):
    with fails("sesv2", "SendEmail", "bad_address", times=1):
        hand_over(flag)
    sweep(LATER + 2 * MINUTE)
    (*_, last) = sent()
    assert last.to == (NURSE.email,)
    assert last.subject == texts("nb")("mail.flags_unopened.subject")


def test_one_sees_that_the_receiver_was_told(flag):
    hand_over(flag)
    (*_, mail) = see(NURSE, ItemKind.FLAG, flag, LATER).told
    assert set(mail.told) == {PRINCIPAL.id}


def test_taking_it_oneself_tells_nobody_and_starts_nothing(flag):
    before = to_whom()
    handle.take(Press(NURSE, ItemKind.FLAG, flag, 0, LATER))
    sweep(LATER)
    assert to_whom() == before
    assert not item(flag).wants_opening


def test_the_nurse_reads_what_names_a_pupil_once_it_is_handed_to_her(desk):
    referral_id = refer(desk)
    open_item(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW)
    assert not see(NURSE, ItemKind.REFERRAL, referral_id, NOW).may_read
    handle.hand_over(Press(PRINCIPAL, ItemKind.REFERRAL, referral_id, 0, NOW), NURSE.id)
    open_item(NURSE, ItemKind.REFERRAL, referral_id, NOW)
    seen = see(NURSE, ItemKind.REFERRAL, referral_id, NOW)
    assert seen.may_read
    assert seen.content != NOTHING


@pytest.fixture
def thread(aws):
    """A pupil asks for contact; the principal has read it."""
    stage = set_the_stage(codes=1)
    ask_contact.ask(ticket_of(stage, ATTEMPT).text, TODAY, None, NOW)
    sweep_between(NOW, NOW + 20 * MINUTE)
    found = list_items(PRINCIPAL, Filter(), LATER).items
    (one,) = [one for one in found if one.kind is ItemKind.CONTACT]
    open_item(PRINCIPAL, one.kind, one.id, LATER)
    return one


def test_a_thread_tells_of_every_mail_and_of_the_clock_whoever_had_it_before(thread):
    first = see(PRINCIPAL, thread.kind, thread.id, LATER).item.mails
    for turn, (giver, to) in enumerate(((PRINCIPAL, NURSE), (NURSE, PRINCIPAL))):
        handle.hand_over(Press(giver, thread.kind, thread.id, turn, LATER), to.id)
        sweep(LATER)
        open_item(to, thread.kind, thread.id, LATER)
    handle.hand_over(Press(PRINCIPAL, thread.kind, thread.id, 2, LATER), NURSE.id)
    sweep(LATER)
    seen = see(PRINCIPAL, thread.kind, thread.id, LATER)
    given = tuple(f"handed_over-{thread.id}-{turn}" for turn in range(3))
    assert first
    assert seen.item.mails == first + given
    assert seen.item.clock_at > LATER
    assert [[*one.told] for one in seen.told[-3:]] == [
        [NURSE.id],
        [PRINCIPAL.id],
        [NURSE.id],
    ]
    open_item(NURSE, thread.kind, thread.id, LATER)
    assert see(NURSE, thread.kind, thread.id, LATER).item.clock_at is None


def test_a_thread_handed_over_runs_a_clock_too(thread):
    handle.hand_over(Press(PRINCIPAL, thread.kind, thread.id, 0, LATER), NURSE.id)
    before = len(sent())
    sweep_between(LATER, LATER + 90 * MINUTE)
    assert [one.to for one in sent()[before:]] == [(NURSE.email,), (PRINCIPAL.email,)]
    open_item(NURSE, thread.kind, thread.id, LATER + timedelta(minutes=91))
    before = len(sent())
    sweep_between(LATER + 2 * HOUR, LATER + 72 * HOUR, every=HOUR)
    assert sent()[before:] == []
