"""Who sent a referral is reminded once, the next school day, unless there is nothing to
add to or nobody to remind."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.core.settings import settings
from chalicelib.delivery.send import send_due
from chalicelib.handle_items import handle
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.referrals import additions, drafts, remind
from chalicelib.referrals import store as referrals
from chalicelib.referrals.referral import Status
from chalicelib.storage import keys, transaction
from chalicelib.storage.writes import Change
from chalicelib.upkeep.schedule import sweep
from tests.cast import NOW, PRINCIPAL, SLOT, TEACHER
from tests.mailbox import sent
from tests.referring import refer
from tests.rows import rows_with
from tests.sweeping import DAY, MINUTE, sweep_between

TOMORROW = datetime(2026, 11, 25, 8, tzinfo=UTC)
"""The first slot of the next school day."""
WORDS = ("elev", "klasse", "henvis", "meldt", "mobb")


def reminders():
    return [mail for mail in sent() if mail.to == (TEACHER.email,)]


def days_go_by(days=3):
    sweep_between(NOW, NOW + days * DAY, every=5 * MINUTE)


def at(*when):
    return datetime(*when, tzinfo=UTC)


def test_once_the_next_school_day_with_nothing_inside(desk):
    refer(desk)
    sweep_between(NOW, TOMORROW, every=5 * MINUTE)
    assert reminders() == []
    sweep_between(TOMORROW, TOMORROW + 3 * DAY, every=5 * MINUTE)
    (mail,) = reminders()
    said = (mail.subject + mail.body).lower()
    assert not [word for word in WORDS if word in said]
    assert (
        rows_with("answers", pk="SENT#")[0].keys().isdisjoint({"due_at", "due_shard"})
    )


@pytest.mark.parametrize("involved", ["leadership", "unsure"])
def test_no_mail_tells_that_somebody_referred_what_may_be_about_the_leadership(
    desk, involved
):
    referral_id = refer(desk, involved=[involved])
    assert drafts.sent(TEACHER, referral_id).reminded_at is None
    days_go_by()
    assert reminders() == []
    additions.add(TEACHER, referral_id, drafts.new_referral_id(), "Mer", NOW + DAY)


def test_two_of_one_day_are_one_mail(desk):
    refer(desk)
    refer(desk, now=NOW + timedelta(hours=1), pupil=["En annen"])
    days_go_by()
    assert len(reminders()) == 1


def test_who_has_added_something_is_not_reminded(desk):
    referral_id = refer(desk)
    assert drafts.sent(TEACHER, referral_id).reminded_at == TOMORROW
    additions.add(TEACHER, referral_id, drafts.new_referral_id(), "Mer", NOW)
    assert drafts.sent(TEACHER, referral_id).reminded_at is None
    days_go_by()
    assert reminders() == []


def test_what_is_closed_reminds_nobody_though_it_is_opened_again_later(desk):
    referral_id = refer(desk)
    open_item(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW)
    handle.close(Press(PRINCIPAL, ItemKind.REFERRAL, referral_id, 0, NOW), "talked", "")
    assert drafts.sent(TEACHER, referral_id).reminded_at is None
    days_go_by()
    handle.reopen(Press(PRINCIPAL, ItemKind.REFERRAL, referral_id, 1, NOW))
    sweep(NOW + 4 * DAY)
    assert reminders() == []


@pytest.mark.parametrize(
    "gone", [{"active": False}, {"bounced_at": NOW}, {"confirmed": False}]
)
def test_an_account_that_is_gone_is_not_reminded_and_nobody_in_its_place(desk, gone):
    refer(desk)
    sweep(SLOT)
    before = len(sent())
    transaction.commit(*accounts.put_account(replace(TEACHER, **gone)))
    sweep_between(TOMORROW, TOMORROW + MINUTE)
    told = [mail for mail in sent()[before:] if "legge til mer" in mail.subject]
    assert told == []
    assert not [row for row in rows_with("answers", pk="SENT#") if "due_at" in row]


def test_a_reminder_that_cannot_be_sent_goes_to_nobody_in_their_place(desk):
    referral_id = refer(desk)
    sweep(SLOT)
    before = len(sent())
    remind.run(keys.sent(TEACHER.body_id, TEACHER.id, referral_id), TOMORROW)
    transaction.commit(*accounts.put_account(replace(TEACHER, bounced_at=TOMORROW)))
    (mail,) = [row for row in rows_with("answers", pk="OUTBOX#") if "due_at" in row]
    send_due(keys.Key(mail["pk"], mail["sk"]), TOMORROW)
    assert len(sent()) == before


def test_what_is_closed_at_that_very_moment_is_looked_at_again(desk, monkeypatch):
    referral_id = refer(desk)
    key = keys.sent(TEACHER.body_id, TEACHER.id, referral_id)
    trace, end = referrals.due_sent(key, TOMORROW)
    closed = {"status": Status.CLOSED.value}
    transaction.commit(Change(settings().answers_table, key, closed))
    with pytest.raises(transaction.Refused):
        transaction.commit(end)
    assert trace.status is Status.RECEIVED
    assert referrals.due_sent(key, TOMORROW - MINUTE) is None


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (at(2026, 11, 24, 8), at(2026, 11, 25, 10, 45)),
        (at(2026, 11, 24, 22, 59), at(2026, 11, 25, 10, 45)),
        (at(2026, 11, 24, 23, 1), at(2026, 11, 26, 10, 45)),  # past midnight in Oslo
        (at(2026, 11, 27, 13), at(2026, 11, 30, 10, 45)),  # Friday
        (at(2026, 12, 18, 13), at(2027, 1, 4, 10, 45)),  # the school's own break
        (at(2027, 3, 24, 13), at(2027, 3, 30, 9, 45)),  # Easter, and summer time
        (at(2027, 5, 14, 13), at(2027, 5, 18, 9, 45)),  # the 17th of May, a Monday
    ],
)
def test_weekends_holidays_and_breaks_are_crossed(desk, now, due):
    christmas = (date(2026, 12, 19), date(2027, 1, 3))
    calendar = SchoolCalendar(breaks=(christmas,))
    assert remind.due_after(False, calendar, now) == due
    assert remind.due_after(True, calendar, now) is None
