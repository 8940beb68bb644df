"""A case of the social teacher's, with a colleague who is of its team and one who is
not."""

from dataclasses import replace
from itertools import count
from typing import Any

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Function
from chalicelib.cases import see_case
from chalicelib.cases import store as cases
from chalicelib.cases.act import note
from chalicelib.cases.case import Case
from chalicelib.cases.entry import ReadEntry
from chalicelib.cases.write import Pen
from chalicelib.core.local_time import local_day
from chalicelib.outbox.mail import MailKind
from chalicelib.referrals import drafts
from chalicelib.storage import transaction
from tests.cases.cast import entry_for, made, pen, stored
from tests.cast import NOW, NURSE, PRINCIPAL, TEACHER
from tests.rows import rows_with

SOCIAL = replace(
    PRINCIPAL,
    id="B1",
    email="sosial@test.example",
    is_principal=False,
    function=Function.SOCIAL_TEACHER,
)
OTHER = replace(SOCIAL, id="B2", email="annen@test.example", function=Function.OTHER)
WHY = "Jeg skal ut i permisjon fra mandag av."
_presses = count(100)


def shared() -> Case:
    """The social teacher is responsible; the nurse is of the team."""
    transaction.commit(*accounts.put_account(SOCIAL), *accounts.put_account(OTHER))
    case = made(drafts.desk(TEACHER))
    mine = replace(case, version=2, responsible=SOCIAL.id, team=(NURSE.id,))
    transaction.commit(*cases.replace(case, mine, *entry_for(mine)))
    return stored()


def by(account: Account, **other: Any) -> Pen:
    """A press of theirs, of the page as it is now."""
    return pen(stored(), f"{next(_presses):022d}", account=account, **other)


def written_by(account: Account) -> None:
    note(by(account), "Ringte hjem", local_day(NOW))


def told() -> list[ReadEntry]:
    """The story, as the principal reads it."""
    return see_case.see(PRINCIPAL, 1, NOW).entries


def mailed(kind: MailKind) -> list[str]:
    """To whom mails of the kind are to go."""
    rows = rows_with("answers", pk="OUTBOX#")
    return sorted(row["receiver"][1] for row in rows if row.get("kind") == kind)
