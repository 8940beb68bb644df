"""What is kept how long: gone at the second, never silently, shredded and erased when asked."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.inbox import Filter, Kind
from chalicelib.domain.retention import SHORTEST
from chalicelib.services import inbox, refusals, retention
from chalicelib.services.rounds import NewRound, open_round
from chalicelib.services.schedule import sweep
from chalicelib.stores import audit, codes, database, rounds, wrapped_keys
from chalicelib.stores import retention as retention_store
from tests.cast import CLASSES, NOW, NURSE, OWNER, PRINCIPAL, SCHOOL, STRANGER, set_the_stage
from tests.mailbox import sent, to_whom
from tests.rows import rows_with


@pytest.fixture
def stage(aws, monkeypatch):
    monkeypatch.setattr(database, "clock", NOW.timestamp)
    return set_the_stage()


def waiting():
    return inbox.list_items(NURSE, Filter()).items


def at(stage, monkeypatch, **before_the_end):
    """The clock so long before the round's rows expire."""
    moment = stage.round.expires_at - timedelta(**before_the_end)
    monkeypatch.setattr(database, "clock", moment.timestamp)
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
    assert codes.get(stage.codes[1])
    at(stage, monkeypatch, seconds=0)
    assert waiting() == []
    assert rounds.get(stage.round.id) is None
    assert wrapped_keys.get(stage.round.id) is None
    assert codes.get(stage.codes[1]) is None
    assert rows_with("answers", sk="ANSWER#")  # the rows wait for TTL; nobody can read them


def test_what_nobody_has_read_is_warned_of_a_month_a_week_and_a_day_before(stage, monkeypatch):
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
    told = [entry for entry in audit.of_body(OWNER.body_id) if entry.what == "unread_flags_expire"]
    assert [one.count for one in told] == ["1"]


def test_what_was_read_goes_without_a_word(stage, monkeypatch):
    stage.send(0, hurt="once")
    (flag,) = waiting()
    inbox.open_item(NURSE, Kind.FLAG, flag.id, NOW)
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
    retention.shred_round(OWNER, stage.round.id, NOW)
    assert rows_with("casework", pk="KEY#") == []
    (flag,) = waiting()
    inbox.open_item(NURSE, Kind.FLAG, flag.id, NOW)
    assert inbox.see(NURSE, Kind.FLAG, flag.id, NOW).content.flag is None
    assert [entry.what for entry in audit.of_body(OWNER.body_id)] == ["shredded_round"]
    with pytest.raises(refusals.NotFound):
        retention.shred_round(OWNER, stage.round.id, NOW)


@pytest.mark.parametrize("who", [NURSE, PRINCIPAL, STRANGER])
def test_only_the_school_owner_shreds_and_sets(stage, who):
    with pytest.raises(refusals.NotFound):
        retention.shred_round(who, stage.round.id, NOW)
    with pytest.raises(refusals.NotFound):
        retention.set_retention(who, 90, NOW)
    assert rows_with("casework", pk="KEY#")


def test_an_erased_flag_leaves_a_tombstone_and_nothing_else(stage):
    stage.send(0, hurt="often")
    (flag,) = waiting()
    retention.erase(NURSE, Kind.FLAG, flag.id, NOW)
    assert waiting() == []
    (row,) = rows_with("answers", sk="FLAG#")
    assert set(row) == {"pk", "sk", "erased_on"}
    assert [(one.what, one.subject) for one in audit.of_body(SCHOOL.id)] == [
        ("erased_flag", flag.id)
    ]
    with pytest.raises(refusals.NotFound):
        retention.erase(NURSE, Kind.FLAG, flag.id, NOW)


def test_another_schools_flag_cannot_be_erased(stage):
    stage.send(0, hurt="often")
    (flag,) = waiting()
    with pytest.raises(refusals.NotFound):
        retention.erase(STRANGER, Kind.FLAG, flag.id, NOW)
    assert waiting()


def test_a_new_round_is_kept_as_long_as_its_owner_has_set(stage):
    retention.set_retention(OWNER, SHORTEST, NOW)
    assert retention_store.get(OWNER.body_id).days == SHORTEST
    duty, closes = stage.round.on_duty, NOW + timedelta(hours=4)
    new = NewRound("grades_5_7", stage.round.mode, ("nb",), NOW, closes, duty)
    opened = open_round(new, SCHOOL, CLASSES)
    assert opened.expires_at == datetime(2027, 1, 23, tzinfo=UTC)
    assert stage.round.expires_at == datetime(2027, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize("days", [0, SHORTEST - 1, 731])
def test_a_retention_out_of_bounds_is_refused(stage, days):
    with pytest.raises(ValueError):
        retention.set_retention(OWNER, days, NOW)
