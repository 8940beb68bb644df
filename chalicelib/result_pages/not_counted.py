"""Rounds that have no figures, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.rounds.round import MAY_FINISH, Openness, RoundInList
from chalicelib.web.language import Texts


@dataclass(frozen=True, slots=True)
class NotCounted:
    """``why`` in words."""

    round: RoundInList
    why: str


def not_counted(
    t: Texts, listed: Iterable[RoundInList], now: datetime
) -> list[NotCounted]:
    """The latest first, as they are listed."""
    return [
        NotCounted(round_, t(f"results.none.{_why(round_, now)}"))
        for round_ in listed
        if not round_.counted
    ]


def _why(round_: RoundInList, now: datetime) -> str:
    if round_.shredded_on:
        return "deleted"
    openness = round_.openness(now)
    if openness is not Openness.CLOSED:
        return openness.value
    if now < round_.closes_at + MAY_FINISH:
        return "hour"
    return "failed" if round_.not_counted else "waits"
