"""What is kept how long: gone at the second, never silently, and shredded when
asked."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.core.local_time import local_day, start_of
from chalicelib.items.filter import Filter
from chalicelib.items.item_kind import ItemKind
from chalicelib.manage_rounds.open import NewRound, open_round
from chalicelib.pupil_threads import ask_contact, by_pupil
from chalicelib.reading import inbox_list, see_item
from chalicelib.reading import open as reading
from chalicelib.rounds import code_store
from chalicelib.rounds import store as rounds
from chalicelib.schools import retention_store
from chalicelib.schools.retention import SHORTEST
from chalicelib.storage import expiry, wrapped_keys
from chalicelib.threads.message import MessageKind as ThreadKind
from chalicelib.upkeep import retain
from chalicelib.upkeep.schedule import sweep
from tests.cast import CLASSES, NOW, NURSE, OWNER, PRINCIPAL, SCHOOL, STRANGER
from tests.forged import ID, item_row, put_row
from tests.mailbox import sent, to_whom
from tests.pupil_cast import TODAY, own_keys, receipt_with, ticket_of
from tests.rows import all_rows, rows_with

AFTER = NOW + timedelta(hours=5)
"""An hour after the stage's round has closed."""
MINUTE = timedelta(minutes=1)
LISTED = NOW + timedelta(days=8)
"""By then the weekly list has come too."""
WHY = "Undersøkelsen er ferdig, og svarene trengs ikke."


def waiting():
    return inbox_list.list_items(NURSE, Filter(), NOW).items


def at(stage, monkeypatch, **before_the_end):
    """The clock so long before the round's rows expire."""
    moment = stage.round.expires_at - timedelta(**before_the_end)
    monkeypatch.setattr(expiry, "clock", moment.timestamp)
    return moment


def sweep_from_now_on(moment):
    """The mails and the escalation of the round's own days, out of the way."""
    before = len(sent())
    sweep(moment)
    sweep(moment)  # what the first one wrote
    return [mail for mail in sent()[before:] if "slettet" in mail.subject]


def test_everything_of_a_round_is_gone_at_the_second_and_not_before(stage, monkeypatch):
    stage.send(0, hurt="often")
    at(stage, monkeypatch, seconds=1)
    assert waiting()
    assert rounds.get(stage.round.id)
    assert wrapped_keys.get(stage.round.id)
    assert code_store.get(stage.codes[1])
    at(stage, monkeypatch, seconds=0)
    assert waiting() == []
    assert rounds.get(stage.round.id) is None
    assert wrapped_keys.get(stage.round.id) is None
    assert code_store.get(stage.codes[1]) is None
    # The rows wait for TTL; nobody can read them
    assert rows_with("answers", sk="ANSWER#")


def test_what_nobody_has_read_is_warned_of_a_month_a_week_and_a_day_before(
    stage, monkeypatch
):
    stage.send(0, hurt="once")  # L1: it has no clock that would tell anybody else
    told = {}
    for days in (31, 30, 7, 1):
        before = len(to_whom())
        mails = sweep_from_now_on(at(stage, monkeypatch, days=days))
        told[days] = sorted(to for mail in mails for to in mail.to)
        assert len(to_whom()) >= before + len(told[days])
    assert told == {
        31: [],
        30: [NURSE.email, PRINCIPAL.email],
        7: [PRINCIPAL.email],
        1: [OWNER.email],
    }
    told = [
        entry
        for entry in audit.of_body(OWNER.body_id)
        if entry.what == "unread_flags_expire"
    ]
    assert [entry.count for entry in told] == ["1"]


def test_what_was_read_goes_without_a_word(stage, monkeypatch):
    stage.send(0, hurt="few")
    (flag,) = waiting()
    reading.open_item(NURSE, ItemKind.FLAG, flag.id, NOW)
    for days in (30, 7, 1):
        assert sweep_from_now_on(at(stage, monkeypatch, days=days)) == []
    assert audit.of_body(OWNER.body_id) == []


