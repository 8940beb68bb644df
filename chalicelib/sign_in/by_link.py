"""Sign-in by a one-time link."""

import logging
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.core.ids import new_id
from chalicelib.core.local_time import quarter_of
from chalicelib.core.settings import settings
from chalicelib.crypto.sealing import plain_hash
from chalicelib.outbox import compose, mark_address
from chalicelib.outbox.refusals import Why
from chalicelib.schools import store as schools
from chalicelib.sign_in import link_store, session_store, sessions
from chalicelib.sign_in.link_store import Link
from chalicelib.sign_in.session import (
    LINK_LASTS,
    MOST_LINKS,
    MOST_LINKS_IN_ALL,
    SignInMethod,
)
from chalicelib.storage import rate_limits, transaction

_log = logging.getLogger("supportgrupper")


@dataclass(frozen=True, slots=True)
class Held:
    """What a browser that presses a link holds: the cookie of an earlier session, and
    what the page with the button gave it. Empty where it holds nothing."""

    session: str = ""
    press: str = ""


@dataclass(frozen=True, slots=True)
class Choose:
    """The person has several accounts; the link is not used up until one is chosen."""

    places: list[sessions.Workplace]


def ask_for_link(email: str, now: datetime) -> None:
    """Mail a link to the address, if it has an account and has not been asked for too
    often.

    Says nothing of any of it, nor of whether the mail went: each would tell who has an
    account. Raises NotStored.
    """
    try:
        address = accounts.hash_of(email)
        allowed = rate_limits.take(
            "link", address, MOST_LINKS, LINK_LASTS, now
        ) and rate_limits.take(
            "link in all", address, MOST_LINKS_IN_ALL, LINK_LASTS, now
        )
        found = accounts.with_email(address)
        if allowed and found:
            token = new_token(address, SignInMethod.LINK, now)
            link = f"{settings().staff_url}/sign-in/{token}"
            compose.send_sign_in_link(
                found[0].email, found[0].language, link, LINK_LASTS
            )
    except compose.NotSent as error:
        _log.error("a sign-in link was not sent")
        if error.why is Why.ADDRESS:
            _mark(found, now)
        else:
            # No link came: another may be asked for
            rate_limits.give_back("link", address, now)
    except transaction.Unavailable as error:
        raise errors.NotStored from error


def _mark(found: list[Account], now: datetime) -> None:
    for account in found:
        # Changed at this moment: the next mail will tell
        with suppress(transaction.Refused):
            school = schools.get(account.body_id)
            owner_id = school.owner_id if school else None
            mark_address.mark(account, owner_id, quarter_of(now))


def new_token(email_hash: str, how: SignInMethod, now: datetime) -> str:
    """What signs in, once and for fifteen minutes, who has the address."""
    token = new_id(secrets.choice) + new_id(secrets.choice)
    link_store.put(token, email_hash, how, now)
    return token


def use_link(token: str, chosen: str | None, held: Held, now: datetime) -> str | Choose:
    """What the cookie of the new session holds; ``chosen`` is the id of one of the
    places.

    Link, session and log entry are one transaction: no link is spent without a session.
    The same press arriving again gets the same cookie. The session the browser held
    before ends. Raises LinkUnusable, NotStored.
    """
    try:
        link = link_store.get(token)
        found = accounts.with_email(link.email_hash) if link else []
        places = sessions.places_of(found)
        mine = (
            [place for place in places if place.id == chosen]
            if len(places) > 1
            else places
        )
        if link and mine:
            cookie = _cookie(mine[0].account, held, token)
            if _is_in(link, mine[0].account, cookie, held, now):
                return cookie
        elif link and places and link.works(now):
            return Choose(places)
        if sessions.session_of(held.session, now):
            return held.session  # an old link, pressed by somebody who is in
        raise _refused(found, now)
    except transaction.Unavailable as error:
        raise errors.NotStored from error


def _is_in(
    link: Link, account: Account, cookie: str, held: Held, now: datetime
) -> bool:
    """Whether the cookie is a session's now: a new one's, or the one this very press
    made."""
    if link.works(now):
        sessions.end(held.session, now)
        try:
            sessions.begin(
                account, cookie, now, link.how, (link_store.spend_link(link, now),)
            )
        except transaction.Refused:
            return bool(sessions.session_of(cookie, now))
        if link.how is SignInMethod.LINK:
            # Who is in is in: it counts for fifteen minutes
            with suppress(transaction.Unavailable):
                rate_limits.give_back("link", link.email_hash, now)
        return True
    return bool(sessions.session_of(cookie, now))


def _cookie(account: Account, held: Held, token: str) -> str:
    """Random; of a press, what follows from the link and from what this browser alone
    holds."""
    secret = (
        plain_hash("press", f"{token}|{held.press}")
        if held.press
        else sessions.new_secret()
    )
    return session_store.cookie_of(account.body_id, account.id, secret)


def _refused(found: list[Account], now: datetime) -> errors.LinkUnusable:
    """Written down where it is known whose link it was."""
    for account in found:
        audit.record(Event.SIGN_IN_REFUSED, account.body_id, account.id, "", now)
    return errors.LinkUnusable()
