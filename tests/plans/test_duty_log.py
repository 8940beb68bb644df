"""What is done in a case fills the log of the five duties by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.cases.entry import EntryKind, ReadEntry
from chalicelib.plans.duties import Duty, Means
from chalicelib.plans.see_plan import plan_in
from tests.plans.cast import DECIDED, KNOWN, WHOLE, entry, evaluated, looked, plan

DAY = timedelta(days=1)


def came(number, kind, content):
    return ReadEntry(entry(number, kind, DECIDED).entry, content)


def told(ref, on=KNOWN, by=""):
    return {"ref": ref, "on": on.isoformat(), "by": by}


def log(*entries):
    return [(line.duty, line.on, line.source) for line in plan_in(entries).log]


@pytest.mark.parametrize(
    ("kind", "duty"),
    [
        (EntryKind.TALK, Duty.INVESTIGATE),
        (EntryKind.MEETING, Duty.ACT),
        (EntryKind.REVIEW, Duty.FOLLOW),
        (EntryKind.CHECK, Duty.FOLLOW),
    ],
)
def test_work_of_its_own_fills_the_log_without_being_opened(kind, duty):
    assert log(entry(1, kind, KNOWN)) == [(duty, KNOWN, "")]


def test_a_plan_and_an_evaluation_do_too():
    bare = replace(WHOLE, principal_on=None)
    assert log(plan(1, bare), evaluated(2, DECIDED + DAY)) == [
        (Duty.ACT, DECIDED, ""),
        (Duty.FOLLOW, DECIDED + DAY, ""),
    ]


def test_what_changes_nothing_for_the_pupil_fills_nothing():
    kinds = (EntryKind.NOTE, EntryKind.PLANNED, EntryKind.TAKEN, EntryKind.SUPPORTERS)
    assert log(*(entry(number, kind, KNOWN) for number, kind in enumerate(kinds))) == []


def test_where_the_case_came_from_stands_by_the_day_it_came():
    made = came(
        1, EntryKind.MADE, {"of": [told("referral.A", by="T1"), told("flag.B")]}
    )
    joined = came(2, EntryKind.ITEM_IN, told("flag.C", DECIDED))
    asked = came(3, EntryKind.ITEM_IN, told("thread.D"))
    assert log(made, joined, asked) == [
        (Duty.NOTIFY, KNOWN, "referral"),
        (Duty.FOLLOW, KNOWN, "flag"),
        (Duty.FOLLOW, DECIDED, "flag"),
    ]


def test_an_item_that_was_taken_out_is_gone_until_it_comes_back():
    made = came(1, EntryKind.MADE, {"of": [told("flag.A")]})
    out = came(2, EntryKind.ITEM_OUT, told("flag.A"))
    again = came(3, EntryKind.ITEM_IN, told("flag.A", DECIDED))
    assert log(made, out) == []
    assert log(made, out, again) == [(Duty.FOLLOW, DECIDED, "flag")]


def test_who_told_the_principal_is_written_down_by_the_version_that_first_says_so():
    unsaid = replace(WHOLE, principal_on=None)
    later = replace(WHOLE, problem="Noe annet", owner_on=DECIDED)
    lines = plan_in([plan(1, unsaid), plan(2), plan(3, later)]).log
    notified = [line for line in lines if line.duty is Duty.NOTIFY]
    assert [(line.source, line.on, line.read.entry.number) for line in notified] == [
        ("principal_on", KNOWN, 2),
        ("owner_on", DECIDED, 3),
    ]


def test_a_day_that_was_corrected_in_a_later_version_is_the_day():
    corrected = replace(WHOLE, principal_on=KNOWN + DAY)
    lines = plan_in([plan(1), plan(2, corrected)]).log
    notified = [line for line in lines if line.duty is Duty.NOTIFY]
    assert [(line.on, line.read.entry.number) for line in notified] == [
        (KNOWN + DAY, 2)
    ]


def test_the_log_stands_in_the_order_of_the_days():
    lines = plan_in([plan(1), looked(2, KNOWN - DAY, Means.ADULTS)]).log
    assert [line.on for line in lines] == [KNOWN - DAY, KNOWN, DECIDED]
