"""The mail of the week goes once a school and week, whatever the clock, the calendar
and the sweep do."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.outbox import week_store
from chalicelib.rounds import store as rounds
from chalicelib.schools import store as schools
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from chalicelib.weekly_overview import plan_mail
from tests.cast import (
    CALENDAR,
    NEIGHBOUR,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SCHOOL,
    STRANGER,
    set_the_stage,
)
from tests.mailbox import sent, to_whom
from tests.roles import playing
from tests.rows import rows_with
from tests.sweeping import sweep_between

MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
"""The first slot of the next week."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GROUP = [NURSE.email, PRINCIPAL.email]


@pytest.fixture
def stage(aws):
    """Something was done at the school; this week's mail is over."""
    made = set_the_stage()
    audit.record(Event.SIGNED_IN, SCHOOL.id, NURSE.id, "link", NOW)
    for at in (-4 * HOUR, timedelta()):
        sweep(MONDAY - 7 * DAY + at)
    return made


def sweeps(first, last, every=6 * HOUR):
    """From the first moment on, and just before the last."""
    at = first
    with playing("sweeper"):
        while at < last:
            sweep(at)
            at += every
        sweep(last - timedelta(seconds=1))


def weekly():
    return rows_with("answers", pk=f"OUTBOX#{SCHOOL.id}", sk="MAIL#weekly_list-group-")


def with_calendar(**changes):
    calendar = replace(CALENDAR, **changes)
    transaction.commit(schools.put_school(replace(SCHOOL, calendar=calendar)))


def forget_what_was_sent():
    before = len(sent())
    return lambda: sorted(address for mail in sent()[before:] for address in mail.to)


def test_it_goes_on_monday_at_the_first_slot_to_the_group_though_nothing_waits(stage):
    since = forget_what_was_sent()
    sweeps(MONDAY - 2 * DAY, MONDAY)
    assert since() == []
    sweeps(MONDAY, MONDAY + 5 * DAY)
    assert since() == GROUP


def test_each_week_once(stage):
    since = forget_what_was_sent()
    sweeps(MONDAY - DAY, MONDAY + 20 * DAY)
    assert since() == sorted(GROUP * 3)


def test_it_holds_nothing_but_where_to_look(stage):
    stage.send(0, hurt="once")
    sweeps(MONDAY - DAY, MONDAY + HOUR)
    mail = sent()[-1]
    for word in ("6A", "Test", "1", SCHOOL.name, "elev", "L1"):
        assert word not in mail.body.replace(mail.number, ""), word
    assert "/staff/week" in mail.body


def test_something_to_watch_and_the_week_are_one_mail(stage):
    since = forget_what_was_sent()
    stage.send(0, NOW, hurt="once")
    sweeps(NOW, MONDAY + 2 * DAY)
    assert since() == GROUP


def test_the_mail_of_what_is_to_be_watched_is_not_written_over(stage):
    """It carries what its item remembers of it."""
    sweeps(MONDAY - 4 * HOUR, MONDAY - 3 * HOUR)
    (row,) = [row for row in weekly() if "2026-11-30" in row["sk"]]
    stage.send(0, NOW, hurt="once")
    (flag,) = rows_with("answers", sk="FLAG#")
    sweep(NOW + DAY)
    plan_mail.plan(SCHOOL.id, MONDAY.date(), MONDAY - HOUR)
    assert [found["sk"] for found in weekly() if "2026-11-30" in found["sk"]] == [
        row["sk"]
    ]
    assert flag["mails"] in ([], [row["id"]])


@pytest.mark.parametrize(
    "breaks",
    [((date(2026, 11, 30),) * 2,), ((date(2026, 11, 30), date(2026, 12, 2)),)],
)
def test_where_monday_is_off_it_goes_on_the_next_school_day(stage, breaks):
    with_calendar(breaks=breaks)
    since = forget_what_was_sent()
    first = MONDAY + DAY * ((breaks[0][1] - breaks[0][0]).days + 1)
    sweeps(MONDAY - DAY, first)
    assert since() == []
    sweeps(first, MONDAY + 6 * DAY)
    assert since() == GROUP


def test_a_week_that_is_off_has_none_and_the_next_has(stage):
    with_calendar(breaks=((date(2026, 11, 30), date(2026, 12, 4)),))
    since = forget_what_was_sent()
    sweeps(MONDAY - DAY, MONDAY + 7 * DAY)
    assert since() == []
    sweeps(MONDAY + 7 * DAY, MONDAY + 8 * DAY)
    assert since() == GROUP


