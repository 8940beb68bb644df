"""Schools whose rounds are counted one by one, and people who look at figures at
different times and lay together what they saw."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from chalicelib.core.local_time import local_day
from chalicelib.results.figure import Figure
from chalicelib.results.snapshot import Snapshot, of_answers
from chalicelib.results.term_figures import (
    RoundPart,
    last_day_to_count,
    of_rounds,
    release_day,
)
from chalicelib.schools.term import Term
from tests.results.attacker import PROGRAMME, Counts, PublicRound, Seen
from tests.rounds_of import a_round

TERM, ITEM = Term(2026, 2), "hurt"
CLOSED = date(2026, 11, 26)
ANSWERS: tuple[dict[str, str], ...] = (
    {ITEM: "weekly"},
    {ITEM: "once"},
    {ITEM: "never"},
)


@dataclass(frozen=True, slots=True)
class DrawnRound:
    """``classes``: what each is called, and how many need attention, are in between,
    are well. Who counts it begins at one moment, and what is counted stands there from
    another."""

    id: str
    school_id: str
    owner_id: str
    classes: Sequence[tuple[str, Counts]]
    counted_at: datetime
    stored_at: datetime

    def counts(self) -> dict[str, Counts]:
        """By what the classes are read under."""
        found: dict[str, Counts] = {}
        for label, counts in self.classes:
            before = found.get(label, (0, 0, 0))
            found[label] = tuple(map(sum, zip(before, counts, strict=True)))  # type: ignore[assignment]
        return found

    def counted(self) -> tuple[Snapshot, RoundPart]:
        ids = [f"C{place}" for place in range(len(self.classes))]
        round_ = a_round(dict.fromkeys(ids, 25))
        labels = dict(zip(ids, (label for label, _ in self.classes), strict=True))
        classes = {
            id_: replace(class_, label=labels[id_])
            for id_, class_ in round_.classes.items()
        }
        said = {
            id_: [
                answer
                for answer, number in zip(ANSWERS, counts, strict=True)
                for _ in range(number)
            ]
            for id_, (_, counts) in zip(ids, self.classes, strict=True)
        }
        round_ = replace(round_, id=self.id, school_id=self.school_id, classes=classes)
        snapshot, parts = of_answers(round_, said, CLOSED)
        ids_of = self.id, self.school_id, self.owner_id, "grades_5_7"
        day, answers = local_day(self.counted_at), snapshot.answers
        return snapshot, RoundPart(*ids_of, day, answers, answers, parts)

    def public(self) -> PublicRound:
        answers = {label: sum(counts) for label, counts in self.counts().items()}
        in_sum = local_day(self.counted_at) <= last_day_to_count(TERM)
        return PublicRound(self.id, self.owner_id, answers, in_sum)


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody opens the page they have: a class teacher (``of`` a class), a principal
    (of a school), a school owner, the programme."""

    at: datetime
    reader: str
    of: str


@dataclass(slots=True)
class Service:
    """What stands there, moment by moment; ``sums`` are made by the first who look."""

    rounds: Sequence[DrawnRound]
    sums: dict[str, Figure] = field(default_factory=dict)

    def shown(self, look: Look) -> Seen:
        stored = [
            (round_, *round_.counted())
            for round_ in self.rounds
            if round_.stored_at <= look.at
        ]
        seen = Seen()
        for round_, snapshot, _ in stored:
            for row in snapshot.classes:
                if look.reader == "teacher" and look.of == row.label:
                    seen.classes[round_.id, row.label] = row.figures[ITEM]
            if look.reader == "principal" and look.of == round_.school_id:
                _show_round(seen, snapshot)
        if look.reader in ("owner", "programme"):
            self._show_sum(seen, look, [part for _, _, part in stored])
        return seen

    def _show_sum(self, seen: Seen, look: Look, parts: Iterable[RoundPart]) -> None:
        if local_day(look.at) < release_day(TERM):
            return
        theirs = [part for part in parts if look.of in (PROGRAMME, part.owner_id)]
        if look.of not in self.sums:
            forms = of_rounds(TERM, theirs).forms
            if not forms:
                return
            self.sums[look.of] = forms["grades_5_7"].figures[ITEM]
        seen.sums[look.of] = self.sums[look.of]


def _show_round(seen: Seen, snapshot: Snapshot) -> None:
    seen.rounds[snapshot.round_id] = snapshot.figures[ITEM]
    for row in snapshot.classes:
        seen.classes[snapshot.round_id, row.label] = row.figures[ITEM]


def laid_together(views: Iterable[Seen]) -> Seen:
    """Raises ValueError where a figure was another the next time it was seen."""
    whole = Seen()
    for seen in views:
        _add(whole.classes, seen.classes)
        _add(whole.rounds, seen.rounds)
        _add(whole.sums, seen.sums)
    return whole


def _add(whole: dict[Any, Figure], seen: dict[Any, Figure]) -> None:
    for of, figure in seen.items():
        if whole.setdefault(of, figure) != figure:
            raise ValueError(f"{of} was {whole[of]}, and is {figure}")
