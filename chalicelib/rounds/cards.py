"""The cards of a class in a round: how many, never which."""

from dataclasses import dataclass

MOST_CARDS = 60
"""On one sheet: a class and some to spare."""


@dataclass(frozen=True, slots=True)
class Cards:
    """How many cards of a class were made and how many of them cancelled.

    ``sheet`` is the hash of the press that made the latest ``on_sheet`` of them: the
    same press again gets the same cards.
    """

    made: int = 0
    cancelled: int = 0
    sheet: str = ""
    on_sheet: int = 0

    @property
    def usable(self) -> int:
        """Used ones among them."""
        return self.made - self.cancelled
