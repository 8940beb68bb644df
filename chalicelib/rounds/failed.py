"""Work on a round's answers that failed: it is tried again by itself, after longer and
longer, since each try opens them all."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

_WAITS = tuple(timedelta(minutes=minutes) for minutes in (15, 60, 240, 1440))
"""After the first failures in a row; the last one ever after."""


class Work(StrEnum):
    """The value is the field of ``RoundInList`` that says so."""

    COUNTING = "not_counted"
    COMPARING = "not_compared"


@dataclass(frozen=True, slots=True)
class Failed:
    """How many times in a row, and when it is tried again at the earliest."""

    times: int
    again: datetime

    @classmethod
    def after(cls, before: Self | None, now: datetime) -> Self:
        times = before.times + 1 if before else 1
        return cls(times, now + _WAITS[min(times, len(_WAITS)) - 1])


def may_try(failed: Failed | None, now: datetime) -> bool:
    return failed is None or now >= failed.again
