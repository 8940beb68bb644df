"""A passkey: one device, or one account of a maker's, that proves who a person is."""

from dataclasses import dataclass, replace
from datetime import datetime

MOST = 10
"""Of one person's."""
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Passkey:
    """``id`` is a hash of ``credential``, which the device knows it by (base64url).
    ``name`` is the person's own word for it. ``count`` is how often the device says
    that it has signed: 0 for ever where it does not count."""

    id: str
    credential: str
    public_key: bytes
    name: str
    count: int
    made_at: datetime
    used_at: datetime | None = None
    blocked_at: datetime | None = None

    def is_copied(self, count: int) -> bool:
        """Whether somebody else signs with the same key: a device that counts never
        says the same number twice (WebAuthn, 6.1.1)."""
        return 0 < self.count >= count

    def used(self, count: int, at: datetime) -> "Passkey":
        return replace(self, count=count, used_at=at)

    def blocked(self, at: datetime) -> "Passkey":
        return replace(self, blocked_at=at)
