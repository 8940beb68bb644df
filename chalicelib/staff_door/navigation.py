"""The menu of every staff page: the places at the top, the rest under the person's
name. Each person sees their own."""

from chalicelib.accounts.account import Account, Action

ENTRIES: tuple[tuple[str, Action | None], ...] = (
    ("schools", Action.SET_UP_SCHOOLS),
    ("inbox", Action.SEE_INBOX),
    ("cases", Action.WORK_CASES),
    ("rounds", Action.RUN_ROUNDS),
    ("report", Action.SEE_REPORT),
    ("sums", Action.SEE_SUMS),
    ("programme", Action.ENTER_PROGRAMME),
    ("week", Action.KEEP_LOG),
    ("referrals", Action.FOLLOW_OWN_REFERRAL),
    ("cards", Action.RUN_ROUNDS),
    ("progress", Action.SEE_PROGRESS),
    ("log", Action.KEEP_LOG),
    ("readiness", Action.RUN_ROUNDS),
    ("retention", Action.SET_RETENTION),
    ("audit", Action.READ_AUDIT),
    ("rules", None),
    ("help", None),
)
"""An entry ``name`` leads to /staff/<name> and is called staff.nav.<name> in the
locales."""

_PLACES = frozenset(
    ("inbox", "cases", "rounds", "report", "sums", "programme", "schools")
)
_FEW = 2


def menu_of(account: Account) -> list[str]:
    return [name for name, action in ENTRIES if action is None or account.may(action)]


def first_of(account: Account) -> str:
    """The first of the menu; a teacher who has classes begins at those."""
    first = menu_of(account)[0]
    return "progress" if first == "referrals" and account.classes else first


def places_of(account: Account) -> list[str]:
    """Today, cases, rounds and the report, or the schools of who sets them up; who has
    none of them finds the first of what they have there."""
    menu = menu_of(account)
    return [name for name in menu if name in _PLACES] or menu[:_FEW]
