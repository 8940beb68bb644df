"""What a flag says to who opens it, and the time it is told by."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.flags import Reason

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class FlagContent:
    """What is sealed in a flag: why it was raised, and what the pupil wrote, where that is a
    reason; in a confidential round the number on the pupil's card."""

    reasons: tuple[Reason, ...]
    text: str | None = None
    card: int | None = None


def quarter_of(now: datetime) -> datetime:
    """The start of the quarter of an hour, so that no row tells the minute somebody answered."""
    return now.replace(minute=now.minute - now.minute % 15, second=0, microsecond=0)
