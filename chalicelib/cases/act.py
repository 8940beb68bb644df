"""What people do with a case by a button of its page; raises as ``write`` does."""

from datetime import date, timedelta

from chalicelib.audit.event import Event
from chalicelib.cases import clocks, states
from chalicelib.cases import store as cases
from chalicelib.cases.about import about_in
from chalicelib.cases.case import Case
from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.states import Move
from chalicelib.cases.write import NewEntry, Pen, add, own, write
from chalicelib.core import errors
from chalicelib.core.local_time import SchoolCalendar, local_day
from chalicelib.core.text import clean, size_problem
from chalicelib.core.written_reason import reason_in
from chalicelib.schools import store as schools
from chalicelib.storage import key_pairs

MOST_NOTE = 2000
_SETS = {
    Move.REOPEN: clocks.ClockEvent.REOPENED,
    Move.LEFT_SCHOOL: clocks.ClockEvent.CLOSED,
}


def note(pen: Pen, typed: str, happened: date) -> None:
    add(pen, NewEntry(EntryKind.NOTE, {"text": _text(typed)}, _past(pen, happened)))


def correct(pen: Pen, entry: int, typed: str) -> None:
    """The correction is an entry of its own; what it corrects stays as it was."""
    if not 1 <= entry <= own(pen.account, pen.number, pen.at).version:
        raise errors.NotFound
    content = {"text": _text(typed)}
    add(pen, NewEntry(EntryKind.CORRECTION, content, corrects=entry))


def plan(pen: Pen, kind: NextKind, on: date) -> None:
    if on < local_day(pen.at):
        raise errors.Incomplete("case.problem.next_past")
    content = {"next": kind.value, "on": on.isoformat()}
    write(
        pen,
        NewEntry(EntryKind.PLANNED, content),
        lambda case: case.planned(NextAction(kind, on), pen.at),
    )


def move(pen: Pen, to: Move, reason: str) -> None:
    """A move that is a person's to choose, with why."""
    if not states.MOVES[to].by_hand:
        raise errors.Incomplete("case.problem.move")
    event = _SETS.get(to, clocks.ClockEvent.NO_GROUP)
    written = NewEntry(
        EntryKind.MOVED,
        {"move": to.value, "reason": sentence(reason)},
        event=Event.MOVED_CASE,
    )
    write(
        pen, written, lambda case: case.moved(to, suggested(case, event, pen), pen.at)
    )


def say_about(pen: Pen, pupil: str, place: str, bullying: bool) -> None:
    """Who it is about. The entry says that it was changed, never to what: the name
    stands in one place."""
    about = about_in(pupil, place, bullying)
    sealed = cases.seal_about(pen.account.body_id, pen.number, about)
    name = cases.seal_pupil(pen.account.body_id, pen.number, about)
    write(
        pen,
        NewEntry(EntryKind.ABOUT, {}, elsewhere=repr(about)),
        lambda case: case.about_changed(sealed, name, pen.at),
    )


def say_class(pen: Pen, place: str) -> None:
    """What the class is called now, also where it is right as it stood: the rest of who
    it is about stays, and is not opened to the browser for it."""
    case = own(pen.account, pen.number, pen.at)
    known = cases.about(key_pairs.private(case.body_id), case)
    about = about_in("", place, known.bullying)
    sealed = cases.seal_about(case.body_id, pen.number, about)
    write(
        pen,
        NewEntry(EntryKind.ABOUT, {}, elsewhere=repr(about)),
        lambda case: case.class_changed(sealed, pen.at),
    )


def first_day(case: Case) -> date:
    """The first that something of it can have happened: what is earlier is a slip of
    the finger."""
    return local_day(case.made_at) - timedelta(days=365)


def sentence(typed: str) -> str:
    """Why. Raises Incomplete for what is no sentence."""
    reason = reason_in(typed)
    if reason is None:
        raise errors.Incomplete("case.problem.reason")
    return reason


def calendar_of(case: Case) -> SchoolCalendar:
    school = schools.get(case.school_id)
    return school.calendar if school else SchoolCalendar()


def suggested(case: Case, event: clocks.ClockEvent, pen: Pen) -> NextAction | None:
    """What is next after that."""
    today, calendar = local_day(pen.at), calendar_of(case)
    return clocks.suggested(event, today, calendar, case.next_action)


def _text(typed: str) -> str:
    text = clean(typed, MOST_NOTE)
    if not text or size_problem(text, MOST_NOTE):
        raise errors.Incomplete("case.problem.note")
    return text


def _past(pen: Pen, day: date) -> date:
    if day > local_day(pen.at):
        raise errors.Incomplete("case.problem.future")
    if day < first_day(own(pen.account, pen.number, pen.at)):
        raise errors.Incomplete("case.problem.long_ago")
    return day
