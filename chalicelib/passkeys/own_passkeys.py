"""A person's own passkeys: made, seen, taken away one by one, offered and declined."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.core.text import clean
from chalicelib.crypto.sealing import keyed_hash
from chalicelib.crypto.secret_keys import Secret
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.passkeys import challenge_store, prove
from chalicelib.passkeys import store as passkeys
from chalicelib.passkeys.passkey import LONGEST_NAME, MOST, Passkey
from chalicelib.sign_in.session import Session, SignInMethod
from chalicelib.storage import transaction
from chalicelib.storage.writes import Put

_JUST_IN = timedelta(minutes=1)


def of_mine(account: Account) -> list[Passkey]:
    """The newest first."""
    found = passkeys.of_address(accounts.hash_of(account.email))
    return sorted(found, key=lambda passkey: passkey.made_at)[::-1]


def name_on_devices(account: Account) -> str:
    """What a device knows the person by: the same for all their passkeys, and nothing
    that tells who they are (WebAuthn, 14.6.1)."""
    return keyed_hash(Secret.AUDIT, "passkey user", accounts.hash_of(account.email))


def add(account: Account, name: str, answer: str, held: str, now: datetime) -> None:
    """Raises PasskeyRefused, and Incomplete."""
    challenge = challenge_store.use_up(held, now)
    name, email_hash = clean(name, LONGEST_NAME), accounts.hash_of(account.email)
    if not 0 < len(name) <= LONGEST_NAME:
        raise errors.Incomplete("staff.passkey.problem.name")
    if len(passkeys.of_address(email_hash)) >= MOST:
        raise errors.Incomplete("staff.passkey.problem.many")
    if not account.let_in:
        raise errors.PasskeyRefused
    new = prove.new_key(answer, challenge)
    made = Passkey(
        id=passkeys.id_of(new.credential),
        credential=new.credential,
        public_key=new.public_key,
        name=name,
        count=new.count,
        made_at=now,
    )
    writes = (*passkeys.put_passkey(email_hash, made), *mails([account], now))
    try:
        audit.record(Event.ADDED_PASSKEY, account.body_id, account.id, "", now, writes)
    except transaction.Refused:
        raise errors.PasskeyRefused from None


def revoke(account: Account, passkey_id: str, now: datetime) -> bool:
    """False for what is not theirs, or has gone."""
    email_hash = accounts.hash_of(account.email)
    if passkey_id not in {passkey.id for passkey in passkeys.of_address(email_hash)}:
        return False
    gone = passkeys.delete_passkey(email_hash, passkey_id)
    try:
        audit.record(
            Event.REVOKED_PASSKEY,
            account.body_id,
            account.id,
            "",
            now,
            (*gone, *mails([account], now)),
        )
    except transaction.Refused:  # the other of two presses was first
        return False
    return True


def decline(account: Account) -> None:
    transaction.commit(passkeys.decline(accounts.hash_of(account.email)))


def is_offered(account: Account, session: Session) -> bool:
    """To who came by a link, has none, and has not said no."""
    if session.how is not SignInMethod.LINK or not account.let_in:
        return False
    email_hash = accounts.hash_of(account.email)
    return not passkeys.of_address(email_hash) and not passkeys.has_declined(email_hash)


def is_offered_now(account: Account, session: Session, now: datetime) -> bool:
    """As one comes in, and not on each way back to the first page."""
    return now - session.started_at < _JUST_IN and is_offered(account, session)


def mails(people: Iterable[Account], now: datetime) -> list[Put]:
    """To the one person who has these accounts, that something is new with their
    passkeys; who is not let in gets no mail of ours."""
    return [
        outbox.put_mail(outgoing.passkey_changed(own.body_id, own.id, now))
        for own in people
        if own.let_in
    ][:1]
