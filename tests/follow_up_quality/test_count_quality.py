"""Once a month follow-up is counted, and nothing sealed is opened."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.cases import store as cases
from chalicelib.group_results import store as frozen_store
from chalicelib.group_results.figures import CountRange
from chalicelib.group_results.store import PROGRAMME, FigureKind
from chalicelib.items.inbox_id import Audience
from chalicelib.referrals import drafts
from chalicelib.storage import key_pairs, transaction
from tests.cases.cast import CASE, entry_for, made
from tests.cast import TEACHER
from tests.group_results.cast import ended
from tests.group_results.test_count_groups import NIGHT, night

CASES, STANDING = FigureKind.CASES, FigureKind.STANDING


def told(kind, reader="SCHAAA"):
    return [of.figures for of in frozen_store.frozen_for(reader, kind)]


def test_cases_that_are_over_are_counted_without_waiting_for_the_check(stage):
    for _ in range(5):
        ended(holds=None)
    night()
    (figures,) = told(CASES)
    assert figures.number == 5
    assert figures.ranges["weekly"]["in_time"] == CountRange(3, 5)
    assert figures.ranges["planned"]["late"] == CountRange(3, 5)
    assert figures.medians == {"first_talk": "two_days"}
    assert told(CASES, "WNERAA") == told(CASES, PROGRAMME) == [figures]


def test_a_case_is_counted_once_and_four_wait(stage):
    for _ in range(5):
        ended()
    night()
    for _ in range(4):
        ended()
    night(NIGHT + timedelta(days=31))
    assert len(told(CASES)) == 1


def test_for_the_adults_work_nothing_sealed_is_opened(stage, monkeypatch):
    for _ in range(5):
        ended(holds=None)
    monkeypatch.setattr(key_pairs, "private", lambda _: pytest.fail("opened"))
    night()
    assert told(CASES)


def test_open_cases_stand_as_they_did_that_night_and_the_programme_sees_none(stage):
    for _ in range(5):
        made(drafts.desk(TEACHER))
    night()
    (figures,) = told(STANDING)
    assert figures.ranges["standing"]["late"] == CountRange(3, 5)
    assert told(STANDING, "WNERAA") == [figures]
    assert told(STANDING, PROGRAMME) == []


def test_what_is_the_owners_is_counted_nowhere(stage):
    for number in range(1, 7):
        case = replace(CASE, body_id="WNERAA", number=number, audience=Audience.OWNER)
        transaction.commit(*cases.put_case(case, *entry_for(case)))
    night(body_id="WNERAA")
    night()
    assert told(STANDING) == told(STANDING, "WNERAA") == []


def test_a_month_is_counted_once_however_often_somebody_asks(stage):
    made(drafts.desk(TEACHER))
    night()
    assert frozen_store.last_month("SCHAAA") == "2026-12"
    night(datetime(2027, 1, 1, 3, tzinfo=UTC))
    assert frozen_store.last_month("SCHAAA") == "2027-01"
