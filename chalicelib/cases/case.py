"""A case: something the resource group has taken on, and how far it has come."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.cases.states import FINAL, MOVES, Move, State, can_go
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.items.inbox_id import Audience


@dataclass(frozen=True, slots=True)
class Case:
    """The header, with nothing of the pupil in clear. ``body_id`` is the school, or the
    school owner for what no school role may see; ``school_id`` whose days count.
    ``number`` counts from 1 within the body. ``origins`` are references to inbox items,
    all for the same ``audience``. ``about`` says what it is about; ``of_class``: a
    whole class, no pupil. ``responsible`` and ``team`` are ids of accounts.

    ``pupil`` is the name, sealed by itself so that it can go without anybody reading
    it; ``named_by`` the reference of the item it came from, empty where a person wrote
    it.

    ``version`` is the number of the last entry: whatever is done with a case is one
    entry. ``touched_at`` is when it was written, ``closed_from`` what a closed case was
    before. ``evaluate_on`` is the day its activity plan is to be evaluated.
    """

    body_id: str
    number: int
    school_id: str
    audience: Audience
    origins: tuple[str, ...]
    made_by: str
    made_at: datetime
    about: bytes
    of_class: bool
    responsible: str
    touched_at: datetime
    next_action: NextAction | None
    state: State = State.RECEIVED
    team: tuple[str, ...] = ()
    version: int = 1
    closed_on: date | None = None
    closed_from: State | None = None
    pupil: bytes | None = None
    named_by: str = ""
    evaluate_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.state not in FINAL

    @property
    def is_owners(self) -> bool:
        """It concerns a leadership: no school role may know of it."""
        return self.audience is Audience.OWNER

    @property
    def first_due(self) -> NextAction | None:
        """What is next, or that the plan is evaluated, where its day comes before."""
        if self.evaluate_on is None or self.next_action is None:
            return self.next_action
        evaluation = NextAction(NextKind.EVALUATION, self.evaluate_on)
        return min(self.next_action, evaluation, key=lambda due: due.on)

    # What people do: each gives the case as it is then, for ``store.replace``.

    def noted(self, at: datetime) -> "Case":
        return self._written(at)

    def planned(self, next_action: NextAction | None, at: datetime) -> "Case":
        """Raises Incomplete: an open case always has a next action, and a closed one no
        clock but that of the check."""
        is_check = next_action is None or next_action.kind is NextKind.CHECK
        if self.is_open == is_check:
            raise errors.Incomplete("case.problem.next")
        return self._written(at, next_action=next_action)

    def moved(self, move: Move, next_action: NextAction | None, at: datetime) -> "Case":
        """Raises Incomplete where it cannot go there from where it is."""
        if not can_go(self.state, move, self.of_class):
            raise errors.Incomplete("case.problem.move")
        state = MOVES[move].to or self.closed_from or State.RECEIVED
        closes = state is State.CLOSED
        ends = state in FINAL
        after = replace(
            self,
            state=state,
            closed_on=local_day(at) if closes else self.closed_on if ends else None,
            closed_from=self.state if closes else self.closed_from if ends else None,
            evaluate_on=None if ends else self.evaluate_on,
        )
        return after.planned(next_action, at)

    def taken(self, by: str, next_action: NextAction | None, at: datetime) -> "Case":
        """They are responsible from now on; who was so before may still read it."""
        team = tuple(dict.fromkeys((*self.team, self.responsible)))
        left = tuple(member for member in team if member != by)
        return replace(self, responsible=by, team=left).planned(next_action, at)

    def about_changed(self, about: bytes, pupil: bytes | None, at: datetime) -> "Case":
        return self._written(at, about=about, pupil=pupil, named_by="")

    def evaluated_on(self, day: date | None, at: datetime) -> "Case":
        """The plan is to be evaluated that day. Raises Incomplete: a final state ends
        that clock too."""
        if not self.is_open:
            raise errors.Incomplete("case.problem.closed")
        return self._written(at, evaluate_on=day)

    def with_item(self, ref: str, at: datetime) -> "Case":
        return self._written(at, origins=(*self.origins, ref))

    def without_item(self, ref: str, at: datetime) -> "Case":
        left = tuple(origin for origin in self.origins if origin != ref)
        return self._written(at, origins=left)

    def unnamed(self) -> "Case":
        return replace(self, pupil=None, named_by="")

    def _written(self, at: datetime, **changes: Any) -> "Case":
        return replace(self, version=self.version + 1, touched_at=at, **changes)
