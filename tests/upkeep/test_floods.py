"""More rows are due than a sweep has time for: mail goes out all the same, and nothing
is lost."""

import logging
import re
from datetime import timedelta

import pytest

from chalicelib.core.ids import ALPHABET
from chalicelib.core.log_lines import LogLine
from chalicelib.storage.codec import epoch, stamp
from chalicelib.upkeep.schedule import SECONDS_FOR_CLOCKS, SECONDS_FOR_MAIL, sweep
from tests.cast import NOW, NURSE, PRINCIPAL
from tests.forged import DUE, ID, item_row, mail_row, put_row
from tests.mailbox import to_whom
from tests.roles import playing
from tests.rows import rows_with

MANY = 12
LATE = NOW + timedelta(minutes=8)


class Slow:
    """A clock on which each thing that is done takes so long."""

    def __init__(self, seconds):
        self.seconds, self.now = seconds, 0.0

    def __call__(self):
        self.now += self.seconds
        return self.now


def flood(pk="INBOX#SCHAAA", number=MANY, **row):
    for index in range(number):
        id_ = f"{ID[:-1]}{ALPHABET[index]}"
        put_row(pk, f"FLAG#{id_}", **row | {"id": id_})


def still_due(now):
    return [
        row
        for row in rows_with("answers", sk="FLAG#")
        if row.get("due_at", "~") <= stamp(now)
    ]


def cut_short(caplog):
    return [
        message
        for message in caplog.messages
        if message.startswith(LogLine.SWEEP_CUT_SHORT)
    ]


@pytest.mark.parametrize(
    "of", ["nobody can read", "items of no school", "items of the school"]
)
def test_a_flood_of_due_rows_keeps_no_mail_waiting(stage, caplog, of):
    rows = {
        "nobody can read": {},
        "items of no school": item_row(stage, "flag", school_id="X"),
    }
    flood(**rows.get(of, item_row(stage, "flag")))
    put_row("OUTBOX#SCHAAA", "MAIL#m1", **mail_row())
    with playing("sweeper"):
        sweep(NOW, Slow(SECONDS_FOR_CLOCKS / 5))
    assert set(to_whom()) == {NURSE.email, PRINCIPAL.email}
    assert "due_at" not in rows_with("answers", sk="MAIL#m1")[0]
    assert len(still_due(NOW)) >= MANY - 4
    (line,) = cut_short(caplog)
    assert re.fullmatch(r"sweep cut short due=(\d+) left=(\d+) mails=[12] left=0", line)
    assert LogLine.SWEEP_FAILED not in caplog.text or of == "items of no school"


def test_what_a_sweep_does_not_come_to_is_done_by_the_next_ones(stage, caplog):
    flood(**item_row(stage, "flag", school_id="X"))
    for minute in range(12):
        sweep(NOW + timedelta(minutes=minute), Slow(SECONDS_FOR_CLOCKS / 9))
    assert still_due(NOW + timedelta(minutes=12)) == []
    assert len(rows_with("answers", sk="FLAG#")) == MANY


def test_a_flood_among_other_rows_holds_up_no_pupils_answer(stage):
    """Due for longer than the answer, in other partitions: it is among the first."""
    stage.send(now=NOW, contact="today")
    flood("INBOX#SCHBBB", due_at=DUE)
    flood("HELD#x", due_at=DUE)
    sweep(LATE, Slow(SECONDS_FOR_CLOCKS / 11))
    assert to_whom() == [NURSE.email, PRINCIPAL.email]


def test_rows_that_stay_due_whatever_is_done_hold_nothing_up_for_ever(stage):
    """Expired, in the answer's own inbox, and due for longer: nothing puts them off."""
    stage.send(now=NOW, contact="today")
    flood(due_at=DUE, expires_at=epoch(NOW) - 1)
    for minute in range(8, 30):
        sweep(NOW + timedelta(minutes=minute), Slow(SECONDS_FOR_CLOCKS / 9))
    assert {NURSE.email, PRINCIPAL.email} <= set(to_whom())


def test_more_mails_than_a_sweep_has_time_for_go_with_the_next_ones_once_each(
    stage, caplog
):
    for number in range(6):
        put_row("OUTBOX#SCHAAA", f"MAIL#m{number}", **mail_row(id=f"m{number}"))
    sweep(NOW, Slow(SECONDS_FOR_MAIL / 3))
    assert len(to_whom()) == 2 * 2
    assert "mails=6 left=4" in caplog.text
    for minute in range(1, 4):
        sweep(NOW + timedelta(minutes=minute), Slow(SECONDS_FOR_MAIL / 3))
    assert len(to_whom()) == 6 * 2


def test_a_sweep_that_has_time_says_nothing(stage, caplog):
    stage.send(now=NOW, contact="today")
    with caplog.at_level(logging.WARNING):
        sweep(LATE)
    assert to_whom() == [NURSE.email, PRINCIPAL.email]
    assert cut_short(caplog) == []


@pytest.mark.parametrize("look", ["HELD", "CHECK"])
def test_looks_at_many_classes_hold_up_no_flag_of_a_school(stage, look):
    """The school's flags are one partition, each look is one of its own."""
    for pupil in range(3):
        stage.send(pupil, now=NOW, contact="today")
    for number in range(MANY):
        put_row(f"{look}#x#{number}", look, due_at=DUE)
    sweep(LATE, Slow(SECONDS_FOR_CLOCKS / 6))
    assert [row["step"] for row in rows_with("answers", sk="FLAG#")] == [1] * 3
    assert to_whom() == [NURSE.email, PRINCIPAL.email]


def test_looks_have_a_share_of_their_own_after_the_clocks(stage, caplog):
    flood(**item_row(stage, "flag", school_id="X"))
    for number in range(MANY):
        put_row(f"HELD#x#{number}", "HELD", due_at=DUE)
    sweep(NOW, Slow(SECONDS_FOR_CLOCKS / 9))
    left = [row for row in rows_with("answers", sk="HELD") if row["due_at"] == DUE]
    assert 0 < len(left) < MANY
    assert cut_short(caplog)
