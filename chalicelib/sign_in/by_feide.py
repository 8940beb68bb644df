"""Sign-in with Feide, for who has connected it: once signed in by a link, one says that
this Feide identity is mine. No claim Feide makes of an address is believed."""

from contextlib import suppress
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.sign_in import by_link, feide_http
from chalicelib.sign_in import feide_client as feide
from chalicelib.sign_in import feide_store as store
from chalicelib.sign_in.feide_client import Attempt
from chalicelib.sign_in.session import SignInMethod
from chalicelib.storage import transaction


def begin() -> tuple[Attempt, str]:
    """A new attempt, and where to send the browser that keeps it. Raises FeideAway."""
    attempt = feide.new_attempt()
    try:
        return attempt, feide.address(attempt)
    except feide_http.FeideUnavailable:
        raise errors.FeideAway from None


def token_for(attempt: Attempt, state: str, code: str, now: datetime) -> str:
    """What ``by_link.use_link`` takes. Raises FeideRefused, FeideUnknown, FeideAway,
    NotStored."""
    try:
        email_hash = store.email_hash_of(_identity(attempt, state, code))
        if email_hash is None:
            raise errors.FeideUnknown
        return by_link.new_token(email_hash, SignInMethod.FEIDE, now)
    except transaction.Unavailable as error:
        raise errors.NotStored from error


def connect(
    account: Account, attempt: Attempt, state: str, code: str, now: datetime
) -> None:
    """From now on who came back signs in to the account's address. Raises as
    ``token_for``."""
    writes = store.connect(
        _identity(attempt, state, code), accounts.hash_of(account.email)
    )
    audit.record(Event.CONNECTED_FEIDE, account.body_id, account.id, "", now, writes)


def disconnect(account: Account, now: datetime) -> None:
    gone = tuple(store.delete_all(accounts.hash_of(account.email)))
    with suppress(transaction.Refused):  # by another press, at this very moment
        audit.record(
            Event.DISCONNECTED_FEIDE, account.body_id, account.id, "", now, gone
        )


def is_connected(account: Account) -> bool:
    return store.is_connected(accounts.hash_of(account.email))


def is_offered() -> bool:
    return feide.is_offered()


def _identity(attempt: Attempt, state: str, code: str) -> str:
    """The state proves that this browser began it."""
    if not code or not attempt.began(state):
        raise errors.FeideRefused
    try:
        return feide.identity(code, attempt)
    except feide.NotProved:
        raise errors.FeideRefused from None
    except feide_http.FeideUnavailable:
        raise errors.FeideAway from None
