"""People and cases that wait, and the mails that go day after day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Function
from chalicelib.cases import make_case
from chalicelib.cases import store as cases
from chalicelib.cases.write import Pen
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import on_duty
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from tests.cast import NOW, PRINCIPAL
from tests.mailbox import sent
from tests.referring import refer

DUE = "Logg inn i dag: noe du har planlagt, skal gjøres"
OVERDUE = "Logg inn i dag: noe har ventet for lenge i en sak"
AT_SCHOOL = "Logg inn i dag: noe har ventet for lenge på en av skolene dine"
WHICH = {DUE: "due", OVERDUE: "overdue", AT_SCHOOL: "at school"}
SOCIAL = replace(
    PRINCIPAL,
    id="B1",
    email="sosial@test.example",
    is_principal=False,
    function=Function.SOCIAL_TEACHER,
)
DEPUTY = replace(SOCIAL, id="B2", email="vara@test.example")


def put(*people: Account) -> None:
    for person in people:
        transaction.commit(*accounts.put_account(person))


def with_deputy() -> None:
    """A social teacher, and who stands in at the school's round."""
    put(SOCIAL, DEPUTY)
    (listed,) = rounds.of_school("SCHAAA")
    found = rounds.get(listed.id)
    assert found
    deputy = replace(found, deputy=on_duty(DEPUTY))
    transaction.commit(*rounds.change_round(deputy))


def made(desk: Any, who: Account = SOCIAL, at: datetime = NOW, **changes: Any) -> int:
    """A case whose first talk is due on Thursday, two school days on."""
    id_ = refer(desk, now=at, **changes)
    open_item(who, ItemKind.REFERRAL, id_, at)
    return make_case.make(Press(who, ItemKind.REFERRAL, id_, 0, at))


def pen(who: Account = SOCIAL, number: int = 1, at: datetime = NOW) -> Pen:
    case = cases.get("SCHAAA", number)
    assert case
    return Pen(who, number, case.version, f"{case.version:022d}", at)


def told(
    last: date,
    first: date = date(2026, 11, 24),
    hours: tuple[int, ...] = (3, 8, 11, 14),
) -> list[tuple[str, int, str, str]]:
    """Day, hour in UTC, to whom and which of the three, sweeping some times a day."""
    found: list[tuple[str, int, str, str]] = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for hour in hours:
            before = len(sent())
            sweep(datetime(day.year, day.month, day.day, hour, 1, tzinfo=UTC))
            found += [
                (
                    f"{day:%m-%d}",
                    hour,
                    mail.to[0].partition("@")[0],
                    WHICH[mail.subject],
                )
                for mail in sent()[before:]
                if mail.subject in WHICH
            ]
    return found
