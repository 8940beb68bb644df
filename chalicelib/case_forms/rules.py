"""Which form is written when, and what follows from it: one table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.case_forms.fields import CaseForm
from chalicelib.case_forms.forms import (
    CaseClosing,
    FirstTalk,
    GroupMeeting,
    LaterCheck,
    PupilReview,
)
from chalicelib.case_forms.supporters import Supporters
from chalicelib.cases.act import first_day
from chalicelib.cases.case import Case
from chalicelib.cases.clocks import ClockEvent, NextKind
from chalicelib.cases.entry import CaseEntry, EntryKind
from chalicelib.cases.states import FINAL, OPEN, Move, State, can_go


@dataclass(frozen=True, slots=True)
class FormRule:
    """``decides`` is the field whose answer says what follows; ``then`` by that answer,
    or for every one: the move, where the case can go it, and what sets the clock.
    ``builds_on`` are the entries that it cannot have been before."""

    model: type[CaseForm]
    states: frozenset[State]
    then: Mapping[str, tuple[Move | None, ClockEvent]]
    decides: str = ""
    of_class: bool = False
    builds_on: frozenset[EntryKind] = frozenset()


_ANY = ""
_IN_A_GROUP = frozenset({State.GROUP_OFFERED, State.GROUP_RUNNING, State.FOLLOW_UP})
_TALK = frozenset({EntryKind.TALK})
_HELD = _TALK | {EntryKind.MEETING, EntryKind.REVIEW}
FORM_RULES: Mapping[EntryKind, FormRule] = {
    EntryKind.TALK: FormRule(
        FirstTalk,
        OPEN,
        {
            "yes": (Move.OFFER, ClockEvent.OFFERED),
            "later": (Move.TALK, ClockEvent.LATER),
            "no": (Move.PUPIL_DECLINED, ClockEvent.NO_GROUP),
        },
        decides="wants_group",
        builds_on=_TALK,
    ),
    EntryKind.SUPPORTERS: FormRule(
        Supporters,
        _IN_A_GROUP | {State.FIRST_TALK},
        {_ANY: (None, ClockEvent.SUPPORTERS)},
    ),
    EntryKind.MEETING: FormRule(
        GroupMeeting,
        _IN_A_GROUP,
        {_ANY: (Move.RUN, ClockEvent.MEETING)},
        builds_on=_TALK | {EntryKind.MEETING},
    ),
    EntryKind.REVIEW: FormRule(
        PupilReview,
        OPEN - {State.RECEIVED},
        {_ANY: (Move.FOLLOW, ClockEvent.REVIEW)},
        builds_on=_TALK | {EntryKind.REVIEW},
    ),
    EntryKind.CLOSING: FormRule(
        CaseClosing,
        OPEN,
        {_ANY: (Move.CLOSE, ClockEvent.CLOSED)},
        of_class=True,
        builds_on=_HELD,
    ),
    EntryKind.CHECK: FormRule(
        LaterCheck,
        FINAL,
        {
            "yes": (Move.CHECK, ClockEvent.CHECKED),
            "no": (Move.REOPEN, ClockEvent.REOPENED),
        },
        decides="holds",
        of_class=True,
        builds_on=_HELD | {EntryKind.CLOSING, EntryKind.CHECK},
    ),
}
_FORM_OF = {
    NextKind.FIRST_TALK: EntryKind.TALK,
    NextKind.SUPPORTERS: EntryKind.SUPPORTERS,
    NextKind.MEETING: EntryKind.MEETING,
    NextKind.REVIEW: EntryKind.REVIEW,
    NextKind.CLOSING: EntryKind.CLOSING,
    NextKind.CHECK: EntryKind.CHECK,
}


def can_write(case: Case, kind: EntryKind) -> bool:
    rule = FORM_RULES[kind]
    return case.state in rule.states and (rule.of_class or not case.of_class)


def next_form(case: Case) -> EntryKind | None:
    """The form for what is next, where it has one that can be written now."""
    planned = case.next_action.kind if case.next_action else None
    kind = _FORM_OF.get(planned) if planned else None
    return kind if kind and can_write(case, kind) else None


def offered(case: Case) -> list[EntryKind]:
    """The other forms that can be written now, in the order of the method."""
    first = next_form(case)
    return [kind for kind in FORM_RULES if kind is not first and can_write(case, kind)]


def follows(
    case: Case, kind: EntryKind, form: CaseForm
) -> tuple[Move | None, ClockEvent]:
    """The move that the form brings, where the case is not there yet."""
    rule = FORM_RULES[kind]
    answer = getattr(form, rule.decides) if rule.decides else _ANY
    move, event = rule.then[answer]
    goes = move is not None and can_go(case.state, move, case.of_class)
    return (move if goes else None), event


def not_before(case: Case, kind: EntryKind, entries: Iterable[CaseEntry]) -> date:
    """The first day that it can have been: that of the last that it builds on."""
    before = FORM_RULES[kind].builds_on
    held = (entry.happened for entry in entries if entry.kind in before)
    return max(held, default=first_day(case))


def default_event(kind: EntryKind) -> ClockEvent | None:
    """What sets the clock whatever is answered; None where the answer decides."""
    then = FORM_RULES[kind].then
    return then[_ANY][1] if _ANY in then else None
