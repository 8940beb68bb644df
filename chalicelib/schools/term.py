"""Half a school year: what supporters' answers are gathered by."""

from datetime import date, timedelta
from typing import NamedTuple

_STILL_TAKEN = timedelta(days=31)


class Term(NamedTuple):
    """``half`` is 1 for January to July, 2 for August to December."""

    year: int
    half: int

    @property
    def id(self) -> str:
        return f"{self.year}-{self.half}"

    @property
    def first_day(self) -> date:
        return date(self.year, 1 if self.half == 1 else 8, 1)

    @property
    def before(self) -> "Term":
        return Term(self.year - 1, 2) if self.half == 1 else Term(self.year, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, 7 if self.half == 1 else 12, 31)

    @property
    def closes_on(self) -> date:
        """The day from which nothing is taken any more: all codes of a term end
        together, so that none says when it was made."""
        return self.last_day + _STILL_TAKEN


def term_of(day: date) -> Term:
    return Term(day.year, 1 if day.month < 8 else 2)


def term_called(term_id: str) -> Term:
    year, _, half = term_id.partition("-")
    return Term(int(year), int(half))
