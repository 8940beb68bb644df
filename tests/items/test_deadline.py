from dataclasses import replace
from datetime import date, datetime

import pytest

from chalicelib.core.local_time import OSLO, SchoolCalendar
from chalicelib.items.deadline import Deadline, NextStep, deadline_of
from chalicelib.items.handling import Deed
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from tests.items.test_item import ITEM, item

CALENDAR = SchoolCalendar()
CHRISTMAS = replace(CALENDAR, breaks=((date(2026, 12, 24), date(2027, 1, 3)),))
WINTER_BREAK = replace(CALENDAR, breaks=((date(2026, 2, 23), date(2026, 2, 27)),))


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def referral(level, since, **handling):
    made = item("A", level, **handling)
    return replace(made, kind=ItemKind.REFERRAL, since=at(since))


def flag(level, since, **handling):
    return replace(item("A", level, **handling), since=at(since))


def opened(since):
    return {"opened": Deed("A2", at(since))}


@pytest.mark.parametrize(
    ("level", "since", "calendar", "read_by"),
    [
        (3, "2026-11-26T08:50", CALENDAR, "2026-11-26T09:50"),
        (3, "2026-11-26T07:50", CALENDAR, "2026-11-26T09:00"),
        (3, "2026-11-27T15:55", CALENDAR, "2026-11-30T09:00"),
        (3, "2026-11-27T15:10", CALENDAR, "2026-11-30T08:40"),
        (2, "2026-11-27T15:55", CALENDAR, "2026-12-01T08:00"),
        (2, "2026-11-26T10:20", CALENDAR, "2026-11-27T10:20"),
        (2, "2026-11-28T12:00", CALENDAR, "2026-12-01T08:00"),
        (3, "2026-04-01T15:00", CALENDAR, "2026-04-07T08:30"),  # Easter
        (2, "2026-04-01T15:00", CALENDAR, "2026-04-07T15:00"),
        (3, "2026-03-27T15:00", CALENDAR, "2026-03-30T08:30"),  # summer time begins
        (2, "2026-10-23T15:00", CALENDAR, "2026-10-26T15:00"),  # and ends
        (2, "2026-05-13T14:00", CALENDAR, "2026-05-15T14:00"),  # Ascension Day
        (2, "2026-12-23T14:00", CALENDAR, "2026-12-24T14:00"),
        (2, "2026-12-23T14:00", CHRISTMAS, "2027-01-04T14:00"),
        (3, "2026-12-24T10:00", CHRISTMAS, "2027-01-04T09:00"),
        (3, "2026-02-20T15:29", WINTER_BREAK, "2026-03-02T08:59"),
    ],
)
def test_a_referral_is_read_within_an_hour_or_a_day_of_school_time(
    level, since, calendar, read_by
):
    found = deadline_of(referral(level, since), calendar)
    assert found == Deadline(NextStep.READ, at(read_by).date(), at(read_by))


@pytest.mark.parametrize(
    "clock", ["00:05", "08:00", "11:45", "14:59", "15:30", "23:55"]
)
def test_of_what_pupils_send_the_deadline_never_tells_the_hour(clock):
    for kind in ItemKind:
        if kind is ItemKind.REFERRAL:
            continue
        for level, day in ((3, 27), (2, 30)):
            sent = replace(flag(level, f"2026-11-27T{clock}"), kind=kind)
            found = deadline_of(sent, CALENDAR)
            assert found == Deadline(NextStep.READ, date(2026, 11, day), None)


@pytest.mark.parametrize(
    ("made", "level", "day"),
    [
        (referral, 3, 30),  # read by Monday 08.40
        (referral, 2, 1),
        (flag, 3, 27),
        (flag, 2, 1),
    ],
)
def test_once_it_is_opened_a_talk_is_next_or_a_measure_where_nobody_is_known(
    made, level, day
):
    step = NextStep.TALK if made is referral else NextStep.MEASURE
    seen = made(level, "2026-11-27T15:10", **opened("2026-11-27T15:20"))
    month = 11 if day > 1 else 12
    assert deadline_of(seen, CALENDAR) == Deadline(step, date(2026, month, day))
    taken = replace(
        seen, handling=replace(seen.handling, taken=Deed("A2", at("2026-11-27T15:21")))
    )
    assert deadline_of(taken, CALENDAR) == deadline_of(seen, CALENDAR)


