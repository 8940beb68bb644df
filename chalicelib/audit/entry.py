"""The audit log: each entry carries the hash of the one before, so that a change shows.

Everybody's entries at a body are a chain of their own: fifty people who sign in at once
at one school wait for nobody. ``audit_heads`` joins the chains once a day.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.audit.event import Event, Group
from chalicelib.audit.item_event import ABOUT_PUPILS
from chalicelib.core.local_time import OSLO

FIRST = "0" * 64
SYSTEM = "system"
"""Who has done what the clock did."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``who`` is an account id or ``SYSTEM``, ``what`` the word of an ``Event``,
    ``subject`` an id, a number, or both with a space between: no names. Of a refusal it
    is the route that was asked for.

    ``number`` counts from 1 within one person's entries at a body (school or school
    owner).
    """

    body_id: str
    number: int
    at: datetime
    who: str
    what: str
    subject: str
    before: str

    @property
    def group(self) -> Group:
        return Event(self.what).group

    @property
    def about(self) -> str:
        """The id in ``subject``; empty where there is none."""
        first = self.subject.partition(" ")[0].partition(".")[0]
        return "" if first.isdigit() or self.group is Group.REFUSAL else first

    @property
    def details(self) -> tuple[str, ...]:
        """What stands after the id: which fields of an account, or which class of a
        round. With a hyphen between, a field's new value follows, or the old and the
        new: never a name."""
        return tuple(self.subject.partition(" ")[0].split(".")[1:])

    @property
    def count(self) -> str:
        """The number in ``subject``; empty where there is none."""
        last = self.subject.rpartition(" ")[2]
        return last if last.isdigit() else ""

    @property
    def about_pupils(self) -> bool:
        return self.what in ABOUT_PUPILS

    @property
    def hash(self) -> str:
        fields = [
            self.body_id,
            self.number,
            self.at.isoformat(),
            self.who,
            self.what,
            self.subject,
            self.before,
        ]
        return hashlib.sha256(json.dumps(fields).encode()).hexdigest()


def next_entry(
    last: Entry | None, event: Event, body_id: str, by: str, about: str, at: datetime
) -> Entry:
    number, before = (last.number + 1, last.hash) if last else (1, FIRST)
    return Entry(
        body_id, number, at.replace(microsecond=0), by, event.value, about, before
    )


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries one looks for: None leaves a thing open; both days are included."""

    group: Group | None = None
    who: str | None = None
    first_day: date | None = None
    last_day: date | None = None

    def lets(self, entry: Entry) -> bool:
        day = entry.at.astimezone(OSLO).date()
        return (
            self.group in (None, entry.group)
            and self.who in (None, entry.who)
            and (self.first_day is None or self.first_day <= day)
            and (self.last_day is None or day <= self.last_day)
        )


def first_broken(chain: Iterable[tuple[Entry, bool]]) -> int | None:
    """The number of the first entry that is missing, changed, or not linked to the one
    before.

    Each entry comes with whether its own mark holds. What was cut off at the end leaves
    no trace in what is left.
    """
    number, before = 1, FIRST
    for entry, holds in chain:
        if entry.number != number or entry.before != before or not holds:
            return number
        number, before = number + 1, entry.hash
    return None
