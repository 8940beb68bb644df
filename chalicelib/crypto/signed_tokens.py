"""Words that only we can have made: random, signed, with their second, bound to what
they are for.

They live in a page and nowhere else; nothing of them is stored but a hash.
"""

import hmac
import re
import secrets
from datetime import UTC, datetime

from chalicelib.core import errors
from chalicelib.crypto.sealing import keyed_hash
from chalicelib.crypto.secret_keys import Secret

_FORM = re.compile(r"([A-Za-z0-9_-]{22}\.([0-9]{1,12}))\.([0-9a-f]{32})")


def issue(purpose: str, about: str, now: datetime) -> str:
    body = f"{secrets.token_urlsafe(16)}.{int(now.timestamp())}"
    return f"{body}.{_mark(purpose, about, body)}"


def issued_at(token: str, purpose: str, about: str) -> datetime:
    """When it was made. Raises Tampered where it was not, or was made for something
    else."""
    found = _FORM.fullmatch(token)
    if not found or not hmac.compare_digest(_mark(purpose, about, found[1]), found[3]):
        raise errors.Tampered
    return datetime.fromtimestamp(int(found[2]), UTC)


def _mark(purpose: str, about: str, body: str) -> str:
    return keyed_hash(Secret.TICKETS, f"token {purpose}", f"{about}|{body}")[:32]
