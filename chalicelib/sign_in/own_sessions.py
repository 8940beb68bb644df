"""A person's own sessions: seen, ended one by one or all at once, exchanged for another
place."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.sign_in import session_store, sessions
from chalicelib.sign_in.session import Session
from chalicelib.sign_in.sessions import Workplace
from chalicelib.storage import transaction
from chalicelib.web import language as i18n


def of_mine(account: Account, now: datetime) -> list[Session]:
    """Those that are alive, the latest used first."""
    found = session_store.of_account(account.body_id, account.id)
    return sorted(
        (session for session in found if session.is_alive(now)),
        key=lambda session: session.seen_at,
    )[::-1]


def end(account: Account, session_id: str, now: datetime) -> None:
    """One of the account's own. Ending what has ended changes nothing."""
    for session in session_store.of_account(account.body_id, account.id):
        if session.id == session_id:
            with suppress(transaction.Refused):
                ends = (session_store.delete_session(session),)
                audit.record(
                    Event.SIGNED_OUT, account.body_id, account.id, "", now, ends
                )


def end_all(account: Account, now: datetime) -> None:
    """Everywhere, here too."""
    for session in session_store.of_account(account.body_id, account.id):
        with suppress(transaction.Refused):
            transaction.commit(session_store.delete_session(session))
    audit.record(Event.SIGNED_OUT_EVERYWHERE, account.body_id, account.id, "", now)


def change_language(account: Account, language: str, now: datetime) -> bool:
    """At all places of the person's; False for a language that is not on offer, or is
    theirs. Raises Unavailable."""
    if language not in i18n.languages() or language == account.language:
        return False
    for own in accounts.with_email(accounts.hash_of(account.email)):
        changes = accounts.change_account(own, replace(own, language=language))
        subject = f"{own.id}.language"
        try:
            audit.record(
                Event.CHANGED_ACCOUNT, own.body_id, own.id, subject, now, changes
            )
        except transaction.Refused:  # somebody has changed the account this very moment
            raise transaction.Unavailable from None
    return True


def my_other_places(account: Account) -> list[Workplace]:
    """The accounts with the same address at other schools."""
    others = accounts.with_email(accounts.hash_of(account.email), but=account.id)
    return sessions.places_of(others)


def change_place(
    session: Session, cookie: str, account: Account, chosen: str, now: datetime
) -> str | None:
    """The cookie of a new session at another of one's own places; None for any other
    place."""
    place = next(
        (
            my_other_place
            for my_other_place in my_other_places(account)
            if my_other_place.id == chosen
        ),
        None,
    )
    if place is None:
        return None
    try:
        return sessions.go_on(session, cookie, place, now)
    except transaction.Refused:
        # The other of two presses was first, or the session was ended.
        after = sessions.cookie_after(place.id, cookie)
        return after if sessions.session_of(after, now) else None
