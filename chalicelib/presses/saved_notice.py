"""What a press has saved, said once on the page it comes back to.

Between the press and the page a cookie says it, for a minute: signed with what only the
session knows, for this path alone. No link can make a page say that something was done.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.sign_in.session import Session
from chalicelib.storage.codec import epoch

COOKIE = "__Host-saved"
LASTS = timedelta(minutes=1)
_MOST_NUMBERS = 200
_NEXT = "next"
_LEADS_TO = {"passkey_offer": "/staff/passkeys", "passkey_made": "/staff"}
"""Where one may go from what is said; ``staff.saved.<word>.go`` is what the link
says."""


def said(session: Session, what: str, path: str, now: datetime) -> str:
    """The cookie's value. ``what`` is the end of a key of ``staff.saved``, or of
    several with a hyphen between; ids (``with_ids``) stand for who and which, never a
    name."""
    stamp = str(epoch(now))
    return f"{what}.{stamp}.{_mark(session, what, stamp, path)}"


@dataclass(frozen=True, slots=True)
class Said:
    """``word`` is the end of a key, ``name`` whose it speaks of, ``numbers`` of
    what."""

    word: str
    name: str
    numbers: tuple[str, ...]

    @property
    def steps(self) -> tuple[str, ...]:
        """Of what is to be done next: the steps of the page that says it."""
        return self.numbers if self.word == _NEXT else ()

    @property
    def leads_to(self) -> str | None:
        return _LEADS_TO.get(self.word)


def next_steps(names: Iterable[str]) -> str:
    """What is to be done on the page one comes to, said after what was saved."""
    return "~".join([_NEXT, "", "", *names])


def with_ids(word: str, whose: Account | None, ids: Iterable[str]) -> str:
    """As many numbers as a cookie holds; the rest stand in the inbox."""
    who = (whose.body_id, whose.id) if whose else ("", "")
    return "~".join([word, *who, *(id_[:6] for id_ in islice(ids, _MOST_NUMBERS))])


def read(what: str) -> list[Said]:
    """What was saved, in words that a page has; a person by the name they have now."""
    return [_read(*part.split("~")) for part in what.split("-") if part]


def _read(word: str, body_id: str = "", account_id: str = "", *numbers: str) -> Said:
    found = accounts.get(body_id, account_id) if account_id else None
    return Said(word, found.name if found else "", numbers)


def what_was(value: str, session: Session, path: str, now: datetime) -> str:
    """What was saved; empty where the cookie is not ours, of another page, or old."""
    what, _, rest = value.partition(".")
    stamp, _, mark = rest.partition(".")
    if not hmac.compare_digest(
        mark.encode(), _mark(session, what, stamp, path).encode()
    ):
        return ""
    return what if 0 <= epoch(now) - int(stamp) <= LASTS.total_seconds() else ""


def _mark(session: Session, what: str, stamp: str, path: str) -> str:
    told = f"saved|{what}|{stamp}|{path}"
    return hmac.new(session.csrf.encode(), told.encode(), hashlib.sha256).hexdigest()
