"""Once a day the ends of a log's chains are written down together: what is cut off
later shows."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.audit.entry import FIRST, Entry, first_broken

Chain = list[tuple[Entry, bool]]
"""Somebody's entries at a body, oldest first, each with whether its own mark holds."""


@dataclass(frozen=True, slots=True)
class DayHead:
    """``ends`` has, by who wrote, the number and the hash of the last entry on that
    day."""

    body_id: str
    day: date
    ends: Mapping[str, tuple[int, str]]
    before: str

    @property
    def hash(self) -> str:
        ends = [[who, *self.ends[who]] for who in sorted(self.ends)]
        fields = [self.body_id, self.day.isoformat(), ends, self.before]
        return hashlib.sha256(json.dumps(fields).encode()).hexdigest()


def next_head(
    last: DayHead | None, body_id: str, day: date, ends: Mapping[str, tuple[int, str]]
) -> DayHead:
    return DayHead(body_id, day, ends, last.hash if last else FIRST)


def faults(
    chains: Mapping[str, Chain], heads: Iterable[tuple[DayHead, bool]]
) -> list[str]:
    """What is wrong with a log, each fault named by whose chain and which entry, or by
    the day.

    Each head comes with whether its own mark holds. What was cut off since the last
    head leaves no trace in what is left: only who has noted a later end sees that.
    """
    found = [
        f"{who} at entry {broken}"
        for who, chain in sorted(chains.items())
        if (broken := first_broken(chain))
    ]
    before = FIRST
    for head, holds in heads:
        if head.before != before or not holds:
            return [*found, f"the head of {head.day}"]
        before = head.hash
        found += [
            f"{who} at entry {number}, which the head of {head.day} has"
            for who, (number, end) in sorted(head.ends.items())
            if not _has(chains.get(who, []), number, end)
        ]
    return list(dict.fromkeys(found))


def _has(chain: Chain, number: int, end: str) -> bool:
    return len(chain) >= number and chain[number - 1][0].hash == end
