"""What is kept of a case, and what stays behind."""

from dataclasses import fields

import pytest

from chalicelib.case_backup.contents import contents, key_name, name
from chalicelib.cases.case import Case
from chalicelib.cases.entry import CaseEntry, EntryKind
from chalicelib.storage import records
from tests.cases.cast import CASE
from tests.cast import NOW, NURSE, PRINCIPAL

KEY = bytes(range(32))
ROW = records.encode(CASE) | {"sk": "000001"}
STAY_BEHIND = {"body_id", "number"} | {
    *("origins", "named_by", "shown", "readers", "asked_on", "offer", "glasses"),
    *("follow_up", "class_said_at"),
}
"""The first two stand in the copy's own name."""


def entry(kind, number=1, **held):
    row = {"sk": f"{number:06d}", "id": "E", "kind": kind, "by": PRINCIPAL.id}
    return row | {"happened": "2026-11-24", "sealed": b"sealed"} | held


def test_every_field_of_a_case_is_kept_or_stays_behind_by_name():
    full = records.encode(CASE) | {field.name: "x" for field in fields(Case)}
    full |= {"made_by": "", "responsible": "", "team": []}
    kept = contents(full, [], {}, "")["case"]
    assert {field.name for field in fields(Case)} - kept.keys() == STAY_BEHIND


def test_every_field_of_an_entry_is_kept_but_its_number_and_id():
    full = {field.name: "x" for field in fields(CaseEntry)} | {"sk": "000001"}
    (kept,) = contents(ROW, [full | {"sealed": b"s"}], {}, "")["entries"].values()
    left = {field.name for field in fields(CaseEntry)} - kept.keys()
    assert left == {"number", "id"}


@pytest.mark.parametrize("kind", EntryKind)
def test_what_says_what_came_in_or_where_answers_are_stays_behind(kind):
    leads = {"made", "item_in", "item_out"}
    leads |= {"pupil_code", "supporter_codes", "answers_read"}
    (kept,) = contents(ROW, [entry(kind)], {}, "")["entries"].values()
    assert ("sealed" in kept) is (kind not in leads)


def test_only_those_the_case_knows_are_named():
    people = {PRINCIPAL.id: "Per", NURSE.id: "Nina", "OTHER": "Ola"}
    rows = [entry(EntryKind.NOTE, by=NURSE.id)]
    assert set(contents(ROW, rows, people, "")["people"]) == {PRINCIPAL.id, NURSE.id}


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 2},
        {"state": "closed"},
        {"about": b"other"},
        {"pupil": b"sealed"},
        {"team": ["A"]},
    ],
)
def test_another_copy_is_called_otherwise(changes):
    assert name(ROW | changes, KEY) != name(ROW, KEY)


def test_what_stays_behind_changes_no_name():
    changes = {"origins": ["flag.B"], "readers": ["A"], "asked_on": "2026-11-24"}
    assert name(ROW | changes, KEY) == name(dict(reversed(ROW.items())), KEY)


def test_another_recovery_key_gives_another_name():
    assert name(ROW, KEY) != name(ROW, KEY[::-1])
    assert key_name(b"one") != key_name(b"other")
    assert NOW.date().isoformat() not in name(ROW, KEY)
