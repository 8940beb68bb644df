"""Sign-in with a passkey."""

from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.passkeys import challenge_store, own_passkeys, prove
from chalicelib.passkeys import store as passkeys
from chalicelib.passkeys.passkey import Passkey
from chalicelib.sign_in import by_link
from chalicelib.sign_in.session import LINK_LASTS, MOST_LINKS_IN_ALL, SignInMethod
from chalicelib.storage import rate_limits, transaction
from chalicelib.storage.writes import Write


def token_for(answer: str, held: str, now: datetime) -> str:
    """What ``by_link.use_link`` takes. What the browser was asked is used up by it,
    whatever it answered. Raises PasskeyRefused, PasskeyUnknown, PasskeyBlocked,
    PasskeyTooOften, NotStored."""
    try:
        email_hash = _address_of(answer, challenge_store.use_up(held, now), now)
        return by_link.new_token(email_hash, SignInMethod.PASSKEY, now)
    except transaction.Refused:  # used by another at this very moment
        raise errors.PasskeyRefused from None
    except transaction.Unavailable as error:
        raise errors.NotStored from error


def _address_of(answer: str, challenge: str, now: datetime) -> str:
    """Whose passkey signed it, written down; who has left has none."""
    found = passkeys.get(prove.credential_of(answer))
    people = accounts.with_email(found[0]) if found else []
    if found is None or not people:
        raise errors.PasskeyUnknown
    email_hash, passkey = found
    if passkey.blocked_at:
        raise errors.PasskeyBlocked
    if not rate_limits.take("passkey", passkey.id, MOST_LINKS_IN_ALL, LINK_LASTS, now):
        raise errors.PasskeyTooOften
    count = _count(answer, challenge, passkey, people, now)
    if passkey.is_copied(count):
        _block(email_hash, passkey, people, now)
        raise errors.PasskeyBlocked
    used = passkey.used(count, now)
    transaction.commit(passkeys.change_passkey(email_hash, passkey, used))
    return email_hash


def _count(
    answer: str, challenge: str, passkey: Passkey, people: list[Account], now: datetime
) -> int:
    """A try that proves nothing is written down, since it is known whose it was."""
    try:
        return prove.count_of(answer, challenge, passkey)
    except errors.PasskeyRefused:
        for own in people:
            audit.record(Event.SIGN_IN_REFUSED, own.body_id, own.id, "", now)
        raise


def _block(
    email_hash: str, passkey: Passkey, people: list[Account], now: datetime
) -> None:
    stops = passkeys.change_passkey(email_hash, passkey, passkey.blocked(now))
    writes: list[Write] = [stops, *own_passkeys.mails(people, now)]
    for own in people:
        audit.record(Event.BLOCKED_PASSKEY, own.body_id, own.id, "", now, writes)
        writes = []
