"""Who may read an item: what the item says, and in a confidential round what the pupils
were told.

Card number and reasons are for the person on duty alone; for the deputy or the
principal once nobody has opened it in time, or the person on duty is gone, and with a
written reason.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Action, Function
from chalicelib.items.inbox_id import Audience, may_see
from chalicelib.items.item import Item
from chalicelib.rounds import store as rounds

_NEXT_WERE_TOLD = 2
"""The step of an item after which those after the first have been told."""


def as_held(item: Item) -> Item:
    """What was given to somebody who is not here any more waits for nobody alone."""
    if item.given_to is None:
        return item
    here = {item.given_to} if _is_here(item, item.given_to) else set()
    return with_who_is_here(item, here)


def news_for(item: Item) -> str | None:
    """Who alone takes the mark from what is new: who follows it up, while they are
    here."""
    taken = item.handling.taken
    if item.news_at is None or taken is None:
        return None
    return taken.who if _is_here(item, taken.who) else None


def may_read(account: Account, item: Item) -> bool:
    if item.confidential:
        return account.id == duty_of(item)[0] or account.id in item.handling.access
    return _may_read_by_function(account, item)


def may_know_referrer(account: Account, item: Item) -> bool:
    """Who referred a pupil says whose it may be."""
    return item.referrer is not None and may_read(account, item)


def _may_read_by_function(account: Account, item: Item) -> bool:
    """The health service is under a stricter confidentiality: it reads what names a
    pupil where the pupil chose it, where a written reason is recorded, where the nurse
    sent it herself, or where a colleague has handed it over to her."""
    if not item.identified or account.function is not Function.HEALTH_SERVICE:
        return may_see(account, item.audience)
    chosen = item.audience is Audience.HEALTH_SERVICE or account.id == item.referrer
    taken = item.handling.taken
    handed = taken is not None and taken.who == account.id
    return chosen or handed or account.id in item.handling.access


def may_tell_name(account: Account, item: Item) -> bool:
    """Who follows it up may let its referrer see who they are; never where the owner
    alone reads it."""
    done, audience = item.handling, item.audience
    mine = done.followed_up_by == account.id and not done.name_told
    theirs = item.referrer not in (None, account.id)
    return mine and theirs and audience is not Audience.OWNER


def may_take_back_name(account: Account, item: Item) -> bool:
    done = item.handling
    return done.followed_up_by == account.id and done.name_told


def may_ask(account: Account, item: Item) -> bool:
    """Whether a written reason lets the account in."""
    if not item.confidential:
        return True
    duty, deputy = duty_of(item)
    return (account.is_principal or account.id == deputy) and (
        item.step >= _NEXT_WERE_TOLD or _is_gone(item, duty)
    )


def receivers(item: Item, people: Iterable[Account]) -> list[Account]:
    """Whom it can be handed over to: who may see it, and in a confidential round read
    it."""
    duty = duty_of(item)[0] if item.confidential else ""
    return [
        person
        for person in people
        if person.may(Action.SEE_INBOX)
        and may_see(person, item.audience)
        and (
            not item.confidential
            or person.id == duty
            or person.id in item.handling.access
        )
    ]


def duty_of(item: Item) -> tuple[str, str]:
    """The person on duty in the item's round, and the deputy where there is one."""
    round_ = rounds.get(item.round_id) if item.round_id else None
    if round_ is None:
        return "", ""
    return round_.on_duty.account_id, round_.deputy.account_id if round_.deputy else ""


def _is_here(item: Item, account_id: str) -> bool:
    account = accounts.get(item.body_id, account_id)
    return account is not None and account.may(Action.SEE_INBOX)


def _is_gone(item: Item, account_id: str) -> bool:
    account = accounts.get(item.body_id, account_id)
    return account is None or not account.let_in or account.bounced_at is not None


def with_who_is_here(item: Item, here: Collection[str]) -> Item:
    """Nobody who has left follows anything up, however they left."""
    taken = item.handling.taken
    if taken is None or taken.who in here:
        return item
    return replace(item, handling=replace(item.handling, taken=None))
