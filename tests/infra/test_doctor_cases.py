"""The doctor on cases that get on and on those that do not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.cases.states import State
from chalicelib.core.settings import settings
from chalicelib.referrals import drafts
from chalicelib.storage import case_keys, records, transaction, writes
from chalicelib.storage.keys import CASES_CHECKED
from infra.doctor import cases
from infra.doctor.patient import Patient
from tests.cases.cast import CASE, made, new_year
from tests.cast import NOW, TEACHER
from tests.conftest import PREFIX

OLD = NOW - timedelta(days=30)


@pytest.fixture
def patient(aws, stage, monkeypatch):
    made(drafts.desk(TEACHER))
    monkeypatch.setattr(cases, "_now", lambda: NOW)
    marked(NOW.date())
    return Patient(aws, PREFIX, "https://p.example", "https://s.example/staff")


def marked(day):
    """As the sweeper marks the day on which it has looked."""
    row = {"day": day.isoformat()}
    transaction.commit(writes.Put(settings().answers_table, CASES_CHECKED, row))


def lies(number, **changes):
    case = replace(CASE, number=number, about=b"x", **changes)
    row = records.encode(case, "body_id", "number")
    key = case_keys.case(case.body_id, number)
    transaction.commit(writes.Put(settings().casework_table, key, row))


def test_where_every_case_gets_on_nothing_is_said(patient):
    assert list(cases.cases(patient)) == []


def test_what_does_not_get_on_is_counted_and_nobody_is_named(patient):
    lies(2)
    lies(3, touched_at=OLD)
    lies(4, responsible="GONE", state=State.CLOSED, next_action=None)
    said = "\n".join(cases.cases(patient))
    assert "2 of 4 cases have no next action" in said
    assert "1 of 4 cases were untouched for ten school days" in said
    assert "GONE" not in said
    assert "SCHAAA" not in said


def test_a_responsible_person_who_is_gone_is_counted(patient):
    lies(2, responsible="GONE")
    assert "1 of 2 cases have nobody here who is responsible" in "\n".join(
        cases.cases(patient)
    )


def test_a_case_that_cannot_be_read_is_counted(patient):
    key = case_keys.case("SCHAAA", 2)
    transaction.commit(writes.Put(settings().casework_table, key, {"state": "x"}))
    assert "1 cases cannot be read" in "\n".join(cases.cases(patient))


def test_a_case_that_was_erased_is_none(patient):
    lies(4)
    key = case_keys.case("SCHAAA", 4)
    transaction.commit(writes.tombstone(settings().casework_table, key, NOW))
    assert list(cases.cases(patient)) == []


def test_a_look_that_does_not_run_by_itself_is_said(patient):
    marked(NOW.date() - timedelta(days=3))
    (said,) = cases.cases(patient)
    assert "looked last on 2026-11-21" in said


def test_a_code_nobody_looks_after_and_a_class_from_before_the_summer_are_counted(
    patient,
):
    lies(2, asked_on=NOW.date() - timedelta(days=14))
    new_year(NOW + timedelta(minutes=1))
    said = "\n".join(cases.cases(patient))
    assert "1 of 2 cases have answers of the pupil's that nobody has read" in said
    assert "2 of 2 cases have a class from before the new school year" in said
