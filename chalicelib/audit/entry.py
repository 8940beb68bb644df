"""The audit log: each entry carries the hash of the one before, so that a change shows.

Everybody's entries at a body are a chain of their own: fifty people who sign in at once at one
school wait for nobody. ``audit_heads`` joins the chains once a day.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chalicelib.core.local_time import OSLO

FIRST = "0" * 64
SYSTEM = "system"


class Group(StrEnum):
    """What an entry is about, as one looks for it; what is nothing else is a change."""

    SIGN_IN = "sign_in"
    READING = "reading"
    CHANGE = "change"
    EXPORT = "export"
    REFUSAL = "refusal"


_SIGNING = {
    "signed_in": Group.SIGN_IN,
    "signed_out": Group.SIGN_IN,
    "signed_out_everywhere": Group.SIGN_IN,
    "sign_in_refused": Group.REFUSAL,
}
_BEGINNINGS = (
    ("read_", Group.READING),
    ("opened_", Group.READING),
    ("exported_", Group.EXPORT),
)

ITEM_KINDS = ("flag", "referral", "contact", "thread")
TOLD_LATER = ("principal", "owner")
"""Whom an escalation reaches."""
_FROM_PUPILS = frozenset(ITEM_KINDS) - {"referral"}
_OF_ITEMS = (
    "opened",
    "read",
    "read_news",
    "took",
    "handed_over",
    "joined",
    "parted",
    "case_from",
    "case_undone",
    "closed",
    "reopened",
    "access_with_reason",
    "erased",
    "erasure_asked",
    "erasure_refused",
)
WORDS = frozenset(
    {
        *_SIGNING,
        "refused",
        "connected_feide",
        "disconnected_feide",
        "read_audit",
        "exported_audit",
        "read_number_flag",
        *(f"{deed}_{kind}" for deed in _OF_ITEMS for kind in ITEM_KINDS),
        *(f"escalated_to_{circle}" for circle in TOLD_LATER),
        "sent_referral",
        "added_to_referral",
        "thread_reply",
        "thread_closed",
        "changed_school",
        "imported_classes",
        "turned_year",
        "undid_year",
        "added_account",
        "changed_account",
        "handed_on_work",
        "confirmed_account",
        "changed_readiness",
        "unlocked_confidential",
        "locked_confidential",
        "set_up_round",
        "class_opened",
        "changed_round",
        "closed_round",
        "reopened_round",
        "held_round",
        "made_cards",
        "compared_rounds",
        "cancelled_card",
        "set_retention",
        "unread_flags_expire",
        "shredded_round",
        "address_bounced",
        "address_works",
        "installed_account",
    }
)
"""Every ``what``; each has its words in every language (``audit.what.<word>``)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``who`` is an account id or ``SYSTEM``, ``what`` one of ``WORDS``, ``subject`` an id, a
    number, or both with a space between: no names. Of a refusal it is the route that was asked for.

    ``number`` counts from 1 within one person's entries at a body (school or school owner).
    """

    body_id: str
    number: int
    at: datetime
    who: str
    what: str
    subject: str
    before: str

    @property
    def group(self) -> "Group":
        if self.what in _SIGNING or self.what.startswith("refused"):
            return _SIGNING.get(self.what, Group.REFUSAL)
        return next((g for start, g in _BEGINNINGS if self.what.startswith(start)), Group.CHANGE)

    @property
    def about(self) -> str:
        """The id in ``subject``; empty where there is none."""
        first = self.subject.partition(" ")[0].partition(".")[0]
        return "" if first.isdigit() or self.group is Group.REFUSAL else first

    @property
    def details(self) -> tuple[str, ...]:
        """What stands after the id: which fields of an account, or which class of a round. With a
        hyphen between, a field's new value follows, or the old and the new: never a name."""
        return tuple(self.subject.partition(" ")[0].split(".")[1:])

    @property
    def count(self) -> str:
        """The number in ``subject``; empty where there is none."""
        last = self.subject.rpartition(" ")[2]
        return last if last.isdigit() else ""

    @property
    def about_pupils(self) -> bool:
        """Of what pupils sent the log says the day: the clock could say when somebody answered."""
        kind = self.what.rpartition("_")[2]
        return kind in _FROM_PUPILS or self.what.startswith(("thread_", "escalated_"))

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
    last: Entry | None, body_id: str, at: datetime, who: str, what: str, subject: str
) -> Entry:
    number = last.number + 1 if last else 1
    whole_seconds = at.replace(microsecond=0)
    return Entry(body_id, number, whole_seconds, who, what, subject, last.hash if last else FIRST)


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
    """The number of the first entry that is missing, changed, or not linked to the one before.

    Each entry comes with whether its own mark holds. What was cut off at the end leaves no trace
    in what is left.
    """
    number, before = 1, FIRST
    for entry, holds in chain:
        if entry.number != number or entry.before != before or not holds:
            return number
        number, before = number + 1, entry.hash
    return None
