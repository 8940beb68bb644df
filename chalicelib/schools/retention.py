"""How long things are kept."""

from dataclasses import dataclass
from datetime import datetime

SHORTEST, LONGEST = 60, 730
YEARS_OF_REPORTS = 2
"""What teachers report."""
DAYS_OF_COPIES = 35
"""So long a table can be restored as it was at any second: DynamoDB's own number where
the template asks for none."""


@dataclass(frozen=True, slots=True)
class Retention:
    """``days`` after a round has closed its answers, flags and key are gone. A school
    owner's."""

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
