"""Addresses that take no mail: marked, so that others are told, until somebody puts
them right."""

from dataclasses import replace
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.entry import SYSTEM
from chalicelib.audit.event import Event
from chalicelib.schools import standing_store


def mark(account: Account, owner_id: str | None, at: datetime) -> None:
    """Written down; nothing where the account is marked already. ``owner_id`` is the
    school owner's, where it is known: their overview looks at the school anew. Raises
    Unavailable, and Refused where somebody has changed the account meanwhile."""
    if account.bounced_at is None:
        writes = accounts.change_account(account, replace(account, bounced_at=at))
        audit.record(
            Event.ADDRESS_BOUNCED, account.body_id, SYSTEM, account.id, at, writes
        )
        if owner_id:
            standing_store.forget_standing(owner_id, account.body_id)
