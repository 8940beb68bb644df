"""What staff write down about an item while they work with it, before it is a case."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.core.text import clean, size_problem

MOST_CHARACTERS = 2000
"""A note is some sentences: what belongs in a case has its own forms."""


@dataclass(frozen=True, slots=True)
class WorkingNote:
    """``by`` is the id of who wrote it."""

    by: str
    at: datetime
    text: str


def note_in(typed: str) -> str | None:
    """The text as it is kept; None for none, or one that is too long or too heavy."""
    text = clean(typed, MOST_CHARACTERS)
    return text if text and not size_problem(text, MOST_CHARACTERS) else None
