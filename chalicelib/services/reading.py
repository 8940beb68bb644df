"""Who may read an item: what the item says, and in a confidential round what the pupils were told.

Card number and reasons are for the person on duty alone; for the deputy or the principal once
nobody has opened it in time, or the person on duty is gone, and with a written reason.
"""

from chalicelib.domain import inbox
from chalicelib.domain.accounts import Account
from chalicelib.domain.inbox import Item
from chalicelib.stores import accounts, rounds

_NEXT_WERE_TOLD = 2
"""The step of an item after which those after the first have been told."""


def may_read(account: Account, item: Item) -> bool:
    if not item.confidential:
        return inbox.may_read(account, item)
    return account.id == duty_of(item)[0] or account.id in item.handling.access


def may_ask(account: Account, item: Item) -> bool:
    """Whether a written reason lets the account in."""
    if not item.confidential:
        return True
    duty, deputy = duty_of(item)
    return (account.is_principal or account.id == deputy) and (
        item.step >= _NEXT_WERE_TOLD or _is_gone(item, duty)
    )


def duty_of(item: Item) -> tuple[str, str]:
    """The person on duty in the item's round, and the deputy where there is one."""
    round_ = rounds.get(item.round_id) if item.round_id else None
    if round_ is None:
        return "", ""
    return round_.on_duty.account_id, round_.deputy.account_id if round_.deputy else ""


def _is_gone(item: Item, account_id: str) -> bool:
    account = accounts.get(item.body_id, account_id)
    return account is None or not account.let_in or account.bounced_at is not None
