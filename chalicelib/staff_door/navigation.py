"""The menu at the top of every staff page, in this order; each person sees their
own."""

from chalicelib.accounts.account import Account, Action

ENTRIES: tuple[tuple[str, Action | None], ...] = (
    ("programme", Action.ENTER_PROGRAMME),
    ("inbox", Action.SEE_INBOX),
    ("cases", Action.WORK_CASES),
    ("referrals", Action.FOLLOW_OWN_REFERRAL),
    ("rounds", Action.RUN_ROUNDS),
    ("cards", Action.RUN_ROUNDS),
    ("progress", Action.SEE_PROGRESS),
    ("readiness", Action.RUN_ROUNDS),
    ("schools", Action.SET_UP_SCHOOLS),
    ("retention", Action.SET_RETENTION),
    ("audit", Action.READ_AUDIT),
    ("rules", None),
)
"""An entry ``name`` leads to /staff/<name> and is called staff.nav.<name> in the
locales."""


def menu_of(account: Account) -> list[str]:
    return [name for name, action in ENTRIES if action is None or account.may(action)]
