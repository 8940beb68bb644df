"""How far a group went as the method has it, from what was written down: recorded with
the closing, for what schools learn of the method in sum. It is shown of no case and of
nobody."""

from collections.abc import Sequence
from datetime import date, timedelta

from chalicelib.case_forms.supporters import THE_PUPIL
from chalicelib.cases.clocks import ClockEvent, suggested
from chalicelib.cases.entry import EntryKind, Fidelity, ReadEntry
from chalicelib.core.local_time import SchoolCalendar, local_day, school_day_from

_WEEK = timedelta(days=7)
_FOLLOWS_UP = frozenset({EntryKind.MEETING, EntryKind.REVIEW})


def fidelity(
    entries: Sequence[ReadEntry], closed: date, calendar: SchoolCalendar
) -> Fidelity | None:
    """None where no group has met. ``entries`` in order; ``closed`` is the day of the
    closing, which follows up the last meeting too."""
    meetings = [read for read in entries if read.entry.kind is EntryKind.MEETING]
    if not meetings:
        return None
    kinds = [read.entry.kind for read in entries]
    return Fidelity(
        pupil_absent=_pupil_absent(meetings[0]),
        own_proposals=_own_proposals(meetings[0]),
        on_time=all(
            _next_talk(entries, meeting, closed) <= _until(meeting, calendar)
            for meeting in meetings
        ),
        both_talks=len(meetings) > 1 and EntryKind.REVIEW in kinds,
    )


def _pupil_absent(meeting: ReadEntry) -> bool | None:
    """None where it was not written down who was there."""
    present = _said(meeting, "present")
    return THE_PUPIL not in present if present else None


def _own_proposals(meeting: ReadEntry) -> bool | None:
    """Each supporter who was there had one that was written down."""
    there = {str(number) for number in _said(meeting, "present")} - {str(THE_PUPIL)}
    return there <= {*_said(meeting, "proposals")} if there else None


def _next_talk(entries: Sequence[ReadEntry], meeting: ReadEntry, closed: date) -> date:
    """The first day of a talk with the pupil or the supporters from then on."""
    held = (
        read.entry.happened
        for read in entries
        if read.entry.kind in _FOLLOWS_UP and read is not meeting
    )
    return min((day for day in held if day >= meeting.entry.happened), default=closed)


def _until(meeting: ReadEntry, calendar: SchoolCalendar) -> date:
    """A week, or the school day after it; or the day that was suggested, and kept: a
    holiday can push it past seven days."""
    entry, planned = meeting.entry, meeting.text("next_on")
    week = school_day_from(calendar, entry.happened + _WEEK)
    was = suggested(ClockEvent.MEETING, local_day(entry.recorded), calendar)
    is_kept = was is not None and planned == was.on.isoformat()
    return max(week, was.on) if is_kept and was else week


def _said(meeting: ReadEntry, name: str) -> Sequence[object]:
    value = meeting.content.get(name) if meeting.content else None
    return [*value] if isinstance(value, list | dict) else []
