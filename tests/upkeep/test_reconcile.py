"""Stored = told = opened: by itself once a day, counted per school, nothing
forgotten."""

from datetime import timedelta

import pytest

from chalicelib.core.settings import settings
from chalicelib.pupil_threads import ask_contact
from chalicelib.storage import transaction, writes
from chalicelib.storage.keys import Key
from chalicelib.upkeep import reconcile, schedule
from chalicelib.upkeep.schedule import sweep
from tests.cast import BEFORE, NOW, SCHOOL, SLOT, set_the_stage
from tests.mailbox import sent
from tests.pupil_cast import TO_NURSE, TODAY, ticket_of
from tests.rows import rows_with

NIGHT = NOW + timedelta(hours=20)
"""Past four o'clock of the next day in Norway."""


@pytest.fixture
def stage(aws):
    return set_the_stage(codes=12)


@pytest.fixture
def lines(caplog):
    """What the log said of it, without its first word."""

    def said():
        every = [record.getMessage() for record in caplog.records]
        return [
            line.partition(" ")[2].strip()
            for line in every
            if line.startswith("reconciled ")
        ]

    return said


def remove(row):
    transaction.commit(
        writes.Delete(settings().answers_table, Key(row["pk"], row["sk"]))
    )


def put(row, **changes):
    both = {**row, **changes}
    key = Key(both.pop("pk"), both.pop("sk"))
    transaction.commit(writes.Put(settings().answers_table, key, both))


def test_it_runs_in_the_first_sweep_and_then_once_a_day_after_four(stage, lines):
    for minutes in (0, 1, 5, 18 * 60, 20 * 60, 20 * 60 + 1, 30 * 60, 44 * 60):
        sweep(NOW + timedelta(minutes=minutes))
    assert lines() == ["whole stored=0 told=0 to_come=0 lost=0 unopened=0"] * 3


def test_what_waits_for_its_slot_is_to_come_and_then_told(stage, lines):
    stage.send(0, NOW, hurt="few")
    sweep(NOW)
    sweep(SLOT)
    sweep(NIGHT)
    assert lines() == [
        "whole stored=1 told=0 to_come=1 lost=0 unopened=0",
        "whole stored=1 told=1 to_come=0 lost=0 unopened=0",
    ]


@pytest.mark.parametrize(
    "answer", [{"hurt": "few"}, {"hurt": "once"}, {"contact": "today"}]
)
def test_an_item_whose_mail_is_gone_is_lost_whatever_its_level(stage, lines, answer):
    stage.send(0, **answer)
    week = timedelta(days=6, hours=3)
    for at in (NOW, NOW + week):
        sweep(at)
        for row in rows_with("answers", sk="MAIL#"):
            remove(row)
    (flag,) = rows_with("answers", sk="FLAG#")
    change = {name: None for name in ("due_shard", "due_at") if name in flag}
    put({k: v for k, v in flag.items() if k not in change})
    sweep(NIGHT + week)
    assert lines()[-1].startswith("short stored=1 told=0 to_come=0 lost=1")
    assert flag["id"] in lines()[-1]


def test_a_mail_of_the_same_id_at_another_school_is_another_mail(stage, lines):
    stage.send(0, NOW, contact="this_week")
    sweep(SLOT)
    (mail,) = rows_with("answers", sk="MAIL#")
    (told,) = rows_with("answers", sk="MAIL#")
    remove(told)
    put(
        mail,
        pk="OUTBOX#SCHBBB",
        school_id="SCHBBB",
        told={"A4": "2026-11-24T10:45:00Z"},
    )
    sweep(NIGHT)
    assert lines()[-1].startswith("short stored=1 told=0 to_come=0 lost=1")


def test_a_dead_mail_told_nobody_unless_the_next_circle_was(
    stage, lines, fails, monkeypatch
):
    monkeypatch.setitem(schedule._BY_PLACE, ("INBOX", "FLAG"), lambda key, now: None)
    stage.send(0, contact="today")
    with fails("sesv2", "SendEmail", "bad_address"):
        sweep(NOW)
    for row in rows_with("answers", sk="MAIL#"):
        if row.get("due_shard") != "DEAD":
            remove(row)
    sweep(NIGHT)
    assert lines()[-1].startswith("short stored=1 told=0")


def test_a_dead_mail_passed_on_is_told_by_the_next(stage, lines, fails):
    stage.send(0, contact="today")
    with fails("sesv2", "SendEmail", "bad_address", times=2):
        # The group, the principal who is one of them, the owner
        for second in range(3):
            sweep(NOW + timedelta(seconds=second))
    sweep(NIGHT)
    assert len(sent()) >= 1
    assert lines()[-1].startswith("whole stored=1 told=1")


def test_what_everybody_was_told_of_and_nobody_opened_is_named(stage, lines):
    stage.send(0, contact="today")
    for hour in range(24 * 3):
        sweep(NOW + timedelta(hours=hour))
    (flag,) = rows_with("answers", sk="FLAG#")
    assert (
        lines()[-1]
        == f"short stored=1 told=1 to_come=0 lost=0 unopened=1 FLAG#{flag['id']}"
    )


def test_a_clock_that_stands_still_is_named(stage, lines, monkeypatch):
    stage.send(0, hurt="few")
    sweep(SLOT)
    monkeypatch.setitem(schedule._BY_PLACE, ("INBOX", "FLAG"), lambda key, now: None)
    sweep(NOW + timedelta(days=9))
    assert "unopened=1" in lines()[-1]


def test_messages_of_threads_are_counted_too(stage, lines):
    for number, wish in enumerate((TODAY, TO_NURSE)):
        at = (BEFORE, NOW)[number]
        ask_contact.ask(ticket_of(stage, f"{number}" * 22).text, wish, None, at)
    sweep(NOW)
    sweep(NIGHT)
    assert lines() == [
        "whole stored=2 told=1 to_come=1 lost=0 unopened=0",
        "whole stored=2 told=2 to_come=0 lost=0 unopened=0",
    ]
    for row in rows_with("answers", sk="MAIL#"):
        remove(row)
    sweep(NIGHT + timedelta(days=1))
    assert lines()[-1].startswith("short stored=2 told=1")


def test_a_failure_is_logged_and_stops_no_mail(stage, lines, monkeypatch, caplog):
    def down(now):
        raise transaction.Unavailable

    monkeypatch.setattr(reconcile, "daily", down)
    stage.send(0, contact="today")
    sweep(NOW)
    assert len(sent()) == 2
    assert "sweep failed kind=RECONCILED error=Unavailable" in caplog.text


def test_mail_is_kept_as_long_as_what_it_tells_of(stage):
    stage.send(0, hurt="few")
    sweep(NOW)
    (mail,), (flag,) = (
        rows_with("answers", sk="MAIL#"),
        rows_with("answers", sk="FLAG#"),
    )
    assert mail["expires_at"] >= flag["expires_at"]


def test_the_line_holds_no_school_and_no_person(stage, lines):
    stage.send(0, contact="today")
    sweep(NIGHT + timedelta(days=3))
    sweep(NIGHT + timedelta(days=4))
    for line in lines():
        assert SCHOOL.id not in line
        assert "@" not in line
        assert SCHOOL.name not in line
