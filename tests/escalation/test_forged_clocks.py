"""Rows that a taken-over public side puts: the sweep does for them what it does for a
pupil's."""

import logging
from datetime import timedelta

import pytest

from chalicelib.core.local_time import quarter_of
from chalicelib.core.log_lines import LogLine
from chalicelib.outbox.mail import MailKind
from chalicelib.reading import open as reading
from chalicelib.reading import own_items
from chalicelib.rounds import opening_store
from chalicelib.storage import transaction
from chalicelib.storage.codec import encode, stamp
from chalicelib.upkeep.schedule import MOST_IN_ALL, MOST_MAILS, sweep
from tests import forged, mailbox
from tests.cast import (
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    STRANGER,
)
from tests.faults import failing
from tests.forged import DUE, EVIL, ID, item_row, mail_row, public_prefixes, put_row
from tests.pupil_cast import receipt_with
from tests.rows import rows_with

# --- how often one looks at what cannot be done
# -------------------------------------------------


@pytest.mark.parametrize(
    ("pk", "sk"),
    [
        ("INBOX#SCHAAA", f"FLAG#{ID}"),
        ("INBOX#SCHAAA", f"MESSAGE#{ID}#{ID}"),
        ("HELD#x#6A", "HELD"),
        ("CHECK#x#6A", "CHECK"),
        ("OPENING#x", "OPENING"),
        ("EXPIRY#x", "EXPIRY"),
        ("OUTBOX#SCHAAA", "MAIL#m1"),
        ("ASKED#q", "ANYTHING"),
    ],
)
def test_a_due_row_nobody_can_read_is_said_once_an_hour_and_stays_due(
    stage, caplog, pk, sk
):
    put_row(pk, sk, number=7)
    said = []
    for minute in (0, 1, 2, 30, 59, 60, 61):
        caplog.clear()
        with caplog.at_level(logging.ERROR):
            sweep(NOW + timedelta(minutes=minute))
        said.append(
            LogLine.ROW_UNREADABLE in caplog.text or LogLine.SWEEP_FAILED in caplog.text
        )
    assert said == [True, False, False, False, False, True, False]
    (row,) = rows_with("answers", pk=pk, sk=sk)
    assert (row["due_shard"], row["due_at"]) == (
        "DUE#1",
        stamp(NOW + timedelta(minutes=120)),
    )


def test_one_that_waits_where_no_school_or_round_is_is_put_off_too(stage, caplog):
    put_row("INBOX#SCHAAA", f"FLAG#{ID}", **item_row(stage, "flag", round_id="NONE"))
    with caplog.at_level(logging.ERROR):
        for minute in range(3):
            sweep(NOW + timedelta(minutes=minute))
    assert caplog.text.count(LogLine.SWEEP_FAILED) == 1


def test_what_our_own_trouble_stops_is_tried_again_the_next_minute(stage, caplog):
    stage.send(now=NOW - timedelta(minutes=30), contact="today")
    with caplog.at_level(logging.ERROR), failing("dynamodb", "GetItem", "server_error"):
        sweep(NOW)
    assert LogLine.SWEEP_FAILED in caplog.text
    assert mailbox.sent() == []
    sweep(NOW + timedelta(minutes=1))
    assert mailbox.to_whom() == [NURSE.email, PRINCIPAL.email]


# --- what the dispatcher does
# ------------------------------------------------------------------