def test_only_the_owner_is_warned_of_what_only_the_owner_may_see(stage, monkeypatch):
    stage.send(0, adult_hurt="weekly", leadership="yes")
    for days in (30, 7, 1):
        (mail,) = sweep_from_now_on(at(stage, monkeypatch, days=days))
        assert mail.to == (OWNER.email,)


def test_shredding_a_round_leaves_nothing_that_opens(stage):
    stage.send(0, hurt="often")
    retain.shred_round(OWNER, stage.round.id, WHY, AFTER)
    assert wrapped_keys.get(stage.round.id) is None
    (flag,) = waiting()
    reading.open_item(NURSE, ItemKind.FLAG, flag.id, AFTER)
    assert see_item.see(NURSE, ItemKind.FLAG, flag.id, AFTER).content.flag is None
    assert [entry.what for entry in audit.of_body(OWNER.body_id)] == ["shredded_round"]


def test_why_it_was_shredded_is_sealed_and_the_owners_alone(stage):
    retain.shred_round(OWNER, stage.round.id, WHY, AFTER)
    kept = retain.see(OWNER)
    assert kept.shredded[stage.round.id].reason == WHY
    assert [round_.shredded_on for _, found in kept.rounds for round_ in found] == [
        local_day(AFTER)
    ]
    assert WHY not in str(all_rows())
    (row,) = rows_with("casework", sk="SHREDDED#")
    assert row["expires_at"] == stage.round.expires_at.timestamp()


def test_of_two_who_shred_the_second_is_told(stage):
    retain.shred_round(OWNER, stage.round.id, WHY, AFTER)
    with pytest.raises(errors.ChangedMeanwhile):
        retain.shred_round(OWNER, stage.round.id, "Noe helt annet enn det", AFTER)
    assert retain.see(OWNER).shredded[stage.round.id].reason == WHY
    assert len(audit.of_body(OWNER.body_id)) == 1


def test_a_round_that_can_be_answered_is_never_shredded(stage):
    """Who began in time may finish for an hour: what they send must be read."""
    almost = stage.round.closes_at + timedelta(minutes=59)
    for moment in (NOW, stage.round.closes_at, almost):
        with pytest.raises(errors.Incomplete):
            retain.shred_round(OWNER, stage.round.id, WHY, moment)
    assert wrapped_keys.get(stage.round.id)
    retain.shred_round(OWNER, stage.round.id, WHY, almost + timedelta(minutes=1))


def test_after_that_no_pupil_writes_what_nobody_could_read(stage):
    ticket = ticket_of(stage, "t" * 22)
    code = receipt_with(ticket, "Hei")
    retain.shred_round(OWNER, stage.round.id, WHY, AFTER)
    before = rows_with("answers")
    read = by_pupil.read(own_keys(code), NOW)
    assert (read.can_write, len(read.entries)) == (False, 1)
    with pytest.raises(errors.ThreadClosed):
        by_pupil.write(own_keys(code), "1" * 22, ThreadKind.TEXT, "Hjelp", AFTER)
    with pytest.raises(errors.RoundShredded):
        ask_contact.ask(ticket.text, TODAY, None, AFTER)
    with pytest.raises(errors.RoundShredded):
        by_pupil.take_receipt(ticket_of(stage, "u" * 22).text, None, AFTER)
    assert rows_with("answers") == before


def test_what_nobody_has_read_is_counted_before_it_goes(stage):
    stage.send(0, hurt="few")
    stage.send(1, contact="today")
    stage.send(2, adult_hurt="weekly", leadership="yes")  # one of them the owner's own
    receipt_with(ticket_of(stage, "t" * 22), "Hei", "Er noen der?")
    unread = retain.unread(stage.round, LISTED)
    assert [flagged.level for flagged in unread.flags] == sorted(
        (flagged.level for flagged in unread.flags), reverse=True
    )
    assert (len(unread.flags), unread.messages) == (3, 2)
    for flag in (item for item in waiting() if item.kind is ItemKind.FLAG):
        reading.open_item(NURSE, ItemKind.FLAG, flag.id, NOW)
    assert [
        flagged.body_id for flagged in retain.unread(stage.round, LISTED).flags
    ] == [OWNER.body_id]


