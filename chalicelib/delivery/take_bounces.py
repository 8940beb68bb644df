"""Mail that did not arrive: its address is marked, and where nobody has it the next
circle is told. Who was spared another mail for its sake has not been told of that
either: it is due again.

An address that only did not take it this time is not marked. An event may come twice,
late, or before the sending is written down. The second time changes nothing.
"""

import logging
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.core.local_time import quarter_of
from chalicelib.delivery.send import circle_of, log_undeliverable, passed_on
from chalicelib.outbox import bounce as bounces
from chalicelib.outbox import mark_address
from chalicelib.outbox import store as outbox
from chalicelib.outbox.bounce import BounceKind
from chalicelib.outbox.mail import MailOutcome, Origin
from chalicelib.storage import transaction

_log = logging.getLogger("supportgrupper")
_TRIES = 6


def take(event: object, now: datetime) -> None:
    """Raises Unavailable, and Refused where an account was changed at the same time:
    then Lambda brings the event twice more. What cannot be read or belongs to nobody is
    logged by its kind."""
    try:
        undelivered = bounces.read(event)
    except bounces.UnreadableEvent:
        _log.warning("bounce left kind=unreadable")
        return
    if undelivered is None:
        return
    at = quarter_of(now)  # the second would be the second somebody answered
    found = {
        account.id: account
        for email in undelivered.addresses
        for account in _holders(email)
    }
    traced = outbox.traced(undelivered.origin, at) if undelivered.origin else None
    if not found or (undelivered.origin and not traced):
        _log.warning("bounce of nothing known kind=%s", undelivered.kind)
    if undelivered.kind is BounceKind.SUPPRESSED:
        _log.warning("bounce left untried: the address stands on a list of SES")
    known = traced[1].unreached if traced else {}
    owner_id = traced[0].owner_id if traced else None
    for account in found.values():
        # Where it is known already, the mark may have been taken away since.
        if account.id not in known and undelivered.kind is not BounceKind.GIVEN_UP:
            mark_address.mark(account, owner_id, at)
    if undelivered.origin and traced:
        _mark_unreached(undelivered.origin, frozenset(found), at)


def _holders(email: str) -> list[Account]:
    return accounts.with_email(accounts.hash_of(email))


def _mark_unreached(origin: Origin, gone: frozenset[str], at: datetime) -> None:
    """Tried again where the sender, or another bounce, has changed the row
    meanwhile."""
    for _ in range(_TRIES):
        try:
            return _mark_unreached_once(origin, gone, at)
        except transaction.Refused:
            continue
    raise transaction.Unavailable


def _mark_unreached_once(origin: Origin, gone: frozenset[str], at: datetime) -> None:
    traced = outbox.traced(origin, at)
    if traced is None:
        return
    mail, became = traced
    circle = circle_of(mail)
    new = {
        person.id: at for person in circle if person.id in gone - set(became.unreached)
    }
    if not new:
        return
    lost = became.due_at is None and not _has_it(circle, became, new)
    change = outbox.note_unreached(
        mail, became, {**became.unreached, **new}, at if lost else None
    )
    spared = [
        again
        for spare in became.spares
        for again in outbox.make_due_again(mail.school_id, spare, new.keys(), at)
    ]
    transaction.commit(change, *(passed_on(mail, at) if lost else ()), *spared)
    if lost:
        log_undeliverable(mail)


def _has_it(
    circle: list[Account], became: MailOutcome, gone: dict[str, datetime]
) -> bool:
    """Whether anybody was told at an address that works, as far as one knows."""
    return any(
        person.id in became.told and person.id not in gone and person.bounced_at is None
        for person in circle
    )
