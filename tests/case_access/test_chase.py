"""A hand-over that is not answered, by the clock: Tuesday 24 November is offered on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.case_access.responsibility import accept, offer
from chalicelib.schools import store as schools
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from tests.case_access.cast import SOCIAL, WHY, by, shared
from tests.cast import NOW, NURSE, SCHOOL
from tests.mailbox import sent

REMINDED, TOLD = date(2026, 12, 1), date(2026, 12, 3)
"""The fifth and the seventh school day after."""
SUBJECTS = {"En kollega spør deg om noe", "Se hvem som har ansvaret"}


@pytest.fixture(autouse=True)
def offered(desk):
    shared()
    offer(by(SOCIAL), NURSE.id, WHY)


def told(days):
    """Who is told on which day, mail being sent in the slots of so many days."""
    found = []
    for hour in range(24 * days):
        at, before = NOW + timedelta(hours=hour), len(sent())
        sweep(at)
        found += [
            (at.date(), mail.to[0])
            for mail in sent()[before:]
            if mail.subject in SUBJECTS
        ]
    return found


def test_who_is_asked_is_reminded_once_then_who_asked_is_told_once():
    assert told(days=21) == [
        (NOW.date(), NURSE.email),
        (REMINDED, NURSE.email),
        (TOLD, SOCIAL.email),
    ]
    words = " ".join(f"{mail.subject} {mail.body}" for mail in sent())
    assert not any(word in words for word in ("Elev", " 6A", "Sak 1", "Test A3", WHY))


def test_days_off_are_no_days_to_answer_on():
    off = (date(2026, 11, 30), date(2026, 12, 4))
    calendar = replace(SCHOOL.calendar, breaks=(off,))
    transaction.commit(schools.change_school(replace(SCHOOL, calendar=calendar)))
    week = timedelta(days=7)
    assert told(days=21)[1:] == [
        (REMINDED + week, NURSE.email),
        (TOLD + week, SOCIAL.email),
    ]


def test_what_is_answered_reminds_nobody():
    accept(by(NURSE))
    assert [day for day, _ in told(days=21)] == [NOW.date(), NOW.date()]