def of_a_pupil(stage, what, now):
    if what == "message":
        code = receipt_with(ticket_of(stage, "t" * 22))
        by_pupil.write(own_keys(code), "1" * 22, ThreadKind.TEXT, "Hei", now)
    else:
        stage.send(
            0, now=now, **{"flag": {"hurt": "few"}, "weekly": {"hurt": "once"}}[what]
        )


@pytest.mark.parametrize("what", ["message", "flag", "weekly"])
def test_what_is_not_listed_is_not_counted_and_keeps_the_round(stage, what):
    """The same page and the same day, whatever came and at whatever minute."""
    over = stage.round.closes_at + timedelta(hours=1)
    of_a_pupil(stage, what, NOW if what == "weekly" else stage.round.closes_at - MINUTE)
    unread = retain.unread(stage.round, over)
    assert (unread.flags, unread.messages) == ([], 0)
    with pytest.raises(errors.TooNew) as refused:
        retain.shred_round(OWNER, stage.round.id, WHY, over)
    assert refused.value.day == date(2026, 12, 1)
    assert wrapped_keys.get(stage.round.id)
    assert [event.what for event in audit.of_body(OWNER.body_id)] == []


def test_what_says_it_is_listed_in_years_keeps_no_round(stage):
    put_row(
        "INBOX#SCHAAA",
        f"FLAG#{ID}",
        **item_row(stage, "flag", id=ID, since="2039-01-01T00:00:00Z"),
    )
    retain.shred_round(OWNER, stage.round.id, WHY, AFTER)
    assert wrapped_keys.get(stage.round.id) is None


@pytest.mark.parametrize("what", ["message", "flag", "weekly"])
def test_on_the_day_that_is_named_all_of_it_is_counted_and_can_go(stage, what):
    of_a_pupil(stage, what, stage.round.closes_at - MINUTE)
    named = start_of(date(2026, 12, 1))
    unread = retain.unread(stage.round, named)
    assert len(unread.flags) + unread.messages == 1
    retain.shred_round(OWNER, stage.round.id, WHY, named)
    assert wrapped_keys.get(stage.round.id) is None


def test_nobody_is_warned_of_what_is_shredded(stage, monkeypatch):
    stage.send(0, hurt="once")
    retain.shred_round(OWNER, stage.round.id, WHY, LISTED)
    for days in (30, 7, 1):
        assert sweep_from_now_on(at(stage, monkeypatch, days=days)) == []


@pytest.mark.parametrize("who", [NURSE, PRINCIPAL, STRANGER])
def test_only_the_school_owner_shreds_and_sets(stage, who):
    with pytest.raises(errors.NotFound):
        retain.shred_round(who, stage.round.id, WHY, AFTER)
    with pytest.raises(errors.NotFound):
        retain.set_retention(who, 90, NOW)
    assert rows_with("casework", pk="KEY#")


def test_a_new_round_is_kept_as_long_as_its_owner_has_set(stage):
    retain.set_retention(OWNER, SHORTEST, NOW)
    assert retention_store.get(OWNER.body_id).days == SHORTEST
    duty, closes = stage.round.on_duty, NOW + timedelta(hours=4)
    new = NewRound("grades_5_7", stage.round.mode, ("nb",), NOW, closes, duty)
    opened = open_round(new, SCHOOL, CLASSES)
    assert opened.expires_at == datetime(2027, 1, 23, tzinfo=UTC)
    assert stage.round.expires_at == datetime(2027, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize("days", [0, SHORTEST - 1, 731])
def test_a_retention_out_of_bounds_is_refused(stage, days):
    with pytest.raises(ValueError):
        retain.set_retention(OWNER, days, NOW)
