"""What may be told to everybody of how the service is doing: never when a pupil
answered, nor that a school was told of anything."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

LATE = timedelta(minutes=5)
"""Each sweep is once a minute: so long without one is no chance."""
AHEAD = timedelta(minutes=1)
"""So far may clocks differ; what is further on is none of ours."""


class ServiceState(StrEnum):
    WORKS = "works"
    LATE = "late"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Night:
    """What came in was compared with what was told of; ``whole``: nothing was
    missing."""

    on: date
    whole: bool


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    """``swept``: when each of the sweeps was last done, None where one never was.
    ``weekly_on``: the day the week's mail last went, which goes to every school whether
    anything waits or not."""

    swept: tuple[datetime | None, ...]
    night: Night | None = None
    weekly_on: date | None = None

    @property
    def swept_at(self) -> datetime | None:
        """Of the sweep that is furthest behind."""
        known = [at for at in self.swept if at]
        return min(known) if known and len(known) == len(self.swept) else None

    def state(self, now: datetime) -> ServiceState:
        known = [at for at in self.swept if at]
        if any(now - at > LATE for at in known):
            return ServiceState.LATE
        if self.swept_at is None or max(known) > now + AHEAD:
            return ServiceState.UNKNOWN
        return ServiceState.WORKS

    def night_missed(self, today: date) -> bool:
        """Since the night before the last nothing has been compared."""
        return self.night is not None and self.night.on < today - timedelta(days=1)
