"""Four sweeps side by side, each in a share of the schools: every mail goes, and goes
once, whichever of them is late, fails or meets another."""

from datetime import timedelta

import pytest

from chalicelib.core.log_lines import LogLine
from chalicelib.storage import keys
from chalicelib.storage.codec import stamp
from chalicelib.storage.keys import SHARDS, Key, due_shard
from chalicelib.upkeep.schedule import BEHIND, MOST_IN_ALL, sweep
from tests.cast import NOW, NURSE, PRINCIPAL, set_the_stage
from tests.faults import first_of_all
from tests.forged import mail_row, put_row
from tests.mailbox import sent, to_whom
from tests.roles import playing
from tests.rows import rows_with

GROUP = {NURSE.email, PRINCIPAL.email}
ALL = range(SHARDS)
LATER = timedelta(minutes=1)


@pytest.fixture
def stage(aws):
    return set_the_stage(codes=12)


def due_in(*shards, at=NOW, each=1):
    for shard in shards:
        for number in range(each):
            name = f"m{shard}-{number}"
            where = {"due_shard": f"DUE#{shard}", "due_at": stamp(at)}
            put_row("OUTBOX#SCHAAA", f"MAIL#{name}", **mail_row(id=name), **where)


def numbers_told():
    """Each mail by how many were told of it; two are the group."""
    return [
        len(row["told"])
        for row in rows_with("answers", sk="MAIL#")
        if "due_at" not in row
    ]


@pytest.mark.parametrize(
    "key",
    [
        Key("OUTBOX#SCHAAA", "MAIL#x"),
        Key("INBOX#SCHAAA", "FLAG#abc"),
        Key("INBOX#SCHAAA#NURSE", "THREAD#abcd"),
        Key("REFERRALS#SCHAAA", "REFERRAL#y"),
    ],
)
def test_all_that_waits_at_a_school_waits_in_one_shard(key):
    assert due_shard(key) == due_shard(keys.mail("SCHAAA", "another"))


def test_schools_are_spread_over_all_shards():
    used = [due_shard(keys.mail(f"SCH{letter}AA", "m")) for letter in "ABCDEFGH"]
    assert {f"DUE#{shard}": 2 for shard in ALL} == {
        shard: used.count(shard) for shard in used
    }


def test_each_sweep_sends_what_is_its_own(stage):
    due_in(*ALL)
    for done, shard in enumerate(ALL, 1):
        with playing("sweeper"):
            sweep(NOW, shard=shard)
        assert len(sent()) == 2 * done
    assert numbers_told() == [2] * SHARDS


def test_one_sweep_has_all_where_it_is_told_no_shard(stage):
    due_in(*ALL)
    sweep(NOW)
    assert numbers_told() == [2] * SHARDS


@pytest.mark.parametrize("still", ALL)
def test_where_one_of_them_does_not_run_the_others_send_its_mail_late(stage, still):
    due_in(still)
    others = [shard for shard in ALL if shard != still]
    for shard in others:
        sweep(NOW + BEHIND - timedelta(seconds=1), shard=shard)
    assert sent() == []
    for shard in others:
        sweep(NOW + BEHIND, shard=shard)
    assert set(to_whom()) == GROUP
    assert numbers_told() == [2]


def test_where_one_fails_at_each_call_the_next_of_its_shard_sends_all(stage, fails):
    sweep(NOW)  # what is due of the round
    due_in(*ALL)
    with fails("dynamodb", "TransactWriteItems", "lost_answer", times=1):
        for shard in ALL:
            sweep(NOW, shard=shard)
    assert len(sent()) == 2 * (SHARDS - 1)
    sweep(NOW + timedelta(minutes=5), shard=0)
    assert numbers_told() == [2] * SHARDS
    assert len(sent()) == 2 * SHARDS


@pytest.mark.parametrize("operation", ["GetItem", "TransactWriteItems"])
@pytest.mark.parametrize("other", [0, 1])
def test_two_that_meet_over_the_same_mails_send_each_once(
    stage, caplog, operation, other
):
    """The next minute's, while this one is at work; or another's, over what is
    behind."""
    due_in(0, at=NOW - BEHIND, each=6)
    with first_of_all(operation, lambda: sweep(NOW, shard=other)):
        sweep(NOW, shard=0)
    assert numbers_told() == [2] * 6
    assert len(sent()) == 12
    assert LogLine.SWEEP_FAILED not in caplog.text


def test_two_that_meet_over_a_clock_tell_of_it_once(stage, caplog):
    stage.send(now=NOW, contact="today")
    late = NOW + timedelta(minutes=8)
    with first_of_all("TransactWriteItems", lambda: sweep(late, shard=None)):
        sweep(late, shard=None)
    sweep(late + LATER)
    assert to_whom() == [NURSE.email, PRINCIPAL.email]
    assert LogLine.SWEEP_FAILED not in caplog.text


def test_a_pupils_answer_goes_from_clock_to_mail_in_one_sweep_of_the_schools(stage):
    stage.send(now=NOW, contact="today")
    own = int(due_shard(keys.mail("SCHAAA", "m"))[-1])
    sweep(NOW + timedelta(minutes=8), shard=own)
    assert to_whom() == [NURSE.email, PRINCIPAL.email]


def test_the_night_is_done_by_one_of_them(stage):
    night = NOW + timedelta(days=1)
    for shard in (3, 2, 1):
        sweep(night, shard=shard)
    assert rows_with("answers", pk="RECONCILED") == []
    sweep(night, shard=0)
    assert len(rows_with("answers", pk="RECONCILED")) == 1


def test_of_a_quarter_of_the_schools_a_quarter_of_the_mails_is_many(stage, caplog):
    for number in range(MOST_IN_ALL // SHARDS + 1):
        where = {"due_shard": "DUE#0", "due_at": stamp(NOW)}
        put_row(f"OUTBOX#S{number}", "MAIL#m", **where)
    sweep(NOW)
    assert LogLine.MAIL_VOLUME not in caplog.text
    sweep(NOW + timedelta(hours=1), shard=0)
    assert f"{LogLine.MAIL_VOLUME} mails={MOST_IN_ALL // SHARDS + 1} in all" in (
        caplog.text
    )


@pytest.mark.parametrize("fault", ["too_quick", "throttled"])
def test_what_ses_did_not_take_for_being_too_many_is_offered_again(stage, fails, fault):
    due_in(0)
    with fails("sesv2", "SendEmail", fault, times=5) as happened:
        sweep(NOW, shard=0)
    assert len(happened) == 5
    assert to_whom() == [NURSE.email, PRINCIPAL.email]


@pytest.mark.parametrize("fault", ["server_error", "down", "lost_answer", "quota_old"])
def test_what_ses_may_have_taken_is_not_offered_again_in_that_sweep(
    stage, fails, fault
):
    due_in(0)
    with fails("sesv2", "SendEmail", fault) as happened:
        sweep(NOW, shard=0)
    assert len(happened) == 2
