"""What somebody may take along: figures that were released, and nothing behind them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chalicelib.results.snapshot import Snapshot
from chalicelib.results.term_figures import TermFigures


@dataclass(frozen=True, slots=True)
class SchoolRounds:
    name: str
    snapshots: tuple[Snapshot, ...]


@dataclass(frozen=True, slots=True)
class Released:
    """``shows_classes``: whether a round's classes stand below it."""

    terms: tuple[TermFigures, ...] = ()
    schools: tuple[SchoolRounds, ...] = ()
    shows_classes: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.terms and not any(school.snapshots for school in self.schools)

    @property
    def terms_in_order(self) -> list[TermFigures]:
        return sorted(self.terms, key=lambda term: term.term_id)

    @property
    def rounds_in_order(self) -> list[tuple[str, Snapshot]]:
        """School by school, the oldest first, each with the school's name."""
        return [
            (school.name, snapshot)
            for school in self.schools
            for snapshot in sorted(school.snapshots, key=_by_day)
        ]

    @property
    def last_day(self) -> date:
        """The latest day of anything in it. Raises ValueError where it is empty."""
        return max(self._days())

    def _days(self) -> Iterator[date]:
        yield from (term.released_on for term in self.terms)
        yield from (snapshot.closed_on for _, snapshot in self.rounds_in_order)


def _by_day(snapshot: Snapshot) -> tuple[date, date, str, str]:
    return snapshot.closed_on, snapshot.opened_on, snapshot.form_id, snapshot.round_id
