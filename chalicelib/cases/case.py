"""A case: something the resource group has taken on, and how far it has come."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.cases.clocks import FollowUp, NextAction, NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.states import FINAL, MOVES, Move, State, can_go
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.items.inbox_id import Audience
from chalicelib.threads.pupil_thread import PupilsCopy

KEPT_IN_THE_HEADER = timedelta(days=7)
"""Of who opened it from outside the team: as long the list of cases says so."""


@dataclass(frozen=True, slots=True)
class Offer:
    """``by`` would like ``to`` to be responsible, and waits for an answer."""

    to: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Glass:
    """``who`` is not of the team and opens the case with a written reason, ``until``
    then."""

    who: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """The header, with nothing of the pupil in clear. ``body_id`` is the school, or the
    school owner for what no school role may see; ``school_id`` whose days count.
    ``number`` counts from 1 within the body. ``origins`` are references to inbox items,
    all for the same ``audience``. ``about`` says what it is about; ``of_class``: a
    whole class, no pupil. ``responsible`` and ``team`` are ids of accounts; ``offer``
    is a hand-over nobody has answered yet, ``glasses`` who opened it from outside the
    team, also what is over and no more than a week old.

    ``pupil`` is the name, sealed by itself so that it can go without anybody reading
    it; ``named_by`` is the reference of the item it came from, empty where a person
    wrote it. ``asked_on``: the pupil was given a code, and nobody has read the answers.
    ``readers`` are the ids of who opened the case, ``shown`` to whom their roles are.

    ``version`` is the number of the last entry: whatever is done with a case is one
    entry. ``touched_at`` is when it was written, ``closed_from`` what a closed case was
    before. ``evaluate_on`` is the day its activity plan is to be evaluated.
    ``class_said_at``: a person wrote the class anew.
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
    asked_on: date | None = None
    evaluate_on: date | None = None
    offer: Offer | None = None
    glasses: tuple[Glass, ...] = ()
    follow_up: FollowUp | None = None
    readers: tuple[str, ...] = ()
    shown: PupilsCopy | None = None
    class_said_at: datetime | None = None

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

    @property
    def waits(self) -> bool:
        """For what is next: a closed case for its check."""
        return self.is_open or self.next_action is not None

    @property
    def open_to(self) -> frozenset[str]:
        """Whom it is open to by name."""
        glasses = (glass.who for glass in self.glasses)
        return frozenset({self.responsible, *self.team, *glasses})

    @property
    def named(self) -> frozenset[str]:
        """Who has any part in it."""
        offer = {self.offer.to, self.offer.by} if self.offer else set()
        return self.open_to | offer

    @property
    def who_has_it(self) -> tuple[Any, ...]:
        return self.responsible, self.team, self.offer, self.glasses

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
            offer=None if ends else self.offer,
        )
        return after.planned(next_action, at)

    def taken(self, by: str, next_action: NextAction | None, at: datetime) -> "Case":
        """They are responsible from now on; who was so before may still read it."""
        team = tuple(dict.fromkeys((*self.team, self.responsible)))
        shared = replace(self, team=team).without(by)
        after = replace(shared, responsible=by, offer=None)
        return after.planned(next_action, at)

    def offered(self, to: str, by: str, at: datetime) -> "Case":
        """Who was responsible stays so until it is accepted. Raises Incomplete where an
        offer waits already, or nothing is left to be responsible for."""
        if self.offer or not self.waits or to == self.responsible:
            raise errors.Incomplete("case.problem.offer")
        return self._written(at, offer=Offer(to, by, at))

    def offer_over(self, at: datetime) -> "Case":
        """Raises Incomplete where none waits."""
        if self.offer is None:
            raise errors.Incomplete("case.problem.offer_over")
        return self._written(at, offer=None)

    def with_member(self, who: str, at: datetime) -> "Case":
        """Raises Incomplete for who is in it."""
        if who in (self.responsible, *self.team):
            raise errors.Incomplete("case.problem.member")
        after = self.without(who)
        return after._written(at, team=(*after.team, who))

    def without_member(self, who: str, at: datetime) -> "Case":
        """Raises Incomplete for who is not in it, or is responsible."""
        if who not in self.team:
            raise errors.Incomplete("case.problem.no_member")
        return self.without(who)._written(at)

    def opened_by(self, glass: Glass, at: datetime) -> "Case":
        """From outside the team; what was over a week ago is forgotten here, and stands
        in the story."""
        known = [kept for kept in self.glasses if kept.until > at - KEPT_IN_THE_HEADER]
        return self._written(at, glasses=(*known, glass))

    def left(self, who: str, heir: str, at: datetime) -> "Case":
        """They have no part in it any more; where they were responsible, the heir is
        so."""
        after = self.without(who)
        if self.responsible != who:
            return after._written(at)
        return after.without(heir)._written(at, responsible=heir)

    def asked_nothing(self, who: str, at: datetime) -> "Case":
        """They are what they were in it; an offer and hours of theirs are over."""
        return self.without(who)._written(at, team=self.team)

    def without(self, who: str) -> "Case":
        """Nothing that was theirs beside being responsible."""
        offer = self.offer
        return replace(
            self,
            team=tuple(member for member in self.team if member != who),
            offer=None if offer and who in (offer.to, offer.by) else offer,
            glasses=tuple(glass for glass in self.glasses if glass.who != who),
        )

    def about_changed(self, about: bytes, pupil: bytes | None, at: datetime) -> "Case":
        return replace(self.class_changed(about, at), pupil=pupil, named_by="")

    def class_changed(self, about: bytes, at: datetime) -> "Case":
        """The name stays as it was: also who it came from."""
        return self._written(at, about=about, class_said_at=at)

    def evaluated_on(self, day: date | None, at: datetime) -> "Case":
        """The plan is to be evaluated that day. Raises Incomplete: a final state ends
        that clock too."""
        if not self.is_open:
            raise errors.Incomplete("case.problem.closed")
        return self._written(at, evaluate_on=day)

    def read_by(self, account_id: str) -> "Case":
        """For the first time; that is no entry."""
        return replace(self, readers=(*self.readers, account_id))

    def shown_to(self, shown: PupilsCopy | None, at: datetime) -> "Case":
        return self._written(at, shown=shown)

    def with_item(self, ref: str, at: datetime) -> "Case":
        return self._written(at, origins=(*self.origins, ref))

    def without_item(self, ref: str, at: datetime) -> "Case":
        left = tuple(origin for origin in self.origins if origin != ref)
        return self._written(at, origins=left)

    def with_day_of(self, kind: EntryKind, on: date) -> "Case":
        """As its last entry leaves it."""
        was = self.follow_up
        return replace(self, follow_up=was.after(kind, on)) if was else self

    def _written(self, at: datetime, **changes: Any) -> "Case":
        return replace(self, version=self.version + 1, touched_at=at, **changes)
