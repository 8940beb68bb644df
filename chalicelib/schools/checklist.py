"""What a school does until its first round is planned, step by step: what is done, and
whose turn it is. The musts (``preparation``) are steps; no other step holds a round
up."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from chalicelib.accounts.account import Account, Role
from chalicelib.schools.preparation import Must, Preparation, points
from chalicelib.schools.school import School


class Turn(StrEnum):
    """Who does a step: a role, never a person."""

    SET_UP = "set_up"
    """The administrators, and the owner, who may do the same."""
    OWNER = "owner"
    PRINCIPAL = "principal"
    GROUP = "group"


class AskedFor(StrEnum):
    """What is asked for beside the musts."""

    CLASSES = "classes"
    BREAKS = "breaks"
    OMBUD = "ombud"
    CONFIRMED = "confirmed"
    ROUND = "round"


Name = Must | AskedFor
ORDER: tuple[tuple[Name, Turn], ...] = (
    (AskedFor.CLASSES, Turn.SET_UP),
    (AskedFor.BREAKS, Turn.SET_UP),
    (AskedFor.OMBUD, Turn.SET_UP),
    (Must.LEADERSHIP, Turn.SET_UP),
    (Must.HEALTH_SERVICE, Turn.SET_UP),
    (Must.PRINCIPAL, Turn.SET_UP),
    (Must.ADDRESSES, Turn.SET_UP),
    (Must.OWNER_CONTACT, Turn.OWNER),
    (AskedFor.CONFIRMED, Turn.PRINCIPAL),
    (Must.COURSE, Turn.GROUP),
    (Must.WORKSHOP, Turn.GROUP),
    (Must.ON_DUTY, Turn.GROUP),
    (AskedFor.ROUND, Turn.GROUP),
)


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """``classes`` and ``rounds`` are how many the school has, closed rounds too."""

    school: School
    classes: int
    done: Preparation
    people: tuple[Account, ...]
    owners: tuple[Account, ...]
    rounds: int
    today: date


@dataclass(frozen=True, slots=True)
class Step:
    """``turn`` is whose it is to do it, or to change it once it is met; None while
    another step must come first."""

    name: Name
    met: bool
    turn: Turn | None

    def is_for(self, who: Account) -> bool:
        return self.turn is not None and _does(who, self.turn)


def steps(facts: SchoolFacts) -> tuple[Step, ...]:
    """Every step in the order one sets a school up."""
    met = _met(facts, facts.people)
    once_let_in = _met(facts, [replace(p, confirmed=True) for p in facts.people])
    later: set[Name] = {name for name in Must if once_let_in[name] and not met[name]}
    if not all(met[name] for name in (*Must, AskedFor.CLASSES)):
        later |= {AskedFor.ROUND}
    usual = dict(ORDER) | {AskedFor.CONFIRMED: _who_confirms(facts.people)}
    return tuple(
        Step(name, met[name], None if name in later and not met[name] else usual[name])
        for name, _ in ORDER
    )


def whose_turn(facts: SchoolFacts) -> list[Account]:
    """Everybody who is told that they have something to do now, each once: what the
    owner and administrators both may do the administrators, where there are any."""
    turns = {step.turn for step in steps(facts) if not step.met and step.turn}
    administrators = [who for who in facts.owners if _is_administrator(who)]
    if Turn.SET_UP in turns and administrators:
        turns -= {Turn.SET_UP}
    else:
        administrators = []
    everyone = (*facts.owners, *facts.people)
    return administrators + [
        who for who in everyone if any(_does(who, turn) for turn in turns)
    ]


def _met(facts: SchoolFacts, people: Iterable[Account]) -> dict[Name, bool]:
    there = list(people)
    musts = points(facts.done, there, facts.owners, facts.today)
    found: dict[Name, bool] = {point.must: point.met for point in musts}
    breaks = facts.school.calendar.breaks
    asked: dict[Name, bool] = {
        AskedFor.CLASSES: facts.classes > 0,
        AskedFor.BREAKS: any(last >= facts.today for _, last in breaks),
        AskedFor.OMBUD: bool(facts.school.ombud),
        AskedFor.CONFIRMED: not any(person.waits for person in there),
        AskedFor.ROUND: facts.rounds > 0,
    }
    return found | asked


def _who_confirms(people: Iterable[Account]) -> Turn:
    here = any(person.let_in and person.is_principal for person in people)
    return Turn.PRINCIPAL if here else Turn.OWNER


def _does(who: Account, turn: Turn) -> bool:
    if not who.let_in:
        return False
    return {
        Turn.SET_UP: who.role in (Role.OWNER, Role.ADMINISTRATOR),
        Turn.OWNER: who.role is Role.OWNER,
        Turn.PRINCIPAL: who.is_principal,
        Turn.GROUP: who.role is Role.MEMBER,
    }[turn]


def _is_administrator(who: Account) -> bool:
    return who.let_in and who.role is Role.ADMINISTRATOR
