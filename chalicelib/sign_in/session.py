"""Sign-in links and sessions: how long they last, and how many links one may ask
for."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LINK_LASTS = timedelta(minutes=15)
MOST_LINKS = 3
"""Unused ones to one address within ``LINK_LASTS`` of the first: whoever is refused one
has one that works, so that nobody can lock another out by asking in their name. One
that is used gives its place back."""
MOST_LINKS_IN_ALL = 10
"""In the same time, used ones too."""
IDLE_LIMIT = timedelta(minutes=45)
ABSOLUTE_LIMIT = timedelta(hours=9)
TOUCH_AFTER = timedelta(minutes=5)
"""How stale ``seen_at`` may be before it is written anew, so that not every page costs
a write."""


class SignInMethod(StrEnum):
    """How the person proved who they are."""

    LINK = "link"
    FEIDE = "feide"
    PASSKEY = "passkey"


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in person. ``id`` is the hash of what the cookie holds, never the cookie
    itself."""

    id: str
    account_id: str
    body_id: str
    csrf: str
    started_at: datetime
    seen_at: datetime
    how: SignInMethod = SignInMethod.LINK

    def is_alive(self, now: datetime) -> bool:
        return (
            now - self.seen_at < IDLE_LIMIT and now - self.started_at < ABSOLUTE_LIMIT
        )
