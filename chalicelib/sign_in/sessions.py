"""A session begins, goes on at another place, and is found by the cookie that holds
it."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core.local_time import local_day
from chalicelib.crypto.sealing import plain_hash
from chalicelib.schools import standing_store
from chalicelib.schools import store as schools
from chalicelib.sign_in import session_store
from chalicelib.sign_in.session import TOUCH_AFTER, Session, SignInMethod
from chalicelib.storage import transaction
from chalicelib.storage.writes import Write


@dataclass(frozen=True, slots=True)
class Workplace:
    """An account of one's own, and the name of its school (None where it is not at a
    school)."""

    account: Account
    school: str | None

    @property
    def id(self) -> str:
        return f"{self.account.body_id}.{self.account.id}"


def new_secret() -> str:
    """What only the browser that gets it holds: 256 random bits."""
    return secrets.token_urlsafe(32)


def places_of(found: list[Account]) -> list[Workplace]:
    known = {
        body_id: schools.get(body_id)
        for body_id in {account.body_id for account in found}
    }
    named = {body_id: body.name if body else None for body_id, body in known.items()}
    return [Workplace(account, named[account.body_id]) for account in found]


def start(
    account: Account, now: datetime, how: SignInMethod = SignInMethod.LINK
) -> str:
    """A new session for somebody who has proved who they are: what its cookie holds."""
    cookie = session_store.cookie_of(account.body_id, account.id, new_secret())
    begin(account, cookie, now, how, ())
    return cookie


def go_on(session: Session, cookie: str, place: Workplace, now: datetime) -> str:
    """The session ends, and one at the other place begins: what its cookie holds. It
    follows from the cookie before it, so that a press arriving twice finds the session
    it made. Raises Refused where the session had ended already."""
    after = cookie_after(place.id, cookie)
    begin(
        place.account, after, now, session.how, (session_store.delete_session(session),)
    )
    return after


def cookie_after(place_id: str, cookie: str) -> str:
    return f"{place_id}.{plain_hash('place', cookie)}"


def begin(
    account: Account,
    cookie: str,
    now: datetime,
    how: SignInMethod,
    writes: tuple[Write, ...],
) -> None:
    """A session of this cookie's, with ``writes`` and the log entry in one transaction.
    Raises Refused where the cookie has one, or ``writes`` cannot be."""
    session = Session(
        id=session_store.session_id(cookie),
        account_id=account.id,
        body_id=account.body_id,
        csrf=secrets.token_urlsafe(16),
        started_at=now,
        seen_at=now,
        how=how,
    )
    all_writes = (*writes, session_store.put_session(session))
    audit.record(
        Event.SIGNED_IN, account.body_id, account.id, how.value, now, all_writes
    )
    if account.let_in:
        _note_signed_in(account.body_id, now)


def _note_signed_in(body_id: str, now: datetime) -> None:
    """For the overview of a school's owner; nobody's sign-in fails by it."""
    with suppress(transaction.Refused, transaction.Unavailable):
        if school := schools.get(body_id):
            standing_store.note_signed_in(school.owner_id, school.id, local_day(now))


def session_of(cookie: str, now: datetime) -> tuple[Session, Account] | None:
    """Who holds this cookie; None where the session or the account has ended.

    The account is read each time: who leaves loses access at once. Raises Unavailable.
    """
    held = _held(cookie)
    if held is None or not held[0].is_alive(now):
        return None
    session, account = held
    if now - session.seen_at > TOUCH_AFTER:
        try:
            session_store.touch(session, now)
        except transaction.Refused:
            return None
    return session, account


def run_out(cookie: str, now: datetime) -> tuple[Session, Account] | None:
    """Who held this cookie, where nobody ended the session but time: nothing may be
    shown to them. None once the session is no longer stored. Raises Unavailable."""
    held = _held(cookie)
    return None if held is None or held[0].is_alive(now) else held


def _held(cookie: str) -> tuple[Session, Account] | None:
    session = session_store.get(cookie)
    account = session and accounts.get(session.body_id, session.account_id)
    return (session, account) if session and account and account.active else None


def end(cookie: str, now: datetime) -> None:
    """Ending what has ended changes nothing."""
    held = session_of(cookie, now)
    if held:
        # Ended in this very moment: what was wanted.
        with suppress(transaction.Refused):
            transaction.commit(session_store.delete_session(held[0]))


def note_refusal(account: Account, where: str, now: datetime) -> None:
    """Somebody asked for what is not theirs, or is not there: nobody learns which."""
    audit.record(Event.REFUSED, account.body_id, account.id, where, now)
