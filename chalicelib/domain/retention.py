"""How long things are kept, and who is told before something nobody has read would go."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.recipients import Recipients

SHORTEST, LONGEST = 60, 730


@dataclass(frozen=True, slots=True)
class Retention:
    """``days`` after a round has closed its answers, flags and key are gone. A school owner's."""

    days: int = 365

    def __post_init__(self) -> None:
        if not SHORTEST <= self.days <= LONGEST:
            raise ValueError(f"between {SHORTEST} and {LONGEST} days")


@dataclass(frozen=True, slots=True)
class Shredding:
    """Who deleted a round's answers before their time, when and why."""

    round_id: str
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """So long before the end, these are told that something unread would go."""

    before: timedelta
    tell: Recipients


WARNINGS = (
    Notice(timedelta(days=30), Recipients.GROUP),
    Notice(timedelta(days=7), Recipients.PRINCIPAL),
    Notice(timedelta(days=1), Recipients.OWNER),
)


def next_warning(expires_at: datetime, after: datetime) -> datetime | None:
    """When to look next, later than ``after``; None when the last look has been."""
    return next((at for one in WARNINGS if (at := expires_at - one.before) > after), None)


def due_warning(expires_at: datetime, now: datetime) -> Notice:
    """The latest warning whose time has come."""
    return next(one for one in reversed(WARNINGS) if expires_at - one.before <= now)
