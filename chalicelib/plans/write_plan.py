"""What is written of a plan: each version, evaluation and line of the log is an entry
of the case. All raise as ``cases.write`` does.

Whoever writes a plan for a quarter of an hour is not sent back because a colleague
added a note: only what changed the plan meanwhile stops them.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from chalicelib.cases import store as cases
from chalicelib.cases.act import sentence
from chalicelib.cases.case import Case
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.write import NewEntry, Pen, add, own, write
from chalicelib.core import errors
from chalicelib.plans.duties import DutyDone
from chalicelib.plans.plan import ActivityPlan, PlanEvaluation
from chalicelib.storage import records, transaction

_TRIES = 6
_OF_THE_PLAN = (EntryKind.PLAN, EntryKind.EVALUATION)


def decide(pen: Pen, plan: ActivityPlan, decided: date) -> None:
    """A version more; the ones before stay."""
    written = NewEntry(EntryKind.PLAN, records.encode(plan), decided)
    _write(pen, written, lambda case: case.evaluated_on(plan.evaluate_on, pen.at))


def evaluate(pen: Pen, evaluation: PlanEvaluation, on: date) -> None:
    written = NewEntry(EntryKind.EVALUATION, records.encode(evaluation), on)
    _write(pen, written, lambda case: case.evaluated_on(evaluation.evaluate_on, pen.at))


def log_duty(pen: Pen, done: DutyDone, on: date) -> None:
    add(pen, NewEntry(EntryKind.DUTY, records.encode(done), on))


def say_no_plan(pen: Pen, reason: str) -> None:
    """That none is needed, and why. Raises Incomplete also where there is one."""
    written = NewEntry(EntryKind.NO_PLAN, {"reason": sentence(reason)})
    _write(pen, written, lambda case: _without(case, pen.at))


def _without(case: Case, at: datetime) -> Case:
    if not case.is_open:
        raise errors.Incomplete("case.problem.closed")
    if _plan_changed(case, since=0):
        raise errors.Incomplete("plan.problem.written")
    return case.noted(at)


def _write(pen: Pen, written: NewEntry, change: Callable[[Case], Case]) -> None:
    seen = pen.seen
    for _ in range(_TRIES):
        try:
            return write(replace(pen, seen=seen), written, change)
        except errors.ChangedMeanwhile:
            case = own(pen.account, pen.number, pen.at)
            if _plan_changed(case, pen.seen):
                raise
            seen = case.version
    raise transaction.Unavailable


def _plan_changed(case: Case, since: int) -> bool:
    found = (cases.decode_entry(row) for row in cases.entries(case))
    return any(entry.number > since and entry.kind in _OF_THE_PLAN for entry in found)
