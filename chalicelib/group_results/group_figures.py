"""How it went in one group that is over, as its case has it: raw, see ``figures``."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from chalicelib.case_forms.forms import Outcome
from chalicelib.cases.case import Case
from chalicelib.cases.entry import EntryKind, ReadEntry
from chalicelib.cases.states import FINAL, Move, State
from chalicelib.group_results.figures import CaseFigures, CaseQuestion

ENDED = {
    Outcome.REACHED: "better",
    Outcome.BETTER: "better",
    Outcome.UNCHANGED: "same",
    Outcome.WORSE: "worse",
}
"""Whatever else a case was closed with, it stopped."""
BETWEEN = "between"
"""Something between yes and no, or no answer: told together, so that one figure says
nothing of who answered another."""
PUPILS_FIGURES = tuple(
    CaseQuestion(name, ("yes", "no", BETWEEN))
    for name in ("friends", "included", "hard_to_tell", "glad_told")
)
"""What the pupil says in the end, by item of the form."""
_MEETINGS = ((2, "few"), (5, "usual"))
_WEEKS = ((4, "month"), (8, "two_months"), (12, "three_months"))
LONGER = "longer"
"""Than the last of the steps."""
GROUP_FIGURES = (
    CaseQuestion("outcome", ("better", "same", "worse", "stopped")),
    CaseQuestion("later", ("holds", "came_back", "not_asked")),
    *PUPILS_FIGURES,
    CaseQuestion("meetings", (*(name for _, name in _MEETINGS), LONGER), median=True),
    CaseQuestion("weeks", (*(name for _, name in _WEEKS), LONGER), median=True),
)
_CHECK_MISSED = timedelta(days=31)
"""After the day of the check nobody waits for it any longer."""
_DECLINED = frozenset(
    {Move.PUPIL_DECLINED, Move.GUARDIAN_DECLINED, Move.ADULT_DECLINED}
)


def is_ripe(case: Case, today: date) -> bool:
    """A school's case of a pupil, over, and asked about after three months; or nobody
    did so in time."""
    if case.is_open or case.is_owners or case.of_class:
        return False
    check = case.next_action
    return case.state is State.CHECKED or (
        check is not None and today > check.on + _CHECK_MISSED
    )


def has_met(entries: Sequence[ReadEntry]) -> bool:
    return any(read.entry.kind is EntryKind.MEETING for read in entries)


def was_refused(entries: Sequence[ReadEntry]) -> bool:
    """No group came to be, since somebody did not want it."""
    talked = [read for read in entries if read.entry.kind is EntryKind.TALK]
    moved = {
        read.text("move") for read in entries if read.entry.kind is EntryKind.MOVED
    }
    wants = talked[-1].text("wants_group") if talked else ""
    return not has_met(entries) and (wants == "no" or bool(moved & _DECLINED))


def of_group(entries: Sequence[ReadEntry], pupils: Mapping[str, str]) -> CaseFigures:
    """Of a case in which a group has met: by its first closing, so that one that came
    back is told of as one that came back. ``pupils`` is what the pupil answered."""
    held = [read for read in entries if read.entry.kind is EntryKind.MEETING]
    closed = _closed_after(held[0], entries)
    weeks = (closed.entry.happened - held[0].entry.happened).days / 7
    answers = {
        figure.name: _yes_or_no(pupils.get(figure.name)) for figure in PUPILS_FIGURES
    }
    return CaseFigures(
        {
            "outcome": ENDED.get(_outcome(closed), "stopped"),
            "later": _later(entries, closed),
            **answers,
            "meetings": in_steps(len(held), _MEETINGS),
            "weeks": in_steps(weeks, _WEEKS),
        }
    )


def _closed_after(meeting: ReadEntry, entries: Sequence[ReadEntry]) -> ReadEntry:
    return next(
        read
        for read in entries
        if read.entry.number > meeting.entry.number and read.entry.state in FINAL
    )


def _outcome(closed: ReadEntry) -> Outcome:
    """Who has left the school is closed without a form."""
    said = closed.text("outcome")
    return Outcome(said) if said in list(Outcome) else Outcome.STOPPED


def _later(entries: Sequence[ReadEntry], closed: ReadEntry) -> str:
    after = [read for read in entries if read.entry.number > closed.entry.number]
    if any(read.entry.state not in FINAL for read in after):
        return "came_back"
    asked = any(read.entry.kind is EntryKind.CHECK for read in after)
    return "holds" if asked else "not_asked"


def _yes_or_no(answer: str | None) -> str:
    return answer if answer in ("yes", "no") else BETWEEN


def in_steps(number: float | None, steps: Sequence[tuple[int, str]]) -> str:
    """What is not known, or never was, is longer than all of them."""
    if number is None:
        return LONGER
    return next((name for most, name in steps if number <= most), LONGER)
