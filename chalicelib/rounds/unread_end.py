"""Who is told before something that nobody has read would be deleted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.outbox.recipients import Recipients


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
    return next(
        (at for notice in WARNINGS if (at := expires_at - notice.before) > after), None
    )


def due_warning(expires_at: datetime, now: datetime) -> Notice:
    """The latest warning whose time has come."""
    return next(
        notice for notice in reversed(WARNINGS) if expires_at - notice.before <= now
    )
