"""How far a search has come. The next press goes on from the last thing's own place,
not from how many came before it: what goes or comes between two presses moves none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chalicelib.access_requests.things import Mentioned

_MARK = re.compile(r"([0-9]{8})-([0-9a-f]{10})-([0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class GoneThrough:
    """``number`` things, the last of them with this ``order``; None before the
    first."""

    number: int = 0
    order: tuple[date, str] | None = None

    def is_left(self, place: Mentioned) -> bool:
        return self.order is None or place.order < self.order

    def with_these(self, places: Sequence[Mentioned]) -> "GoneThrough":
        if not places:
            return self
        return GoneThrough(self.number + len(places), places[-1].order)

    @property
    def mark(self) -> str:
        """For a hidden field."""
        if self.order is None:
            return ""
        on, own = self.order
        return f"{on:%Y%m%d}-{own}-{self.number}"


BEGINNING = GoneThrough()


def gone_through(mark: str) -> GoneThrough:
    """What is no mark of ours begins anew."""
    found = _MARK.fullmatch(mark)
    if found is None:
        return BEGINNING
    try:
        on = date.fromisoformat(found[1])
    except ValueError:
        return BEGINNING
    return GoneThrough(int(found[3]), (on, found[2]))
