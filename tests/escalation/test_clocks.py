"""Flags' clocks and class checks, run by the sweep as the schedule runs it."""

from datetime import timedelta

import pytest

from chalicelib.audit import store as audit
from chalicelib.items.filter import Filter
from chalicelib.reading.inbox_list import list_items
from chalicelib.reading.open import open_item
from chalicelib.upkeep.schedule import sweep
from tests.cast import LAST_SLOT, NOW, NURSE, OWNER, PRINCIPAL, SLOT, set_the_stage
from tests.mailbox import sent, to_whom
from tests.rows import rows_with


@pytest.fixture
def stage(aws):
    return set_the_stage(codes=12)


def test_an_unopened_l3_goes_to_the_principal_after_an_hour_then_to_the_owner_each_school_day(
    stage,
):
    stage.send(contact="today")
    for minute in range(60):
        sweep(NOW + timedelta(minutes=minute))
    assert to_whom()[2:] == []
    sweep(NOW + timedelta(minutes=62))
    assert to_whom().count(PRINCIPAL.email) == 2
    for hour in range(2, 72):
        sweep(NOW + timedelta(hours=hour))
    assert to_whom().count(OWNER.email) == 3
    words = [entry.what for entry in audit.of_body("SCHAAA")]
    assert words == ["escalated_to_principal"] + ["escalated_to_owner"] * 3


def test_opening_stops_the_clock(stage):
    stage.send(contact="today")
    sweep(NOW)
    (flag,) = rows_with("answers", sk="FLAG#")
    open_item(NURSE, "flag", flag["id"], NOW + timedelta(minutes=50))
    for hour in range(1, 72):
        sweep(NOW + timedelta(hours=hour))
    assert len(sent()) == 2


def test_an_unopened_l2_goes_to_the_principal_after_a_school_day(stage):
    stage.send(now=NOW, hurt="few")
    for hour in range(27):
        sweep(NOW + timedelta(hours=hour))
    assert len(sent()) == 2
    sweep(LAST_SLOT + timedelta(days=1, hours=1))
    sweep(LAST_SLOT + timedelta(days=1, hours=1, minutes=1))
    assert to_whom().count(PRINCIPAL.email) == 2


def test_many_unopened_flags_of_one_slot_are_one_mail(stage):
    for number in range(5):
        stage.send(number, hurt="few")
    sweep(SLOT)
    sweep(SLOT + timedelta(minutes=1))
    sweep(SLOT + timedelta(days=1, minutes=2))
    sweep(SLOT + timedelta(days=1, minutes=3))
    assert to_whom().count(PRINCIPAL.email) == 2


def test_a_class_where_many_meet_a_rule_gets_a_flag_of_its_own_once(stage):
    for number in range(3):
        stage.send(number, hurt="few")
    sweep(NOW)
    sweep(NOW + timedelta(minutes=1))
    assert len(rows_with("answers", sk="FLAG#")) == 3
    for number in range(3, 6):
        stage.send(number, thriving="very_good")
    sweep(NOW + timedelta(minutes=2))
    sweep(stage.round.closes_at + timedelta(minutes=1))
    assert len(rows_with("answers", sk="FLAG#")) == 4
    stage.send(6, now=NOW, hurt="few")
    sweep(stage.round.closes_at + timedelta(minutes=30))
    sweep(stage.round.closes_at + timedelta(minutes=31))
    assert len(rows_with("answers", sk="FLAG#")) == 5


def test_the_flag_of_a_class_comes_with_the_slot_after_that_of_the_flags(stage):
    for number in range(7):
        stage.send(number, now=NOW, hurt="few")
    sweep(LAST_SLOT)
    sweep(LAST_SLOT + timedelta(minutes=1))
    assert len(listed(LAST_SLOT + timedelta(minutes=1))) == 7
    after = NOW.replace(minute=0, second=0) + timedelta(days=1)
    assert len(listed(after - timedelta(seconds=1))) == 7
    assert len(listed(after)) == 8


def listed(now):
    return list_items(NURSE, Filter(), now).items


def test_five_answers_are_too_few_for_a_class_flag(stage):
    for number in range(5):
        stage.send(number, hurt="often")
    sweep(NOW)
    sweep(NOW + timedelta(minutes=1))
    sweep(stage.round.closes_at + timedelta(minutes=1))
    assert len(rows_with("answers", sk="FLAG#")) == 5
