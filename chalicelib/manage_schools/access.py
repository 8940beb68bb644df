"""Who is let in: what an administrator makes or changes waits for the owner or the
principal, and those who answer for the school are told that it was changed."""

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import (
    Account,
    Role,
    access_changed,
    has_nurse,
    may_confirm,
)
from chalicelib.items.inbox_id import inboxes_of_school
from chalicelib.outbox import compose, outgoing
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import MailKind, OutgoingMail
from chalicelib.outbox.recipients import Recipients
from chalicelib.passkeys import store as passkeys
from chalicelib.rounds import store as rounds
from chalicelib.sign_in import feide_store
from chalicelib.storage.codec import stamp
from chalicelib.storage.writes import Change, Delete, Put
from chalicelib.threads import waiting_store
from chalicelib.threads.thread import listed

_log = logging.getLogger("supportgrupper")
_STILL_SHOWN = timedelta(days=7)
"""Thanks and contact pages of a round that has closed, and one that may go on."""


def decided(who: Account, before: Account, after: Account) -> Account:
    """``after`` with whether the person is let in. What the owner makes or changes is
    confirmed by it; an administrator sees no case, and so lets nobody in to one."""
    if who.role is Role.OWNER:
        return replace(after, confirmed=True)
    return replace(
        after, confirmed=before.confirmed and not access_changed(before, after)
    )


def notices(
    owner_id: str, after: Account, others: Iterable[Account], now: datetime
) -> list[Put]:
    """Mail to the owner's accounts, and to the principal where there is one beside
    ``after``."""
    circles = [Recipients.OWNER]
    if any(other.let_in and other.is_principal for other in others):
        circles.append(Recipients.PRINCIPAL)
    mails = [
        outgoing.access_changed(after.body_id, owner_id, circle, now)
        for circle in circles
    ]
    return [outbox.put_mail(mail) for mail in mails]


def pupils_choices(
    before: Account | None, after: Account, others: Iterable[Account], now: datetime
) -> list[Change]:
    """Whether pupils may choose the school nurse, in the school's rounds whose pages
    are shown, where the change makes a difference."""
    others = list(others)
    was, is_ = (
        has_nurse([*others, *([person] if person else [])])
        for person in (before, after)
    )
    if was is is_:
        return []
    shown = (
        round_
        for round_ in rounds.of_school(after.body_id)
        if round_.closes_at > now - _STILL_SHOWN
    )
    return [
        rounds.change_nurse(round_.id, is_)
        for round_ in shown
        if not round_.shredded_on
    ]


def waits_for_nurse(
    before: Account | None, after: Account, owner_id: str, now: datetime
) -> list[Put]:
    """The mail to a nurse who is let in from now on, where something is open that
    nurses alone may read: nobody will tell of it once more."""
    if not has_nurse([after]) or (before and has_nurse([before])):
        return []
    _, alone = inboxes_of_school(after.body_id)
    items, messages = waiting_store.everything(alone)
    waits = any(item.is_open for item in listed(items, messages, now))
    return [outbox.put_mail(_to_nurse(after, owner_id, now))] if waits else []


def _to_nurse(nurse: Account, owner_id: str, now: datetime) -> OutgoingMail:
    """Where it does not reach them, the principal is told that something waits for a
    nurse."""
    kind = MailKind.WAITING
    return OutgoingMail(
        id=f"{kind}-{nurse.id}-{stamp(now)}",
        school_id=nurse.body_id,
        owner_id=owner_id,
        kind=kind,
        recipients=Recipients.NURSE,
        due_at=now,
        number=outgoing.new_number(),
        exact=True,
        receiver=(nurse.body_id, nurse.id),
    )


def invited(
    before: Account | None, after: Account, owner_id: str, now: datetime
) -> tuple[Account, list[Put]]:
    """``after``, and the mail that says where to sign in, where they are let in from
    now on or have a new address: once for each address, and never before somebody who
    answers for the school has said that it is theirs."""
    same_address = before is not None and before.email == after.email
    if not after.let_in or (before and before.let_in and same_address):
        return after, []
    if same_address and after.invited_at:
        return after, []
    mail = outgoing.invited(after.body_id, owner_id, after.id, now)
    return replace(after, invited_at=now), [outbox.put_mail(mail)]


def ways_in_gone(before: Account | None, after: Account) -> list[Delete]:
    """Passkeys and Feide stand for an address: they go with who had it, and who has it
    from now on begins without. Somebody with two schools keeps them as long as one of
    the accounts is theirs."""
    hashes = {accounts.hash_of(own.email) for own in (before, after) if own}
    if before and before.active and after.active and len(hashes) == 1:
        return []
    return [
        write
        for email_hash in sorted(hashes)
        if all(own.id == after.id for own in accounts.with_email(email_hash))
        for ways in (passkeys, feide_store)
        for write in ways.delete_all(email_hash)
    ]


def mail_old_address(before: Account, after: Account) -> None:
    """It finds no account any more, so it is written to at once or not at all."""
    if before.email == after.email:
        return
    try:
        number = outgoing.new_number()
        compose.send(MailKind.ACCESS, before.email, before.language, number, None)
    except compose.NotSent:
        _log.error("an old address was not told of its change")


def to_be_let_in(who: Account, body_id: str) -> list[Account]:
    """Those at the body whom this person may let in, by name."""
    everyone = sorted(accounts.of_body(body_id), key=lambda p: p.name.casefold())
    return [person for person in everyone if person.waits and may_confirm(who, person)]
