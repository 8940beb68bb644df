"""Mails about cases that wait, as they are sent, day after day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.audit import store as audit
from chalicelib.audit.entry import SYSTEM
from chalicelib.case_access import responsibility
from chalicelib.cases import act, see_case
from chalicelib.cases import store as cases
from chalicelib.cases.clocks import NextKind
from chalicelib.cases.states import Move
from chalicelib.plans import write_plan
from chalicelib.schools import store as schools
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from tests.case_reminders.cast import (
    DEPUTY,
    DUE,
    OVERDUE,
    SOCIAL,
    WHICH,
    made,
    pen,
    put,
    told,
    with_deputy,
)
from tests.cast import (
    CALENDAR,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SCHOOL,
)
from tests.faults import failing
from tests.mailbox import sent

AWAY = {
    "not let in yet": {"confirmed": False},
    "mail comes back": {"bounced_at": NOW},
}
WHY = "Vi prøver noe annet enn en gruppe."


@pytest.fixture
def school(desk):
    with_deputy()
    return desk


def test_from_the_day_it_is_due_up_to_the_owner_each_at_the_first_slot(school):
    made(school)
    assert told(date(2026, 12, 18)) == [
        ("11-26", 8, "sosial", "due"),
        ("11-30", 8, "sosial", "due"),
        ("12-01", 8, "vara", "overdue"),
        ("12-03", 8, "rektor", "overdue"),
        ("12-10", 8, "eier", "at school"),
        ("12-17", 8, "eier", "at school"),
    ]


def test_the_mail_holds_how_many_and_nothing_of_a_case(school):
    for _ in range(3):
        made(school)
    told(date(2026, 12, 11))
    mails = [mail for mail in sent() if mail.subject in WHICH]
    assert len(mails) == 5
    for mail in mails:
        said = f"{mail.subject} {mail.body}".replace(mail.number, "")
        assert ": 3." in said
        assert not any(
            word in said for word in ("Elev", "6A", "Sak 1", SCHOOL.name, SOCIAL.name)
        )


def talked_over(at):
    """No first talk waits any more, nor a plan."""
    act.move(pen(at=at), Move.TRY_OTHER, WHY)
    write_plan.say_no_plan(pen(at=at), WHY)


def test_what_was_done_or_planned_anew_tells_nobody(school):
    made(school)
    talked_over(NOW)
    act.plan(pen(), NextKind.MEETING, date(2026, 11, 30))
    assert told(date(2026, 11, 27)) == []
    act.plan(pen(at=NOW + timedelta(days=3)), NextKind.MEASURE, date(2026, 12, 4))
    assert told(date(2026, 12, 3), date(2026, 11, 28)) == []


def test_another_day_for_what_is_next_moves_neither_the_talk_nor_the_plan(school):
    made(school)
    act.plan(pen(), NextKind.MEETING, date(2026, 12, 30))
    assert told(date(2026, 11, 26)) == [("11-26", 8, "sosial", "due")]
    act.move(pen(at=NOW + timedelta(days=2)), Move.TRY_OTHER, WHY)
    act.plan(pen(at=NOW + timedelta(days=2)), NextKind.MEASURE, date(2026, 12, 30))
    assert told(date(2026, 12, 8), date(2026, 11, 27)) == [
        ("12-01", 8, "sosial", "due"),
        ("12-03", 8, "sosial", "due"),
        ("12-04", 8, "vara", "overdue"),
        ("12-08", 8, "rektor", "overdue"),
    ]
    write_plan.say_no_plan(pen(at=NOW + timedelta(days=14)), WHY)
    assert told(date(2026, 12, 16), date(2026, 12, 9)) == []


def test_reading_stops_nothing(school):
    number = made(school)
    assert told(date(2026, 11, 26)) == [("11-26", 8, "sosial", "due")]
    see_case.see(SOCIAL, number, NOW + timedelta(days=3))
    see_case.see(PRINCIPAL, number, NOW + timedelta(days=3))
    see_case.list_cases(SOCIAL, NOW)
    assert told(date(2026, 12, 1), date(2026, 11, 27)) == [
        ("11-30", 8, "sosial", "due"),
        ("12-01", 8, "vara", "overdue"),
    ]


@pytest.mark.parametrize("away", AWAY.values(), ids=AWAY)
def test_who_is_away_is_passed_over_and_so_is_the_deputy(school, away):
    made(school)
    put(replace(SOCIAL, **away))
    assert told(date(2026, 11, 26)) == [("11-26", 8, "vara", "overdue")]
    put(replace(DEPUTY, **away))
    assert told(date(2026, 12, 2), date(2026, 11, 27)) == [
        ("11-27", 8, "helse", "overdue"),  # on duty in the round, for who was told
        ("11-30", 8, "helse", "overdue"),
        ("12-01", 8, "helse", "overdue"),
    ]
    put(replace(NURSE, **away))
    assert told(date(2026, 12, 3), date(2026, 12, 3)) == [
        ("12-03", 8, "rektor", "overdue")
    ]
    put(replace(PRINCIPAL, **away))
    assert told(date(2026, 12, 10), date(2026, 12, 4)) == [
        ("12-04", 8, "eier", "at school"),
        ("12-10", 8, "eier", "at school"),
    ]


def test_what_who_has_left_had_is_the_principals_to_do(school):
    made(school)
    put(replace(SOCIAL, active=False))
    assert told(date(2026, 11, 30)) == [
        ("11-26", 8, "rektor", "due"),
        ("11-30", 8, "rektor", "due"),
    ]


def test_the_principals_own_goes_past_the_principal(school):
    made(school, PRINCIPAL)
    assert told(date(2026, 12, 10)) == [
        ("11-26", 8, "rektor", "due"),
        ("11-30", 8, "rektor", "due"),
        ("12-01", 8, "vara", "overdue"),
        ("12-03", 8, "eier", "at school"),
        ("12-10", 8, "eier", "at school"),
    ]


def test_whoever_takes_it_over_is_reminded_from_then_on(school):
    made(school)
    told(date(2026, 12, 1))
    talked_over(NOW + timedelta(days=8))
    act.plan(pen(at=NOW + timedelta(days=8)), NextKind.MEASURE, date(2026, 12, 2))
    responsibility.take(pen(PRINCIPAL, at=NOW + timedelta(days=9)))
    assert told(date(2026, 12, 9), date(2026, 12, 3)) == [
        ("12-07", 8, "rektor", "due"),
        ("12-09", 8, "rektor", "due"),
    ]


def test_ones_own_and_what_others_left_lying_are_one_mail(school):
    made(school)
    made(school, DEPUTY, NOW + timedelta(days=5))  # due on the day SOCIAL's is late
    told(date(2026, 12, 1))
    (mail,) = [
        mail for mail in sent() if mail.to == (DEPUTY.email,) and mail.subject in WHICH
    ]
    assert mail.subject == OVERDUE
    assert ": 2." in mail.body


def test_what_concerns_the_leadership_is_told_at_the_owners_alone(school):
    colleague = replace(OWNER, id="B3", email="eier2@test.example")
    put(colleague)
    made(school, OWNER, involved=["leadership"])
    assert sorted(told(date(2026, 12, 10))) == [
        ("11-26", 8, "eier", "due"),
        ("11-30", 8, "eier", "due"),
        ("12-03", 8, "eier", "due"),
        ("12-03", 8, "eier2", "overdue"),
        ("12-10", 8, "eier", "due"),
        ("12-10", 8, "eier2", "overdue"),
    ]


def test_a_night_that_failed_is_made_good_and_nobody_is_told_twice(school):
    made(school)
    told(date(2026, 11, 25))
    thursday = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
    with failing("dynamodb", "TransactWriteItems", "server_error", spared=4) as failed:
        sweep(thursday)  # that it ran and which day it is, and nothing after it
    assert failed
    assert told(date(2026, 11, 27), date(2026, 11, 26)) == [
        ("11-27", 8, "sosial", "due")
    ]
    assert told(date(2026, 11, 29), date(2026, 11, 28)) == []


def test_after_a_long_outage_everybody_hears_once_of_where_it_stands_now(school):
    made(school)
    told(date(2026, 11, 25))
    assert told(date(2026, 12, 14), date(2026, 12, 11)) == [
        ("12-11", 8, "eier", "at school")
    ]


def test_a_break_entered_meanwhile_moves_it_all_and_a_night_in_it_tells_nobody(school):
    made(school)
    off = replace(CALENDAR, breaks=((date(2026, 11, 26), date(2026, 12, 2)),))
    transaction.commit(schools.put_school(replace(SCHOOL, calendar=off)))
    assert told(date(2026, 12, 7)) == [
        ("12-03", 8, "sosial", "due"),
        ("12-07", 8, "sosial", "due"),
    ]


def test_the_slot_is_at_the_same_time_of_day_in_summer(school):
    made(
        school, at=datetime(2027, 3, 24, 8, 0, tzinfo=UTC)
    )  # the clock turns on the 28th
    found = told(date(2027, 4, 1), date(2027, 3, 29), hours=(2, 6, 7, 8))
    # after Easter; nine o'clock is seven in UTC
    assert [line[:2] for line in found] == [("03-31", 7)]


def test_that_others_are_told_is_written_down_with_the_cases(school):
    for _ in range(2):
        made(school)
    told(date(2026, 12, 3))
    entries = [
        entry for entry in audit.of_body("SCHAAA") if entry.what == "told_of_late_cases"
    ]
    assert [entry.subject for entry in entries] == ["2.1", "2.1"]
    assert {entry.who for entry in entries} == {SYSTEM}


def test_more_cases_than_a_hand_over_holds_are_told_of_too(school):
    made(school)
    case = cases.get("SCHAAA", 1)
    first = cases.decode_entry(cases.entries(case)[0])
    for number in range(2, 122):
        copy = replace(case, number=number)
        transaction.commit(*cases.put_case(copy, first, {}))
    told(date(2026, 11, 26))
    (mail,) = [mail for mail in sent() if mail.subject == DUE]
    assert ": 121." in mail.body
