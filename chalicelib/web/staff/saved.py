"""What a press has saved, said once on the page it comes back to.

Between the press and the page a cookie says it, for a minute: signed with what only the session
knows, for this path alone. No link can make a page say that something was done.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from chalicelib.domain.sessions import Session
from chalicelib.stores.rows import epoch

COOKIE = "__Host-saved"
LASTS = timedelta(minutes=1)


def said(session: Session, what: str, path: str, now: datetime) -> str:
    """The cookie's value. ``what`` is the end of a key of ``staff.saved``, or of several with a
    hyphen between."""
    stamp = str(epoch(now))
    return f"{what}.{stamp}.{_mark(session, what, stamp, path)}"


def what_was(value: str, session: Session, path: str, now: datetime) -> str:
    """What was saved; empty where the cookie is not ours, of another page, or old."""
    what, _, rest = value.partition(".")
    stamp, _, mark = rest.partition(".")
    if not hmac.compare_digest(mark.encode(), _mark(session, what, stamp, path).encode()):
        return ""
    return what if 0 <= epoch(now) - int(stamp) <= LASTS.total_seconds() else ""


def _mark(session: Session, what: str, stamp: str, path: str) -> str:
    told = f"saved|{what}|{stamp}|{path}"
    return hmac.new(session.csrf.encode(), told.encode(), hashlib.sha256).hexdigest()
