"""When an anonymous round tells of what can wait: nothing of an answer but its day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from chalicelib.core.local_time import (
    OSLO,
    is_school_day,
    local_day,
    slots_between,
    weekly_between,
)
from chalicelib.items.level import Level
from chalicelib.rounds.round import Mode
from chalicelib.threads.contact import ContactUrgency
from chalicelib.upkeep.schedule import sweep
from tests.cast import LAST_SLOT, NOW, NURSE, PRINCIPAL, SCHOOL, set_the_stage
from tests.mailbox import sent, to_whom
from tests.simulated import ANSWER_OF, OPENS, Asked, Sent, a_round, flags_of, request_of


def test_reasons_that_can_wait_tell_the_day_and_no_more(environment):
    """From one day's last slot to the next one's, Thursday to Wednesday: one time for
    each level and day, on which every request of the day stands beside all of them."""
    start, end = OPENS - timedelta(days=5), OPENS + timedelta(days=1)
    calendar = SCHOOL.calendar
    slots, weekly = (f(calendar, start, end) for f in (slots_between, weekly_between))
    round_ = replace(
        a_round(), opens_at=start, closes_at=end, slots=slots, weekly=weekly
    )
    since = defaultdict(set)
    turn = calendar.slots[-1]
    for minute in range(0, int((end - start) / timedelta(minutes=1)), 7):
        at = start + timedelta(minutes=minute)
        day = next(day for day in days(at) if datetime.combine(day, turn, OSLO) >= at)
        for level in (Level.L1, Level.L2):
            (flag,) = flags_of(Sent("m" * 22, at, ANSWER_OF[level]), round_)
            since[level, day].add(flag.since)
    assert len(since) == 2 * 5  # Thursday, Friday, Monday, Tuesday, Wednesday
    assert all(len(times) == 1 for times in since.values())
    for (level, day), (told,) in since.items():
        assert level is Level.L1 or told == datetime.combine(day, turn, OSLO)


def days(from_: datetime) -> Iterator[date]:
    return (
        day
        for number in range(5)
        if is_school_day(
            SCHOOL.calendar, day := local_day(from_) + timedelta(days=number)
        )
    )


def test_a_wish_and_a_request_wait_no_longer_for_it(environment):
    """A pupil who asks is told of at the next slot; today, at the end of the
    quarter."""
    at = OPENS + timedelta(minutes=20)
    wish = Sent("w" * 22, at, {"hurt": "few", "contact": "this_week"})
    since = {flag.wish: flag.since for flag in flags_of(wish, a_round())}
    first = a_round().slots[0]
    last = max(slot for slot in a_round().slots if local_day(slot) == local_day(at))
    assert first < last
    assert since == {True: first, False: last}
    this_week = request_of(Asked(wish, at, ContactUrgency.THIS_WEEK), a_round(), "K")
    today = request_of(Asked(wish, at, ContactUrgency.TODAY), a_round(), "K")
    assert this_week.since == first
    assert at < today.since <= at + timedelta(minutes=15)


def test_who_is_urgent_and_who_has_a_number_on_the_card_do_not_wait_for_the_day(
    environment,
):
    at = OPENS + timedelta(minutes=20)
    (urgent,) = flags_of(Sent("u" * 22, at, ANSWER_OF[Level.L3]), a_round())
    assert at < urgent.since <= at + timedelta(minutes=15)
    confidential = replace(a_round(), mode=Mode.CONFIDENTIAL)
    (known,) = flags_of(Sent("k" * 22, at, ANSWER_OF[Level.L2]), confidential)
    assert known.since == a_round().slots[0]


def test_the_mail_about_reasons_goes_with_the_days_last_slot(aws):
    set_the_stage().send(now=NOW, hurt="few")
    sweep(LAST_SLOT - timedelta(seconds=1))
    assert sent() == []
    sweep(LAST_SLOT)
    assert to_whom() == [NURSE.email, PRINCIPAL.email]