@pytest.mark.parametrize(
    ("monday", "slot"),
    [
        (date(2027, 3, 22), datetime(2027, 3, 22, 8, 0, tzinfo=UTC)),
        (date(2027, 4, 5), datetime(2027, 4, 5, 7, 0, tzinfo=UTC)),
        (date(2027, 10, 25), datetime(2027, 10, 25, 7, 0, tzinfo=UTC)),
        (date(2027, 11, 1), datetime(2027, 11, 1, 8, 0, tzinfo=UTC)),
    ],
)
def test_it_is_nine_on_the_wall_before_and_after_summer_time(stage, monday, slot):
    assert slot.date() == monday
    transaction.commit(rounds.mark_counted(stage.round))  # of which a mail would warn
    since = forget_what_was_sent()
    sweeps(slot - 30 * HOUR, slot)
    assert since() == []
    sweeps(slot, slot + HOUR)
    assert since() == GROUP


def test_a_sweep_that_was_down_for_two_days_sends_it_in_school_time_once(stage):
    since = forget_what_was_sent()
    back = MONDAY + 2 * DAY + 12 * HOUR
    sweeps(back, back + 11 * HOUR)
    assert since() == []
    sweeps(back + 11 * HOUR, back + 20 * HOUR)
    assert since() == GROUP
    sweeps(back + 20 * HOUR, MONDAY + 6 * DAY)
    assert since() == GROUP


def test_a_sweep_that_comes_back_after_the_weeks_last_slot_leaves_it_out(stage):
    since = forget_what_was_sent()
    friday = MONDAY + 4 * DAY + 8 * HOUR
    sweeps(friday, MONDAY + 7 * DAY)
    assert since() == []
    sweeps(MONDAY + 7 * DAY, MONDAY + 7 * DAY + HOUR)
    assert since() == GROUP


def test_two_sweeps_at_once_plan_one(stage, monkeypatch):
    """The second looks while nothing is planned yet."""
    looked, first = week_store.has_weekly, [True]

    def look(*which):
        found = looked(*which)
        if first and first.pop():
            plan_mail.plan(SCHOOL.id, MONDAY.date(), MONDAY - HOUR)
        return found

    monkeypatch.setattr(week_store, "has_weekly", look)
    since = forget_what_was_sent()
    plan_mail.plan(SCHOOL.id, MONDAY.date(), MONDAY - HOUR)
    sweeps(MONDAY, MONDAY + HOUR, HOUR / 6)
    assert since() == GROUP


def test_who_changes_the_slots_after_it_was_sent_causes_no_second(stage):
    since = forget_what_was_sent()
    sweeps(MONDAY - 6 * HOUR, MONDAY + 3 * HOUR)
    with_calendar(slots=(time(8, 30), time(14, 45)))
    sweeps(MONDAY + 3 * HOUR, MONDAY + 6 * DAY)
    assert since() == GROUP


def test_one_school_that_fails_holds_up_no_other(stage, monkeypatch, caplog):
    audit.record(Event.SIGNED_IN, NEIGHBOUR.id, STRANGER.id, "link", NOW)
    found = schools.get

    def down_for_one(school_id):
        if school_id == SCHOOL.id:
            raise transaction.Unavailable
        return found(school_id)

    monkeypatch.setattr(plan_mail.schools, "get", down_for_one)
    since = forget_what_was_sent()
    sweeps(MONDAY - 5 * HOUR, MONDAY + HOUR)
    assert since() == [STRANGER.email]
    assert "sweep failed kind=WEEK error=Unavailable" in caplog.text
    monkeypatch.undo()
    sweeps(MONDAY + HOUR, MONDAY + 2 * DAY)
    assert since() == sorted([STRANGER.email, *GROUP])


def test_a_school_whose_group_no_mail_reaches_passes_no_empty_week_on(stage):
    for person in (NURSE, PRINCIPAL):
        gone = replace(person, bounced_at=NOW)
        transaction.commit(*accounts.change_account(person, gone))
    since = forget_what_was_sent()
    sweeps(MONDAY - 5 * HOUR, MONDAY + HOUR)
    assert since() == []


def test_a_school_that_began_in_the_middle_of_a_week_waits_for_the_next(aws):
    set_the_stage()
    audit.record(Event.SIGNED_IN, SCHOOL.id, NURSE.id, "link", NOW)
    sweeps(NOW, MONDAY - HOUR)
    assert sent() == []
    sweeps(MONDAY - HOUR, MONDAY + HOUR, HOUR)
    assert to_whom() == GROUP


def test_neither_the_owner_nor_teachers_get_it(stage):
    audit.record(Event.SIGNED_IN, OWNER.body_id, OWNER.id, "link", NOW)
    sweeps(MONDAY - 5 * HOUR, MONDAY + HOUR)
    assert set(to_whom()) == set(GROUP)


def test_a_sweep_each_minute_says_it_no_more_often(stage):
    since = forget_what_was_sent()
    sweep_between(MONDAY - 5 * HOUR, MONDAY + 2 * HOUR)
    assert since() == GROUP
