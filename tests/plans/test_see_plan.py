from dataclasses import replace

from chalicelib.cases.entry import EntryKind
from chalicelib.plans.duties import Duty, Means
from chalicelib.plans.see_plan import is_of_plan, plan_in
from tests.cases.cast import CASE
from tests.plans.cast import (
    BETTER,
    DECIDED,
    KNOWN,
    WHOLE,
    entry,
    evaluated,
    looked,
    plan,
)


def test_the_plan_is_its_latest_version_and_all_of_them_are_kept():
    changed = replace(WHOLE, problem="Noe annet")
    found = plan_in([plan(1), entry(2, EntryKind.NOTE, KNOWN), plan(3, changed)])
    assert [version.number for version in found.versions] == [1, 3]
    assert found.latest
    assert (found.latest.plan, found.latest.decided) == (changed, DECIDED)
    assert plan_in([]).latest is None


def test_an_evaluation_is_read_as_it_was_written():
    (done,) = plan_in([evaluated(4, DECIDED)]).evaluations
    assert (done.number, done.on, done.evaluation) == (4, DECIDED, BETTER)


def test_work_of_its_own_kind_stands_in_the_log_by_itself():
    kinds = (
        EntryKind.MADE,
        EntryKind.TALK,
        EntryKind.MEETING,
        EntryKind.REVIEW,
        EntryKind.NOTE,
    )
    entries = [entry(number, kind, KNOWN) for number, kind in enumerate(kinds, 1)]
    log = plan_in([*entries, plan(6), evaluated(7, DECIDED)]).log
    assert [(line.duty, line.means) for line in log] == [
        (Duty.INVESTIGATE, Means.PUPIL),
        (Duty.ACT, None),
        (Duty.FOLLOW, None),
        (Duty.NOTIFY, None),
        (Duty.ACT, None),
        (Duty.FOLLOW, None),
    ]


def test_a_line_that_somebody_wrote_says_its_duty():
    found = plan_in(
        [looked(1, KNOWN, None, Duty.STEP_IN), looked(2, KNOWN, Means.PUPIL)]
    )
    assert [line.duty for line in found.log] == [Duty.STEP_IN, Duty.INVESTIGATE]
    assert [line.read.entry.number for line in found.investigated] == [2]


def test_what_does_not_open_is_said_and_the_rest_is_read():
    shredded = entry(2, EntryKind.PLAN, DECIDED)
    found = plan_in([plan(1), shredded])
    assert found.unreadable
    assert len(found.versions) == 1
    assert plan_in([entry(1, EntryKind.DUTY, KNOWN)]).unreadable
    assert not plan_in([plan(1), entry(2, EntryKind.TALK, KNOWN)]).unreadable


def test_only_what_belongs_to_the_plan_is_opened():
    opened = [
        kind for kind in EntryKind if is_of_plan(CASE, entry(1, kind, KNOWN).entry)
    ]
    assert opened == [
        *(EntryKind.MADE, EntryKind.ITEM_IN, EntryKind.ITEM_OUT, EntryKind.CORRECTION),
        *(EntryKind.PLAN, EntryKind.EVALUATION, EntryKind.DUTY),
        EntryKind.NO_PLAN,
    ]
