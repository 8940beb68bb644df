"""Who may open a case: its team. Everybody else who works with cases sees in the list
that there is one, and how far it has come."""

from chalicelib.accounts.account import Account, Action
from chalicelib.cases.case import Case
from chalicelib.items.inbox_id import Audience, may_see


def may_know_of(account: Account, case: Case) -> bool:
    return account.may(Action.WORK_CASES) and account.body_id == case.body_id


def may_open(account: Account, case: Case) -> bool:
    """Who is responsible, who was added, and who answers for it by their office: the
    principal; for what is the school health service's, or the school owner's, they and
    nobody else."""
    if not may_know_of(account, case):
        return False
    named = account.id in (case.responsible, *case.team)
    return named or _by_office(account, case.audience)


def _by_office(account: Account, audience: Audience) -> bool:
    if audience is Audience.RESOURCE_GROUP:
        return account.is_principal
    return may_see(account, audience)
