"""What may be erased by one person, and who must agree to the rest."""

from chalicelib.accounts.account import Account, Role
from chalicelib.flags.conditions import Reason
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from chalicelib.outbox.recipients import Recipients
from chalicelib.referrals.fields import Referral
from chalicelib.referrals.referral import Involved

_ABOUT_AN_ADULT = "adult"


def second_person(
    item: Item, about_an_adult: bool, asker: Account
) -> Recipients | None:
    """Who besides the asker decides; None where nobody needs to.

    What is about an adult (§ 12-5) is the school owner's to decide, and never the
    principal's alone. What the school must be able to document (§ 12-4) takes a second
    person; where that is for the nurse alone, the principal may not see it.
    """
    if about_an_adult or item.audience is Audience.OWNER:
        return Recipients.OWNER
    case = item.handling.case is not None
    if not (item.kind is ItemKind.REFERRAL or item.level is Level.L3 or case):
        return None
    owners = asker.is_principal or item.audience is Audience.HEALTH_SERVICE
    return Recipients.OWNER if owners else Recipients.PRINCIPAL


def may_decide(account: Account, item: Item) -> bool:
    """The school owner always, since a principal may have left; the principal where
    they are asked. Nobody decides what they asked for themselves."""
    asked = item.handling.erasure
    if asked is None or asked.who == account.id or not account.let_in:
        return False
    if account.role is Role.OWNER:
        return account.body_id == item.owner_id
    principal = account.is_principal and account.body_id == item.body_id
    return principal and asked.decider is Recipients.PRINCIPAL


def flag_about_an_adult(reasons: tuple[Reason, ...]) -> bool:
    return any(reason.rule == _ABOUT_AN_ADULT for reason in reasons)


def referral_about_an_adult(referral: Referral) -> bool:
    return referral.involved is not Involved.NO
