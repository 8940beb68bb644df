"""How many have answered, as it may be said while pupils still answer: in steps."""

from typing import NamedTuple

from chalicelib.rounds.groups import SMALL_GROUP
from chalicelib.rounds.round import Mode

STEP = 5


class Shown(NamedTuple):
    """``exact`` false: at least so many, and fewer than the next step."""

    number: int
    exact: bool

    @property
    def said(self) -> str:
        """Which sentence says it: exact, some (at least so many) or few (fewer than a
        step)."""
        return "exact" if self.exact else "some" if self.number else "few"


def shown_count(answered: int, mode: Mode, over: bool, usable_cards: int) -> Shown:
    """In an anonymous round a number that rises by one tells who watches who it was.
    Once the class is closed for good (``over``), or all its cards are used and they are
    no small group's, nobody's answer can be told by it."""
    all_used = SMALL_GROUP <= usable_cards <= answered
    if mode is Mode.CONFIDENTIAL or over or all_used:
        return Shown(answered, exact=True)
    return Shown(answered - answered % STEP, exact=False)
