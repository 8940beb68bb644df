"""What a pupil's answer leads to is not seen on the page, whatever people and calendars
do."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.schools import store as schools
from chalicelib.service_status import store as service_status
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from tests.cast import CALENDAR, NOW, NURSE, SCHOOL, set_the_stage
from tests.roles import playing

HOUR = timedelta(hours=1)
MONDAY = date(2026, 11, 30)
TUESDAY, FRIDAY = date(2026, 12, 1), date(2026, 12, 4)


def noted(answer, last_off):
    """For nine days in which nobody opens anything. The week's first days are taken off
    after the answer came."""
    stage = set_the_stage()
    audit.record(Event.SIGNED_IN, SCHOOL.id, NURSE.id, "link", NOW)
    if answer:
        stage.send(0, NOW, **answer)
    if last_off:
        calendar = replace(CALENDAR, breaks=((MONDAY, last_off),))
        transaction.commit(schools.put_school(replace(SCHOOL, calendar=calendar)))
    found = []
    with playing("sweeper"):
        for hours in range(0, 9 * 24, 6):
            sweep(NOW + hours * HOUR)
            found.append(service_status.read())
    return found


@pytest.mark.parametrize(
    "answer",
    [None, {"hurt": "once"}, {"hurt": "often", "contact": "today"}],
    ids=["none", "to_watch", "urgent"],
)
@pytest.mark.parametrize(
    ("last_off", "last_mail"),
    [(None, MONDAY), (MONDAY, TUESDAY), (FRIDAY, None)],
    ids=["no_break", "monday_off", "week_off"],
)
def test_an_answer_changes_neither_the_weeks_mail_nor_the_nights_word(
    aws, answer, last_off, last_mail
):
    found = noted(answer, last_off)
    days = [status.weekly_on for status in found]
    first = days.index(last_mail)
    assert days == [None] * first + [last_mail] * (len(days) - first)
    if last_mail:
        assert NOW + first * 6 * HOUR > NOW + (last_mail - NOW.date()) + 12 * HOUR
    assert all(status.night.whole for status in found)