UPKEEPS_OWN = ("RECONCILED", "WEEK_PLANNED", "CASES_CHECKED", "BACKED_UP")
KINDS = (
    *("CHECK", "EXPIRY", "CONTACT#", "FLAG#", "HELD", "MAIL#", "MESSAGE#", "OPENING"),
    *(
        "REFERRAL#",
        "THREAD#",
        "ADDED#",
        "DRAFT#",
        "ANSWER#",
        "TURN#",
        *UPKEEPS_OWN,
        "X",
    ),
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("prefix", public_prefixes())
def test_no_row_the_public_side_may_write_is_handled_as_anothers(
    stage, caplog, prefix, kind
):
    """All attributes of every kind in one row, so that whoever handles it has what it
    needs."""
    places = {"INBOX#": ["SCHAAA", "WNERAA", "SCHAAA#NURSE"]}.get(prefix, ["x"])
    openings_put = opening_store.put_opening(
        stage.round.id, NOW + timedelta(days=1), stage.round.expires_at
    )
    transaction.commit(openings_put)
    before = len(rows_with("answers"))
    for place in places:
        sk = f"{kind}{ID}" if kind.endswith("#") else kind
        row = item_row(stage, "referral") | mail_row(id=ID) | {"sealed": b"x"}
        put_row(prefix + place, sk, **row, quarter=DUE, crowd=0, held=[], thread_id=ID)
    with caplog.at_level(logging.ERROR):
        sweep(NOW)
        sweep(NOW + timedelta(minutes=6))
    assert mailbox.sent() == []
    # Its own rows, and what the sweep writes of its own every day.
    assert len(rows_with("answers", pk="OUTBOX#")) == 0
    assert len(rows_with("answers", pk="OPENING#")) == 1
    assert len(
        [r for r in rows_with("answers") if r["pk"] not in UPKEEPS_OWN]
    ) == before + len(places)
    assert LogLine.ROW_UNREADABLE in caplog.text


@pytest.mark.parametrize("prefix", public_prefixes())
@pytest.mark.parametrize("kind", list(MailKind))
def test_no_forged_mail_is_sent(stage, caplog, prefix, kind):
    row = mail_row(
        kind=kind,
        recipients="owner",
        number=EVIL,
        receiver=["SCHBBB", STRANGER.id],
        told={},
    )
    put_row(f"{prefix}x", "MAIL#m1", **row)
    put_row(f"{prefix}SCHAAA", "MAIL#m1", **row)
    with caplog.at_level(logging.ERROR):
        for minutes in range(0, 12, 5):
            sweep(NOW + timedelta(minutes=minutes))
    assert mailbox.sent() == []
    assert EVIL not in caplog.text


@pytest.mark.parametrize(
    "changes",
    [
        {"school_id": "SCHBBB"},
        {"id": "m2"},
        {"school_id": "SCHAAA#MAIL", "id": "x"},
        {"number": EVIL},
        {"number": "abcdef"},
        {"number": "ABCDEFG"},
        {"number": "ABCDE\n"},
    ],
)
def test_a_mail_that_says_it_is_another_or_carries_words_is_not_sent(stage, changes):
    put_row("OUTBOX#SCHAAA", "MAIL#m1", **mail_row(**changes))
    sweep(NOW)
    assert mailbox.sent() == []


def test_a_mail_of_ours_is(stage):
    put_row("OUTBOX#SCHAAA", "MAIL#m1", **mail_row())
    sweep(NOW)
    assert mailbox.to_whom() == [NURSE.email, PRINCIPAL.email]


def test_so_many_mails_in_all_are_heard_of_whichever_schools_they_are_of(stage, caplog):
    for number in range(MOST_IN_ALL + 1):
        school = f"SCH{number // MOST_MAILS}"
        put_row(
            f"OUTBOX#{school}",
            f"MAIL#m{number}",
            **mail_row(id=f"m{number}", school_id=school),
        )
    with caplog.at_level(logging.ERROR):
        sweep(NOW)
    assert f"{LogLine.MAIL_VOLUME} mails={MOST_IN_ALL + 1} in all" in caplog.text


def test_a_clock_put_to_what_was_opened_and_read_tells_nobody(stage, ticket):
    """The marks of both are the staff's own and hold, whatever else the row says."""
    early = NOW - timedelta(days=1)
    stage.send(now=early, contact="today")
    receipt_with(ticket, "Hei")
    sweep(NOW)
    for item in own_items.everything(PRINCIPAL, NOW):
        reading.open_item(PRINCIPAL, item.kind, item.id, NOW)
    sweep(NOW + timedelta(minutes=30))
    told = len(mailbox.sent())
    for sk in ("FLAG#", "MESSAGE#"):
        row = forged.stored(sk, having="opened_by")
        clock = {"due_shard": "DUE#1", "due_at": stamp(NOW - timedelta(hours=1))}
        forged.put(row | encode(clock))
    before = rows_with("answers", pk="INBOX#")
    sweep(NOW + timedelta(hours=2))
    assert len(mailbox.sent()) == told
    assert rows_with("answers", pk="INBOX#") == before


def test_a_forged_count_lists_nothing_before_its_time(stage):
    opened = NOW.replace(minute=0, second=0)
    stage.send(now=opened, contact="today")
    stage.send(1, now=opened, hurt="often")
    flags = rows_with("answers", sk="FLAG#")
    held = [[one["pk"], one["sk"]] for one in flags]
    counted = {
        "round_id": stage.round.id,
        "class_id": "6A",
        "quarter": stamp(quarter_of(opened)),
    }
    for pk, crowd in (
        ("ASKED#h", -9),
        (f"HELD#{stage.round.id}#6A", -9),
        ("ASKED#i", 0),
    ):
        put_row(pk, "HELD", **counted, told=0, crowd=crowd, held=held)
    sweep(opened + timedelta(minutes=2))
    assert {one["since"] for one in rows_with("answers", sk="FLAG#")} == {
        one["since"] for one in flags
    }


def test_a_true_count_tells_of_what_is_urgent_in_its_own_class_alone(stage):
    # After the slot that is at the hour itself
    opened = NOW.replace(minute=1, second=0)
    stage.send(now=opened, safe="hardly_ever")
    for number in range(1, 4):
        stage.send(number, now=opened, hurt="often")
    flags = rows_with("answers", sk="FLAG#")
    row = item_row(stage, "flag", due_at=stamp(NOW), since=stamp(NOW))
    put_row("INBOX#SCHBBB", f"FLAG#{ID}", **row)
    held = [*([one["pk"], one["sk"]] for one in flags), ["INBOX#SCHBBB", f"FLAG#{ID}"]]
    held.append(["OUTBOX#SCHAAA", "MAIL#x"])
    counted = {
        "round_id": stage.round.id,
        "class_id": "6A",
        "quarter": stamp(quarter_of(opened)),
    }
    put_row(f"HELD#{stage.round.id}#6A", "HELD", **counted, told=0, crowd=1, held=held)
    sweep(opened + timedelta(minutes=2))
    was = {one["id"]: one for one in flags}
    for one in rows_with("answers", pk="INBOX#", sk="FLAG#"):
        early = one["since"] == stamp(quarter_of(opened))
        assert early is (one["id"] in was and one["level"] == 3)


def test_a_forged_opening_takes_no_real_one_away(stage):
    real = opening_store.put_opening(
        stage.round.id, NOW + timedelta(days=1), stage.round.expires_at
    )
    transaction.commit(real)
    put_row("ASKED#q", "OPENING", round_id=stage.round.id)
    put_row("OPENING#x", "OPENING", round_id=stage.round.id)
    sweep(NOW)
    assert len(rows_with("answers", pk=real.key.pk)) == 1


def test_the_owner_hears_nothing_of_any_of_it(stage):
    put_row(
        "INBOX#WNERAA", f"MAIL#{ID}", **mail_row(recipients="owner", kind="owner_now")
    )
    sweep(NOW)
    assert OWNER.email not in mailbox.to_whom()
