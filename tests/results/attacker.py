"""Somebody who has figures that were shown, knows the rule by which they were told or
not, how many answered in each class, and what some pupils answered; and who solves for
all the rest, by linear programming over whole numbers (HiGHS)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add
from typing import Any

import highspy

from chalicelib.results.figure import Figure
from tests.results import rule_from_outside as rule
from tests.results.rule_from_outside import FEW, Room

Class = tuple[str, str]
"""A round, and what a class of it is called."""
Counts = tuple[int, int, int]
"""How many need attention, are in between, are well."""
PROGRAMME = "PROGRAMME"
MOST = 10_000


@dataclass(frozen=True, slots=True)
class PublicRound:
    """What anybody may know: who answered is seen in the classroom. ``answers`` by
    class; ``in_sum``: counted before the term's release."""

    id: str
    owner_id: str
    answers: Mapping[str, int]
    in_sum: bool = True


@dataclass(slots=True)
class Seen:
    """The figures of one question that were seen, by what they are of. ``sums`` by
    school owner, and of the ``PROGRAMME``."""

    classes: dict[Class, Figure] = field(default_factory=dict)
    rounds: dict[str, Figure] = field(default_factory=dict)
    sums: dict[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Secret:
    """A number that was not told. ``alone``: what it could be by its own figure and by
    what those who tell have said."""

    name: str
    number: Any
    alone: Sequence[int]


@dataclass(frozen=True, slots=True)
class Group:
    """Classes that a figure is of: how many of them need attention and are in between
    (numbers to be solved for), the least of it that is told, and the room that can be
    relied on. ``in_between`` is None where it is told. ``is_complete``: no figure below
    is missing."""

    answers: int
    need: Any
    middle: Any
    low: int
    attention: Room
    known_middle: int
    in_between: Room | None
    is_complete: bool


class Attack:
    def __init__(
        self, rounds: Iterable[PublicRound], seen: Seen, known: Mapping[Class, Counts]
    ) -> None:
        self.solver = highspy.Highs()
        self.solver.silent()
        self.solver.setOptionValue("threads", 1)
        self.solver.setOptionValue("parallel", "off")
        self.seen, self.known = seen, known
        self.secrets: list[Secret] = []
        self.worlds: list[list[int]] = []
        owners: dict[str, list[Group]] = defaultdict(list)
        for round_ in rounds:
            if any(round_.answers.values()):
                group = self._round(round_)
                owners[round_.owner_id] += [group] if round_.in_sum else []
        of_owners = [
            self._sum(parts, seen.sums.get(owner_id))
            for owner_id, parts in owners.items()
            if parts
        ]
        if of_owners:
            self._sum(of_owners, seen.sums.get(PROGRAMME))

    def could_be(self, secret: Secret) -> set[int]:
        """The numbers that are left; no more than five are looked for."""
        column = secret.number.index
        found = {world[column] for world in self.worlds}
        for number in secret.alone:
            if len(found) <= FEW and number not in found:
                self._look_for(column, number)
                found = {world[column] for world in self.worlds}
        return found

    def _look_for(self, column: int, number: int) -> None:
        """What else is the case where it is that number, if it can be."""
        self.solver.changeColBounds(column, number, number)
        self.solver.run()
        if self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            self.worlds.append([*map(round, self.solver.getSolution().col_value)])
        self.solver.changeColBounds(column, 0, MOST)

    def _number(self) -> Any:
        return self.solver.addIntegral(0, MOST)

    def _require(self, *conditions: Any) -> None:
        for condition in conditions:
            self.solver.addConstr(condition)

    def _total(self, numbers: Iterable[Any]) -> Any:
        total = self._number()
        self._require(reduce(add, numbers) - total == 0)
        return total

    def _either(self, *ways: tuple[Any, int | None, int | None]) -> None:
        """A number is at most, or at least, so much: of these ways."""
        chosen = [self.solver.addIntegral(0, 1) for _ in ways]
        self._require(reduce(add, chosen) >= 1)
        for choice, (number, most, least) in zip(chosen, ways, strict=True):
            if most is not None:
                self._require(number + MOST * choice <= most + MOST)
            if least is not None:
                self._require(number - MOST * choice >= least - MOST)

    def _class(self, of: Class, answers: int) -> Group:
        figure = self.seen.classes.get(of)
        told = figure or Figure(answers, 0, answers)
        needing, between, well = self.known.get(of, (0, 0, 0))
        need, middle = self._number(), self._number()
        self._require(need >= max(told.low, needing), need <= told.high)
        self._require(middle >= between, need + middle <= answers - well)
        is_seen = figure is not None or answers < rule.FEWEST_FOR_ROW
        room = rule.of_class(told)
        return Group(answers, need, middle, told.low, room, 0, None, is_seen)

    def _round(self, round_: PublicRound) -> Group:
        labels = [label for label, number in round_.answers.items() if number]
        of = [(round_.id, label) for label in labels]
        classes = [self._class(each, round_.answers[each[1]]) for each in of]
        for each, group in zip(of, classes, strict=True):
            self._keep_secrets(each, group, is_alone=len(classes) == 1)
        group = self._attention(classes, self.seen.rounds.get(round_.id))
        figure = self.seen.rounds.get(round_.id)
        if figure is None:
            return group
        splits = rule.is_split([part.answers - part.low for part in classes], figure)
        room = rule.in_between_of_round(figure)
        return self._between(group, figure, splits, room)

    def _sum(self, parts: Sequence[Group], figure: Figure | None) -> Group:
        group = self._attention(parts, figure)
        if figure is None:
            return group
        hidden = [part.in_between for part in parts if part.in_between]
        room = rule.together(hidden) if hidden else None
        splits = figure.exact is not None
        return self._between(group, figure, splits, room, is_sum=True)

    def _attention(self, parts: Sequence[Group], figure: Figure | None) -> Group:
        need = self._total(part.need for part in parts)
        room = rule.together(part.attention for part in parts)
        low = sum(part.low for part in parts)
        is_complete = figure is not None and all(part.is_complete for part in parts)
        if figure is not None:
            self._require(need >= figure.low, need <= figure.high)
            low = figure.low
        if figure is not None and figure.exact is None and is_complete:
            too_many = low + max(room.most_told + 1, rule.LEAST)
            self._either((need, low + rule.LEAST - 1, None), (need, None, too_many))
        is_exact = figure is not None and figure.exact is not None
        return Group(
            answers=sum(part.answers for part in parts),
            need=need,
            middle=self._total(part.middle for part in parts),
            low=low,
            attention=Room() if is_exact else room.untold(rule.LEAST),
            known_middle=sum(part.known_middle for part in parts),
            in_between=None,
            is_complete=is_complete,
        )

    def _between(
        self,
        group: Group,
        figure: Figure,
        splits: bool,
        room: Room | None,
        is_sum: bool = False,
    ) -> Group:
        if figure.middle is not None:
            self._require(group.middle == figure.middle)
            return replace(group, known_middle=figure.middle)
        few, known = rule.FEW_IN_BETWEEN, group.known_middle
        nearly_all = figure.answers - figure.high - few
        ways = [(group.middle, few, None), (group.middle, None, nearly_all)]
        if is_sum and room:
            ways += [
                (group.middle, known + rule.LEAST_IN_BETWEEN - 1, None),
                (group.middle, None, known + room.most_told + 1),
            ]
        if splits and group.is_complete:
            self._either(*ways)
        if is_sum and room and figure.exact is not None:
            room = room.untold(rule.LEAST_IN_BETWEEN)
        return replace(group, in_between=room)

    def _keep_secrets(self, of: Class, group: Group, is_alone: bool) -> None:
        figure = self.seen.classes.get(of) or Figure(group.answers, 0, group.answers)
        needing, between, well = self.known.get(of, (0, 0, 0))
        low, high = max(figure.low, needing), group.answers - between - well
        if figure.exact is None:
            alone = range(low, min(figure.high, high) + 1)
            self.secrets.append(Secret(f"{of} attention", group.need, alone))
        of_round = self.seen.rounds.get(of[0])
        if not (is_alone and of_round and of_round.middle is not None):
            alone = range(between, group.answers - low - well + 1)
            self.secrets.append(Secret(f"{of} in between", group.middle, alone))
