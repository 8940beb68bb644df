"""The class of a case after the school has begun a new year: the case keeps what was
written, and a person says what it is now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.cases.case import Case
from chalicelib.schools.school import School, SchoolClass


def has_old_class(case: Case, year_begun: datetime | None) -> bool:
    """Whether the school has begun a new year since the class was written: then it may
    be called something else, or be gone."""
    known = case.class_said_at or case.made_at
    return case.waits and year_begun is not None and known < year_begun


@dataclass(frozen=True, slots=True)
class OldClass:
    """``said`` is what the case says, ``now`` what that class is called since; the same
    where nobody knows. ``is_over``: it was in the last grade."""

    said: str
    now: str
    is_over: bool = False

    @property
    def key(self) -> str:
        """Of the sentence about it."""
        if self.is_over:
            return "case.class.over"
        return "case.class.same" if self.now == self.said else "case.class.moved"


def old_class(said: str, school: School, ever: Iterable[SchoolClass]) -> OldClass:
    """``ever`` are all classes of the school, closed ones too."""
    name, year = _plain(said), school.turned.id if school.turned else ""
    for class_ in ever:
        before = class_.turned
        if before and before.year == year and _plain(before.label) == name:
            is_over = class_.closed_on is not None
            return OldClass(said, said if is_over else class_.label, is_over)
    return OldClass(said, said)


def _plain(label: str) -> str:
    """As people write it: with or without a space, in small letters."""
    return "".join(label.split()).casefold()
