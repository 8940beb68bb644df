"""How far a case has come, and how it may go on: one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """The step that was reached last. ``other_measure``: no group, something else is
    tried; ``checked``: three months later somebody has asked how it is."""

    RECEIVED = "received"
    FIRST_TALK = "first_talk"
    GROUP_OFFERED = "group_offered"
    GROUP_RUNNING = "group_running"
    FOLLOW_UP = "follow_up"
    OTHER_MEASURE = "other_measure"
    CLOSED = "closed"
    CHECKED = "checked"


FINAL = frozenset({State.CLOSED, State.CHECKED})
OPEN = frozenset(State) - FINAL
STEPS = tuple(state for state in State if state is not State.OTHER_MEASURE)
"""Of the method, in order: what the page draws."""
STEPS_OF_A_CLASS = (State.RECEIVED, State.OTHER_MEASURE, State.CLOSED, State.CHECKED)
_BEFORE_THE_GROUP = frozenset({State.RECEIVED, State.FIRST_TALK, State.OTHER_MEASURE})


class Move(StrEnum):
    """What takes a case on. A refusal says whose it was; ``left_school``: the pupil
    goes to another, which has to hear of it; in three months somebody asks."""

    TALK = "talk"
    OFFER = "offer"
    RUN = "run"
    FOLLOW = "follow"
    PUPIL_DECLINED = "pupil_declined"
    GUARDIAN_DECLINED = "guardian_declined"
    ADULT_DECLINED = "adult_declined"
    TRY_OTHER = "try_other"
    LEFT_SCHOOL = "left_school"
    CLOSE = "close"
    CHECK = "check"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Way:
    """From where a move goes and where to; None: back to where it was before closing.
    ``by_hand``: it is a button of the case's page, and wants a written reason; the
    others follow from what is written in a form. ``of_class``: a case without a pupil
    can go it too."""

    from_: frozenset[State]
    to: State | None
    by_hand: bool = False
    of_class: bool = False


_NO_GROUP = OPEN - {State.OTHER_MEASURE}
MOVES: Mapping[Move, Way] = {
    Move.TALK: Way(frozenset({State.RECEIVED}), State.FIRST_TALK),
    Move.OFFER: Way(_BEFORE_THE_GROUP, State.GROUP_OFFERED),
    Move.RUN: Way(frozenset({State.GROUP_OFFERED}), State.GROUP_RUNNING),
    Move.FOLLOW: Way(frozenset({State.GROUP_RUNNING}), State.FOLLOW_UP),
    Move.PUPIL_DECLINED: Way(_NO_GROUP, State.OTHER_MEASURE, by_hand=True),
    Move.GUARDIAN_DECLINED: Way(_NO_GROUP, State.OTHER_MEASURE, by_hand=True),
    Move.ADULT_DECLINED: Way(_NO_GROUP, State.OTHER_MEASURE, by_hand=True),
    Move.TRY_OTHER: Way(_NO_GROUP, State.OTHER_MEASURE, by_hand=True, of_class=True),
    Move.LEFT_SCHOOL: Way(OPEN, State.CLOSED, by_hand=True),
    Move.CLOSE: Way(OPEN, State.CLOSED, of_class=True),
    Move.CHECK: Way(frozenset({State.CLOSED}), State.CHECKED, of_class=True),
    Move.REOPEN: Way(FINAL, None, by_hand=True, of_class=True),
}


def can_go(state: State, move: Move, of_class: bool) -> bool:
    way = MOVES[move]
    return state in way.from_ and (way.of_class or not of_class)


def by_hand(state: State, of_class: bool) -> list[Move]:
    """The moves a person may choose where a case is now."""
    return [
        move
        for move, way in MOVES.items()
        if way.by_hand and can_go(state, move, of_class)
    ]