def test_a_pupil_whose_card_has_a_number_is_talked_with():
    seen = flag(2, "2026-11-26T14:45", **opened("2026-11-26T15:00"))
    assert deadline_of(replace(seen, confidential=True), CALENDAR).step is NextStep.TALK


def thread(since, said, answered=False, **changes):
    seen = flag(2, since, **opened(said))
    return replace(
        seen, kind=ItemKind.THREAD, said_at=at(said), answered=answered, **changes
    )


def test_a_pupil_without_a_name_is_answered_two_days_after_the_last_words():
    waits = thread("2026-11-02T10:00", "2026-11-26T10:15")
    assert deadline_of(waits, CALENDAR) == Deadline(NextStep.REPLY, date(2026, 11, 30))
    read_anew = replace(waits, unread=True, since=at("2026-11-26T10:15"))
    assert deadline_of(read_anew, CALENDAR) == Deadline(
        NextStep.READ, date(2026, 11, 27)
    )
    named = replace(waits, names_pupil=True)
    assert deadline_of(named, CALENDAR).step is NextStep.TALK


def test_once_answered_a_plan_is_decided_within_five_days():
    done = thread("2026-11-02T10:00", "2026-11-26T10:15", answered=True)
    assert deadline_of(done, CALENDAR) == Deadline(NextStep.PLAN, date(2026, 12, 3))
    urgent = replace(done, level=Level.L3)
    assert deadline_of(urgent, CALENDAR) == Deadline(NextStep.PLAN, date(2026, 12, 3))


def test_what_is_given_is_read_a_day_after_it_was_given_on_whatever_level():
    given = {"taken": Deed("A9", at("2026-11-26T09:30"))}
    for level in (1, 2):
        found = deadline_of(referral(level, "2026-11-02T10:00", **given), CALENDAR)
        by = at("2026-11-27T09:30")
        assert found == Deadline(NextStep.READ, by.date(), by)
    assert deadline_of(flag(1, "2026-11-02T10:00", **given), CALENDAR) == Deadline(
        NextStep.READ, date(2026, 11, 27)
    )


@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize(
    "done",
    [
        {"closed": Deed("A2", ITEM.since)},
        {"case": 4},
        {"joined_to": "flag.X"},
    ],
)
def test_a_case_or_a_closing_ends_the_clocks_news_or_not(level, done):
    finished = referral(level, "2026-11-02T10:00", **done)
    assert deadline_of(finished, CALENDAR) is None
    assert deadline_of(replace(finished, news_at=ITEM.since), CALENDAR) is None


@pytest.mark.parametrize(
    "done", [{"withdrawn": True}, {"closed": Deed("A2", ITEM.since)}, {"case": 4}]
)
def test_what_a_pupil_writes_is_read_in_time_even_where_all_was_done_before(done):
    anew = thread("2026-11-26T10:15", "2026-11-26T10:15", unread=True)
    withdrawn = done.get("withdrawn", False)
    handling = replace(anew.handling, **({} if withdrawn else done))
    anew = replace(anew, withdrawn=withdrawn, handling=handling)
    assert deadline_of(anew, CALENDAR) == Deadline(NextStep.READ, date(2026, 11, 27))


def test_the_weekly_list_and_what_a_pupil_took_back_have_none():
    assert deadline_of(flag(1, "2026-11-02T10:00"), CALENDAR) is None
    seen = flag(1, "2026-11-02T10:00", **opened("2026-11-03T10:00"))
    assert deadline_of(seen, CALENDAR) is None
    back = replace(thread("2026-11-02T10:00", "2026-11-26T10:15"), withdrawn=True)
    assert deadline_of(back, CALENDAR) is None


def test_with_a_clock_it_is_over_at_that_minute_without_one_when_the_day_is():
    exact = Deadline(NextStep.READ, date(2026, 11, 26), at("2026-11-26T09:50"))
    day = Deadline(NextStep.READ, date(2026, 11, 26))
    assert not exact.is_over(at("2026-11-26T09:49"))
    assert exact.is_over(at("2026-11-26T09:50"))
    assert not day.is_over(at("2026-11-26T23:59"))
    assert day.is_over(at("2026-11-27T00:00"))
    assert exact.ends < day.ends == at("2026-11-27T00:00")
