"""A form of a case is saved: one entry, the step it brings, and what is next."""

from datetime import date, datetime

from chalicelib.audit.event import Event
from chalicelib.case_forms.fidelity import fidelity
from chalicelib.case_forms.fields import CaseForm
from chalicelib.case_forms.rules import can_write, follows
from chalicelib.cases import store as cases
from chalicelib.cases.act import calendar_of
from chalicelib.cases.case import Case
from chalicelib.cases.clocks import NextAction, suggested
from chalicelib.cases.entry import EntryKind, Fidelity
from chalicelib.cases.write import Along, NewEntry, Pen, own, write
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.storage import key_pairs


def save(
    pen: Pen, kind: EntryKind, form: CaseForm, along: Along = lambda *_: ()
) -> None:
    """``along`` as ``cases.write`` has it. Raises as it does; Incomplete where the case
    cannot have the form now."""
    content = form.model_dump(mode="json", exclude={"happened"})
    event = Event.MOVED_CASE if kind is EntryKind.CLOSING else Event.WROTE_IN_CASE
    followed = _fidelity(pen, form.happened) if kind is EntryKind.CLOSING else None
    entry = NewEntry(kind, content, form.happened, event=event, fidelity=followed)
    write(pen, entry, lambda case: _after(case, kind, form, pen.at), along=along)


def _fidelity(pen: Pen, closed: date) -> Fidelity | None:
    case = own(pen.account, pen.number, pen.at)
    key, rows = key_pairs.private(case.body_id), cases.entries(case)
    entries = [cases.read(key, case, row) for row in rows]
    return fidelity(entries, closed, calendar_of(case))


def _after(case: Case, kind: EntryKind, form: CaseForm, at: datetime) -> Case:
    if not can_write(case, kind):
        raise errors.Incomplete("case.problem.form")
    move, event = follows(case, kind, form)
    if form.next_kind and form.next_on:
        after: NextAction | None = NextAction(form.next_kind, form.next_on)
    else:
        after = suggested(event, local_day(at), calendar_of(case), case.next_action)
    return case.moved(move, after, at) if move else case.planned(after, at)
